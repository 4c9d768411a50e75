import { expect, it } from 'vitest';
import { findLinks } from '../../../../renderer/words/find-links.ts';

const found = (text: string) =>
  findLinks(text).map(({ kind, from, to, url }) => `${kind} ${text.slice(from, to)} → ${url}`);

it.each([
  [
    'Mail sam.o-neil+jobs@example.co.uk.',
    'email sam.o-neil+jobs@example.co.uk → mailto:sam.o-neil+jobs@example.co.uk',
  ],
  ['(first_last@example.com)', 'email first_last@example.com → mailto:first_last@example.com'],
  ['Call 07700 900456 today', 'phone 07700 900456 → tel:+447700900456'],
  ['or +44 (0)7700 900456!', 'phone +44 (0)7700 900456 → tel:+447700900456'],
  ['0113 496 0999', 'phone 0113 496 0999 → tel:+441134960999'],
  ['+353 87 123 4567', 'phone +353 87 123 4567 → tel:+353871234567'],
])('%s', (text, link) => {
  expect(found(text)).toEqual([link]);
});

it.each([
  'It pays 28,000 - 32,000 a year',
  'On 01.02.2026 10:30 or 2026-11-24 10:00',
  'Reference 1029384756102938475610',
  'NI number QQ 12 34 56 C, postcode LS1 4DY',
  'at @sam, 5@home, a@b',
  'Sort code 20-00-00, account 55779911',
  '0800',
])('%s leads nowhere', (text) => {
  expect(found(text)).toEqual([]);
});

it('lists everything in its order, and nothing inside something else', () => {
  const text = 'https://a.example/?to=sam@example.com then sam@example.com or 07700 900456';
  expect(findLinks(text).map(({ kind }) => kind)).toEqual(['link', 'email', 'phone']);
});

it.each(['0 '.repeat(2_000), '07700 900456 '.repeat(300), `${'a'.repeat(4_000)}@`, '+'.repeat(4_000)])(
  'a long text is read in reasonable time (%#)',
  (hostile) => {
    expect(Array.isArray(findLinks(hostile))).toBe(true);
  },
);
