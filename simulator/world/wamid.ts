import type { Random } from '../random.ts';

const SENT_BY_BUSINESS = 0x11;
const SENT_BY_PERSON = 0x12;

/**
 * A message id with the anatomy of Meta's (reference section 6.9, derived from published examples): it carries the
 * other party's digits in clear. `digits` undefined gives the opaque form of messages to a business-scoped user id.
 */
export function createWamid(random: Random, digits: string | undefined, isFromPerson: boolean): string {
  if (digits === undefined) return `wamid.${Buffer.from(random.hex(32), 'ascii').toString('base64')}`;
  const key = Buffer.from(random.hex(isFromPerson ? 20 : 18), 'ascii');
  const number = Buffer.from(digits, 'ascii');
  const bytes = Buffer.concat([
    Buffer.from([0x1c, 0x18, number.length]),
    number,
    Buffer.from([0x15, 0x02, 0x00, isFromPerson ? SENT_BY_PERSON : SENT_BY_BUSINESS, 0x18, key.length]),
    key,
    Buffer.from([0x00]),
  ]);
  return `wamid.${bytes.toString('base64')}`;
}
