import type { Channel } from '../../shared/protocol/events.ts';
import { formatMoment } from './time-words.ts';

/** What Meta forbids on the user's numbers now: a sentence for each number. */
export function listRestrictions(
  channels: readonly Channel[],
  now: number,
): readonly { readonly channelId: string; readonly text: string }[] {
  return channels.flatMap(({ id, name, restriction }) => {
    if (restriction === undefined || (restriction.until ?? Infinity) <= now) return [];
    const { sentence, until } = restriction;
    const end = until === undefined ? '' : ` Until ${formatMoment(until, now)}.`;
    return [{ channelId: id, text: `${name}: ${sentence}${end}` }];
  });
}
