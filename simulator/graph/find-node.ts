import type { MediaItem, MetaApp, PhoneNumber, Template, Waba } from '../world/entities.ts';
import type { World } from '../world/world.ts';

/** What an id stands for: Meta's paths do not say, the registry does. */
export type GraphNode =
  | { readonly kind: 'phone-number'; readonly node: PhoneNumber }
  | { readonly kind: 'waba'; readonly node: Waba }
  | { readonly kind: 'app'; readonly node: MetaApp }
  | { readonly kind: 'template'; readonly node: Template }
  | { readonly kind: 'media'; readonly node: MediaItem };

/** Looks an id up among all kinds; undefined is Meta's 100/33. Media past its life is gone. */
export function findNode(world: World, id: string, now: number): GraphNode | undefined {
  const phoneNumber = world.phoneNumbers.get(id);
  if (phoneNumber !== undefined) return { kind: 'phone-number', node: phoneNumber };
  const waba = world.wabas.get(id);
  if (waba !== undefined) return { kind: 'waba', node: waba };
  if (world.app.id === id) return { kind: 'app', node: world.app };
  const template = world.templates.get(id);
  if (template !== undefined) return { kind: 'template', node: template };
  const media = world.media.get(id);
  return media === undefined || media.expiresAt <= now ? undefined : { kind: 'media', node: media };
}

/** The id that a token must reach to touch this node, and the account whose call budget it uses. */
export function ownerOf(
  world: World,
  found: GraphNode,
): { readonly targetId: string; readonly wabaId: string | undefined } {
  switch (found.kind) {
    case 'phone-number':
      return { targetId: found.node.id, wabaId: found.node.wabaId };
    case 'waba':
      return { targetId: found.node.id, wabaId: found.node.id };
    case 'app':
      return { targetId: found.node.id, wabaId: undefined };
    case 'template':
      return { targetId: found.node.wabaId, wabaId: found.node.wabaId };
    case 'media':
      return {
        targetId: found.node.phoneNumberId,
        wabaId: world.phoneNumbers.get(found.node.phoneNumberId)?.wabaId,
      };
  }
}
