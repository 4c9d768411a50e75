import { expect, test } from 'vitest';
import {
  explainNoPhone,
  findInitials,
  joinParts,
  listUsablePhones,
  splitName,
} from '../../../../renderer/words/person-words.ts';

test.each([
  ['Kate Morris', 'KM'],
  ['Kate', 'K'],
  ['Ana Maria da Silva', 'AS'],
  ['', '?'],
])('%j has the initials %s', (name, initials) => {
  expect(findInitials(name)).toBe(initials);
});

test('empty parts leave no trace', () => {
  expect(joinParts('Electrician', '', undefined, 'Leeds')).toBe('Electrician · Leeds');
});

test('a number that stands twice on a record is offered once', () => {
  const phones = [
    { label: 'Mobile', raw: '07700 900123', e164: '+447700900123' },
    { label: 'Home', raw: '+44 7700 900123', e164: '+447700900123' },
    { label: 'Work', raw: 'ask Tom' },
  ];
  expect(listUsablePhones(phones)).toEqual([
    { label: 'Mobile', e164: '+447700900123', display: expect.stringContaining('7700 900123') },
  ]);
});

test('a record that cannot be messaged says why', () => {
  expect(explainNoPhone([])).toBe('No phone number on this record.');
  expect(explainNoPhone([{ label: 'Mobile', raw: 'ask Tom' }])).toContain('"ask Tom" cannot be read');
  expect(explainNoPhone([{ label: 'Mobile', raw: '1', e164: '+441' }])).toBeUndefined();
});

test('a part in Arabic does not turn the parts beside it', () => {
  expect(joinParts('Electrician', '\u0644\u064A\u062F\u0632', '\u202EX')).toBe(
    'Electrician · \u2068\u0644\u064A\u062F\u0632\u2069 · X',
  );
});

test.each([
  ['Maya Iqbal', 'Maya', 'Iqbal'],
  [' Maya  de la  Cruz ', 'Maya', 'de la Cruz'],
  ['Maya', 'Maya', ''],
  ['', '', ''],
])('the name %j is split into %j and %j', (name, firstName, lastName) => {
  expect(splitName(name)).toEqual({ firstName, lastName });
});
