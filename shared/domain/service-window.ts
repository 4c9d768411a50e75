import type { MessageContent, MessageContentType } from './message-content.ts';

/** Free text may be sent for this long after the person's last message. Source: Meta, customer service window. */
export const SERVICE_WINDOW_MS = 24 * 60 * 60 * 1000;
/** From here on the composer warns in amber. */
export const CLOSING_SOON_MS = 2 * 60 * 60 * 1000;

export type ServiceWindow =
  | { readonly state: 'never-opened' }
  | { readonly state: 'open' | 'closing-soon'; readonly closesAt: number; readonly remainingMs: number }
  | { readonly state: 'closed'; readonly closedAt: number };

/**
 * The state of the window at `now` (epoch ms). `closesAt` is what the conversation stores: the last inbound time plus a
 * day, or an earlier time when Meta said 131047; undefined when the person never wrote.
 */
export function decideServiceWindow(closesAt: number | undefined, now: number): ServiceWindow {
  if (closesAt === undefined) return { state: 'never-opened' };
  const remainingMs = closesAt - now;
  if (remainingMs <= 0) return { state: 'closed', closedAt: closesAt };
  return { state: remainingMs <= CLOSING_SOON_MS ? 'closing-soon' : 'open', closesAt, remainingMs };
}

export function isWindowOpen(closesAt: number | undefined, now: number): boolean {
  return closesAt !== undefined && closesAt > now;
}

/** Whether an inbound message opens the service window. Where Meta does not say (a reaction, an edit), it does not. */
export function opensWindow(content: MessageContent): boolean {
  return !WITHOUT_EFFECT.has(content.type);
}

const WITHOUT_EFFECT: ReadonlySet<MessageContentType> = new Set(['reaction', 'system', 'edit', 'revoke']);
