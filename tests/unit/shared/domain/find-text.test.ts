import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerptAround, findMarks, parseFind } from '../../../../shared/domain/find-text.ts';

/** The text with what was found in brackets. */
function show(text: string, query: string): string {
  let shown = text;
  for (const { start, end } of findMarks(text, parseFind(query)).toReversed()) {
    shown = `${shown.slice(0, start)}[${shown.slice(start, end)}]${shown.slice(end)}`;
  }
  return shown;
}

test.each([
  ['Near Leeds, nearly there', 'near', '[Near] Leeds, [near]ly there'],
  ['Łukasz O’Neill lives in Łódź', 'luk oneill lodz', '[Łuk]asz [O’Neill] lives in [Łódź]'],
  ['café', 'cafe', '[café]'],
  ['cafe\u0301s', 'cafe', '[cafe\u0301]s'],
  ['Straße', 'stras', '[Straß]e'],
  ['I don’t know', "don't", 'I [don’t] know'],
  ['a salary of £30,000', '30', 'a salary of £[30],000'],
  ['live in Leeds, in live', '"live in"', '[live in] Leeds, in live'],
  ['live inside', '"live in"', 'live inside'],
  ['live inside', '"live in', '[live in]side'],
  ['one two', 'one two on', '[one] [two]'],
  ['unnear', 'near', 'unnear'],
  ['Привет мир', 'прив', '[Прив]ет мир'],
  ['', 'near', ''],
  ['near', '', 'near'],
  ['near', '"', 'near'],
])('In %j the search %j marks %j.', (text, query, shown) => {
  expect(show(text, query)).toBe(shown);
});

test('An excerpt is one line around the first word found, and cuts no word.', () => {
  const text = `${'before '.repeat(50)}\n\nthe salary ${'after '.repeat(50)}`;
  const excerpt = excerptAround(text, parseFind('salary'), 60);
  expect(excerpt).toMatch(/^…(?:before )+the salary (?:after )+?after…$/);
  expect(excerpt.length).toBeLessThanOrEqual(62);
  expect(excerptAround('short\n text', parseFind('text'), 60)).toBe('short text');
  expect(excerptAround('x'.repeat(100), parseFind('x'), 60)).toBe(`${'x'.repeat(60)}…`);
});

test('Whatever a stranger writes and a user asks, marks are in order, apart and inside; an excerpt has its length.', () => {
  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
  );
  fc.assert(
    fc.property(odd, odd, (text, query) => {
      const terms = parseFind(query);
      let end = 0;
      for (const mark of findMarks(text, terms)) {
        expect(mark.start).toBeGreaterThanOrEqual(end);
        expect(mark.end).toBeGreaterThan(mark.start);
        end = mark.end;
      }
      expect(end).toBeLessThanOrEqual(text.length);
      expect(excerptAround(text, terms, 20).length).toBeLessThanOrEqual(22);
    }),
  );
});
