import { createHash } from 'node:crypto';
import { parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * The business-scoped user id of whoever holds `digits`: country code, dot, 22 digits (reference section 7.2). The same
 * number gives the same id within one portfolio and another one elsewhere; a change of number is a change of id.
 */
export function createBsuid(businessId: string, digits: string): string {
  const hash = createHash('sha256').update(`${businessId}/${digits}`).digest('hex').slice(0, 18);
  const decimal = BigInt(`0x${hash}`).toString().padStart(22, '1').slice(0, 22);
  return `${countryOf(digits) ?? 'GB'}.${decimal}`;
}

/** ISO country of a number given as digits without plus, or undefined where no plan claims it. */
export function countryOf(digits: string): string | undefined {
  const parsed = parsePhoneNumberFromString(`+${digits}`);
  if (parsed === undefined) return undefined;
  return parsed.country ?? (parsed.countryCallingCode === '44' ? 'GB' : undefined);
}
