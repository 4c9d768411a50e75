import { parsePhoneNumber } from '../../shared/domain/phone-number.ts';

/** Something in a text that can be followed, from `from` up to `to`. */
export type FoundLink = {
  readonly kind: 'link' | 'email' | 'phone';
  readonly from: number;
  readonly to: number;
  /** `https:`, `http:`, `mailto:` or `tel:`. */
  readonly url: string;
  /** The host, the address or the number, as people read it. */
  readonly leadsTo: string;
};

/** A link ends where a mark would turn its letters around (text-direction.ts). */
const WEB = /(?:https?:\/\/|www\.)[^\s<>"'\u202A-\u202E\u2066-\u2069]+/giu;
const EMAIL =
  /(?<![\w.%+-])[\w.%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,7}\.[a-z]{2,24}(?![\w@-])/giu;

/** What can be followed in a text, in order, none inside another: what may be opened, as main insists, and numbers. */
export function findLinks(text: string): readonly FoundLink[] {
  const found: FoundLink[] = [];
  for (const link of [...findWebLinks(text), ...findEmails(text), ...findNumbers(text)]) {
    if (found.every(({ from, to }) => link.to <= from || link.from >= to)) found.push(link);
  }
  return found.toSorted((first, second) => first.from - second.from);
}

/** Punctuation that ends the sentence is not part of a link. */
function findWebLinks(text: string): readonly FoundLink[] {
  return [...text.matchAll(WEB)].flatMap((match) => {
    const typed = match[0].replace(/[.,;:!?)\]}*_~]+$/u, '');
    const url = typed.toLowerCase().startsWith('www.') ? `https://${typed}` : typed;
    if (!URL.canParse(url)) return [];
    const place = { from: match.index, to: match.index + typed.length };
    return [{ kind: 'link', ...place, url, leadsTo: new URL(url).host }];
  });
}

function findEmails(text: string): readonly FoundLink[] {
  return [...text.matchAll(EMAIL)].map(({ 0: address, index: from }) => {
    return { kind: 'email', from, to: from + address.length, url: `mailto:${address}`, leadsTo: address };
  });
}

/** As people write one here: with its country or a 0 before it, so that it is no price, no reference and no day. */
const NUMBER = /(?<![\w+.:/-])(?:\+|\(?0)(?:[ ().-]{0,2}\d){9,14}(?![\w:/-])/gu;
const DATE = /\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/u;

function findNumbers(text: string): readonly FoundLink[] {
  return [...text.matchAll(NUMBER)].flatMap(({ 0: typed, index: from }) => {
    const number = DATE.test(typed) ? undefined : parsePhoneNumber(typed);
    if (number === undefined) return [];
    return [
      {
        kind: 'phone',
        from,
        to: from + typed.length,
        url: `tel:${number.e164}`,
        leadsTo: number.display,
      },
    ];
  });
}
