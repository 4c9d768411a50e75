import { foldText } from '../../shared/domain/fold-text.ts';
import { canonicalPhoneDigits, parsePhoneNumber } from '../../shared/domain/phone-number.ts';

/** What a search box means. Undefined parts are not asked for. */
export type SearchQuery = {
  /** FTS5 expression over the words. */
  readonly words?: string;
  /** FTS5 expression over the digits of numbers. */
  readonly digits?: string;
  /** The same digits as a word, where they may be one: whichever matches. */
  readonly digitWord?: string;
};

/** A run that could be (part of) a phone number. Digits inside a word (an address, a reference) are none. */
const NUMBER = /(?<![^\s(])\+?\(?\d[\d\s().\-/]*\d(?![^\s)])/;
/** Could as well be a year or part of a company's name. */
const SHORT_NUMBER = /^[1-9]\d{3,5}$/;

const MIN_DIGITS = 4;

/**
 * Splits what was typed into words, each of which must begin a word of the record, and a piece of a phone number of at
 * least four digits, in any format.
 */
export function parseSearchQuery(query: string): SearchQuery {
  const number = NUMBER.exec(query)?.[0] ?? '';
  const digits = number.replace(/\D/g, '').length >= MIN_DIGITS ? matchDigits(number) : undefined;
  const words = matchWords(digits === undefined ? query : query.replace(number, ' '));
  return {
    ...(words === undefined ? {} : { words }),
    ...(digits === undefined ? {} : { digits }),
    ...(digits !== undefined && SHORT_NUMBER.test(number) ? { digitWord: `"${number}"*` } : {}),
  };
}

/** An FTS5 expression that asks for every word of the text as a beginning; undefined when it has none. */
export function matchWords(text: string): string | undefined {
  const tokens = foldText(text).match(/[\p{L}\p{N}]+/gu);
  return tokens?.map((token) => `"${token}"*`).join(' ');
}

function matchDigits(number: string): string | undefined {
  const parsed = parsePhoneNumber(number);
  const spellings = new Set([
    // A national number is stored with its country's digits instead of the leading zero.
    number.replace(/\D/g, '').replace(/^0+/, ''),
    ...(parsed === undefined ? [] : [digitsOf(parsed.e164), canonicalPhoneDigits(parsed.e164)]),
  ]);
  // The index is one of trigrams: shorter pieces match nothing.
  const usable = [...spellings].filter((digits) => digits.length >= 3);
  return usable.length === 0 ? undefined : usable.map((digits) => `"${digits}"`).join(' OR ');
}

/** What the index holds for a number: its stored digits, and the canonical ones where they differ. */
export function indexedDigits(phone: { readonly raw: string; readonly e164?: string | undefined }): string {
  if (phone.e164 === undefined) return digitsOf(phone.raw);
  return [...new Set([digitsOf(phone.e164), canonicalPhoneDigits(phone.e164)])].join(' ');
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
