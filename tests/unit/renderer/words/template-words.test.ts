import { expect, test } from 'vitest';
import {
  explainFallback,
  nameLanguage,
  nameTemplate,
  nameVariable,
} from '../../../../renderer/words/template-words.ts';

test.each([
  ['job_opportunity', 'Job opportunity'],
  ['gdpr_consent_request', 'GDPR consent request'],
  ['send_cv_2', 'Send CV 2'],
  ['why_try', 'Why try'],
])('%s reads as %s', (name, words) => {
  expect(nameTemplate(name)).toBe(words);
});

test('a language that is none is shown as it is', () => {
  expect(nameLanguage('en_GB')).toBe('British English');
  expect(nameLanguage('!!')).toBe('!!');
});

test('a variable is named after its merge code, else after itself', () => {
  expect(nameVariable({ name: '1', place: 'body' }, 'KNOWNAS')).toBe('Known as');
  expect(nameVariable({ name: '4', place: 'body' }, undefined)).toBe('Value 4');
  expect(nameVariable({ name: 'start_date', place: 'body' }, undefined)).toBe('Start date');
});

test('a fallback is announced with the value that stands in', () => {
  expect(explainFallback('Known as', 'there')).toBe('No known-as name on the record: "there" will be used.');
  expect(explainFallback('Email address', '')).toBeUndefined();
});
