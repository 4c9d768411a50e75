import type { Json } from '../../world/entities.ts';
import { asObject, asString } from '../graph-request.ts';
import { invalidParameter, metaError, type MetaError } from '../meta-error.ts';
import { kindOfMime } from '../media/media-types.ts';
import type { MessageDraft } from './message-draft.ts';
import { findSentComponent, listParameters } from './template-parts.ts';

const mediaKinds = ['image', 'document', 'audio', 'video', 'sticker'] as const;

/** An uploaded id must exist, belong to the number and be of the kind that it is sent as: 100 or 131053 (reference section 11). */
export function checkSentMedia(draft: MessageDraft): MetaError | undefined {
  const sent = findSentMedia(draft);
  const id = asString(sent?.media['id']);
  if (sent === undefined || id === undefined) return undefined;
  const item = draft.simulation.world.media.get(id);
  if (item === undefined || item.expiresAt <= draft.simulation.clock.now())
    return invalidParameter({ details: `Media ID ${id} does not exist or has expired.` });
  const kind = kindOfMime(item.mimeType);
  if (kind === sent.kind || (sent.kind === 'document' && kind !== undefined)) return undefined;
  return metaError(131053, { details: `Unsupported ${sent.kind} mime type ${item.mimeType}.` });
}

function findSentMedia(draft: MessageDraft): { readonly kind: string; readonly media: Json } | undefined {
  const content = asObject(draft.content);
  if (content === undefined) return undefined;
  if (draft.type !== 'template')
    return mediaKinds.some((kind) => kind === draft.type) ? { kind: draft.type, media: content } : undefined;
  const parameter = listParameters(findSentComponent(content, 'header'))[0];
  const kind = mediaKinds.find((name) => name === parameter?.['type']);
  const media = kind === undefined ? undefined : asObject(parameter?.[kind]);
  return kind === undefined || media === undefined ? undefined : { kind, media };
}
