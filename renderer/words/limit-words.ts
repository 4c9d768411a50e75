import type { CallOutput } from '../../shared/ipc/types.ts';
import { countOf } from './person-words.ts';
import { formatMoment } from './time-words.ts';

type Usage = CallOutput<'messages:get-usage'>;

/** product.md, "Rules": from here on consultants are warned. */
const WARNING_SHARE = 0.8;

/** Said before a conversation is begun, once much of Meta's limit is used; undefined while there is plenty. */
export function describeUsage({ used, limit, freeAt }: Usage, now: number): string | undefined {
  if (limit === undefined || used < limit * WARNING_SHARE) return undefined;
  const begun = `Your agency has begun conversations with ${countOf(used, 'person', 'people')} in the last 24 hours; WhatsApp allows ${countOf(limit, 'person', 'people')}.`;
  if (used < limit) return `${begun} Begin only what cannot wait.`;
  const next =
    freeAt === undefined ? 'Try again later.' : `The next place is free at ${formatMoment(freeAt, now)}.`;
  return `${begun} ${next} Replies in open conversations are not limited.`;
}
