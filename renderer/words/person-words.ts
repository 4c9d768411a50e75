import type { RecordKind, RecordPhone } from '../../shared/domain/record.ts';
import { isolateDirection } from '../../shared/domain/text-direction.ts';
import { formatPhoneNumber } from '../../shared/domain/phone-number.ts';

export function nameRecordKind(kind: RecordKind): string {
  return kind === 'candidate' ? 'Candidate' : 'Contact';
}

/** "Site Manager · Northern Build", without empty parts; each part runs in its own direction. */
export function joinParts(...parts: readonly (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined && part !== '')
    .map((part) => isolateDirection(part ?? ''))
    .join(' · ');
}

/** "KM" for "Kate Morris". */
export function findInitials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = words[0]?.[0] ?? '?';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return `${first}${last}`.toUpperCase();
}

export type UsablePhone = { readonly label: string; readonly e164: string; readonly display: string };

/** The phones that can be dialled or messaged, each number once. */
export function listUsablePhones(phones: readonly RecordPhone[]): readonly UsablePhone[] {
  const seen = new Map<string, UsablePhone>();
  for (const { label, e164 } of phones) {
    if (e164 !== undefined && !seen.has(e164)) {
      seen.set(e164, { label, e164, display: formatPhoneNumber(e164) });
    }
  }
  return [...seen.values()];
}

/** Why a record cannot be messaged; undefined when it can. */
export function explainNoPhone(phones: readonly RecordPhone[]): string | undefined {
  if (phones.length === 0) return 'No phone number on this record.';
  if (phones.some((phone) => phone.e164 !== undefined)) return undefined;
  return phones.length === 1
    ? `"${phones[0]?.raw ?? ''}" cannot be read as a phone number. Correct it in the CRM.`
    : 'None of the numbers on this record can be read as a phone number. Correct them in the CRM.';
}

/** What somebody calls themselves, as first and last name; as good a guess as the first space is. */
export function splitName(profileName: string): { readonly firstName: string; readonly lastName: string } {
  const [firstName = '', ...rest] = profileName.trim().split(/\s+/u);
  return { firstName: firstName.slice(0, 100), lastName: rest.join(' ').slice(0, 100) };
}

/** "1 message", "3 messages". */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${new Intl.NumberFormat('en-GB').format(count)} ${count === 1 ? noun : plural}`;
}
