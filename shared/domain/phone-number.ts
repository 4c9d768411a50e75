import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  type PhoneNumber as ParsedNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';
import { type PersonKey, personKeyForPhone } from './ids.ts';

export type PhoneNumber = {
  /** With plus sign, as stored. */
  readonly e164: string;
  /** As people of the default country write it; international for others. */
  readonly display: string;
};

export const DEFAULT_COUNTRY = 'GB' satisfies CountryCode;

/** Whether numbers can be read as those of this country: two capital letters of ISO 3166. */
export function isKnownCountry(country: string): boolean {
  return isSupportedCountry(country);
}

/** Reads a number in any format people type. Undefined when it cannot be a number; never guesses digits away. */
export function parsePhoneNumber(raw: string, country: string = DEFAULT_COUNTRY): PhoneNumber | undefined {
  const text = raw.trim().replace(/^00/, '+');
  const parsed = parsePhoneNumberFromString(text, country as CountryCode);
  if (parsed === undefined || !parsed.isPossible()) return undefined;
  return { e164: parsed.number, display: displayFor(parsed, country) };
}

/**
 * By calling code, not by country: where several countries share a code, the country of a number is often unknown. A
 * number that has no national format (too short for any) would lose its leading zero, so it stays international.
 */
function displayFor(parsed: ParsedNumber, country: string): string {
  const isHome = parsed.countryCallingCode === getCountryCallingCode(country as CountryCode);
  const national = parsed.formatNational();
  return isHome && national !== parsed.nationalNumber ? national : parsed.formatInternational();
}

/**
 * ISO 3166 of an E.164 number's country; undefined where the number does not tell. Meta counts markets by their calling code:
 * a mobile of Guernsey, or one of +44 that tells no island, is a British one.
 */
export function countryOfNumber(e164: string): string | undefined {
  const parsed = parsePhoneNumberFromString(e164);
  if (parsed?.countryCallingCode === getCountryCallingCode(DEFAULT_COUNTRY)) return DEFAULT_COUNTRY;
  return parsed?.country ?? parsed?.getPossibleCountries()[0];
}

/** Formats stored digits or E.164 for reading; returns the input when it is no number. */
export function formatPhoneNumber(e164: string, country: string = DEFAULT_COUNTRY): string {
  return parsePhoneNumber(e164.startsWith('+') ? e164 : `+${e164}`, country)?.display ?? e164;
}

/**
 * Digits that are the same for every accepted spelling of one line. WhatsApp ids of Brazil (ninth digit), Mexico (1 after
 * 52) and Argentina (9 after 54) differ from the numbers people dial; they must not split a person in two.
 * Source: Meta Cloud API, "contacts[].wa_id may differ from input".
 */
export function canonicalPhoneDigits(e164OrDigits: string): string {
  const digits = e164OrDigits.replace(/\D/g, '');
  const brazil = /^55(\d{2})9(\d{8})$/.exec(digits);
  if (brazil) return `55${brazil[1]}${brazil[2]}`;
  const mexico = /^521(\d{10})$/.exec(digits);
  if (mexico) return `52${mexico[1]}`;
  const argentina = /^549(\d{10})$/.exec(digits);
  if (argentina) return `54${argentina[1]}`;
  return digits;
}

/** The person a stored number or a `wa_id` stands for. */
export function personKeyForNumber(e164OrDigits: string): PersonKey {
  return personKeyForPhone(canonicalPhoneDigits(e164OrDigits));
}
