import type { UserId } from '../../../shared/domain/ids.ts';
import { isWindowOpen } from '../../../shared/domain/service-window.ts';
import type { ConversationRow } from '../../../shared/ipc/views.ts';
import type { ComposeState } from './state.ts';

/**
 * The conversation in which free text can be written instead of a template: with the number and from the channel that
 * are chosen, its service window open. The user's own first, then one that nobody holds, then a colleague's.
 */
export function findOpenThread(
  state: Pick<ComposeState, 'e164' | 'channelId' | 'threads' | 'people' | 'target'>,
  userId: UserId | undefined,
  now: number,
): ConversationRow | undefined {
  const { e164, channelId, threads, people, target } = state;
  const personKey = e164 === undefined ? undefined : people[e164];
  const open = threads.filter(
    (row) =>
      isWindowOpen(row.windowClosesAt, now) &&
      (target?.kind === 'conversation' || (row.personKey === personKey && row.channel.id === channelId)),
  );
  const rank = ({ owner }: ConversationRow) => (owner?.userId === userId ? 0 : owner === undefined ? 1 : 2);
  return open.toSorted((first, second) => rank(first) - rank(second))[0];
}
