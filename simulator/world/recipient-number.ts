import { parsePhoneNumberFromString } from 'libphonenumber-js';

/** `waId` is what Meta settles on; `isPossible` says whether any numbering plan allows it. */
export type RecipientNumber = { readonly waId: string; readonly isPossible: boolean };

/**
 * Reads `to` as Meta does (reference section 2.1): plus, blanks, hyphens and brackets are tolerated; `00` and letters are
 * refused (undefined); without a plus a live number puts its own country code in front.
 */
export function parseRecipientNumber(
  to: string,
  businessDigits: string,
  isSandbox: boolean,
): RecipientNumber | undefined {
  const compact = to.replaceAll(/[\s().-]/g, '');
  if (!/^\+?\d{5,20}$/.test(compact) || /^\+?00/.test(compact)) return undefined;
  const hasPlus = compact.startsWith('+');
  const digits = hasPlus ? compact.slice(1) : compact;
  const own = parsePhoneNumberFromString(`+${businessDigits}`)?.countryCallingCode ?? '';
  const isComplete = hasPlus || isSandbox || digits.startsWith(own);
  const complete = isComplete ? digits : own + digits.replace(/^0/, '');
  const isPossible = parsePhoneNumberFromString(`+${complete}`)?.isPossible() ?? false;
  return { waId: applyCountryHabits(complete), isPossible };
}

/** Brazil, Mexico and Argentina: the wa_id differs from the number as dialled (reference section 2.2). */
function applyCountryHabits(digits: string): string {
  if (/^52\d{10}$/.test(digits)) return `521${digits.slice(2)}`;
  if (/^54\d{10}$/.test(digits)) return `549${digits.slice(2)}`;
  // Area codes from 31 upwards dropped the ninth digit in WhatsApp's ids.
  if (/^55[3-9]\d9\d{8}$/.test(digits)) return digits.slice(0, 4) + digits.slice(5);
  return digits;
}
