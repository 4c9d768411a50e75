import { describe, expect, it, test } from 'vitest';
import { ERROR_TABLE, type RetryClass } from '../../../../shared/whatsapp/error-table.ts';
import {
  closesWindow,
  describeMetaError,
  explainMetaError,
  recordsOptOut,
  retryClassOf,
} from '../../../../shared/whatsapp/errors.ts';

const codes = Object.keys(ERROR_TABLE).map(Number);

describe('every code of the table', () => {
  it.each(codes)('%i says that the message did not go out, why, and what to do', (code) => {
    const failure = explainMetaError({ code });
    expect(failure.sentence).toMatch(/^The message was not sent: [^.]+[^.\s]\.$/);
    expect(failure.advice).toMatch(/^[A-Z].+\.$/);
    expect(failure.code).toBe(code);
  });

  it.each(codes)('%i speaks to a consultant, not to a programmer', (code) => {
    const { sentence, advice } = explainMetaError({ code });
    expect(`${sentence} ${advice}`).not.toMatch(/undefined|null|OAuth|exception|parameter|payload|wamid/i);
  });
});

test.each<[RetryClass, readonly number[]]>([
  ['A', [4, 80007, 130429, 131056]],
  ['B', [1, 2, 131000, 131016, 131057, 133004]],
  ['W', [131048, 131064, 133016, 368, 131031, 131037, 131042, 131045, 131049, 132015]],
  ['P', [0, 190, 100, 200, 299, 131026, 131047, 131050, 132000, 132001, 132016, 999999]],
])('class %s holds %j', (retryClass, members) => {
  expect(members.map(retryClassOf)).toEqual(members.map(() => retryClass));
});

test.each([
  [131056, true],
  [131049, true],
  [190, true],
  [131042, true],
  [131030, true],
  [131047, false],
  [131050, false],
  [131026, false],
  [132001, false],
  [100, false],
  [424242, false],
])('a retry of the same message after %i can help: %s', (code, canRetry) => {
  expect(explainMetaError({ code }).canRetry).toBe(canRetry);
});

it('tells a wrong phone number id from a malformed message by the subcode', () => {
  expect(explainMetaError({ code: 100, subcode: 33 }).advice).toContain('phone number ID');
  expect(explainMetaError({ code: 100 }).advice).not.toContain('phone number ID');
});

it('names the temporary token when a token has expired', () => {
  expect(explainMetaError({ code: 190, subcode: 463 }).sentence).toContain('expired');
  expect(explainMetaError({ code: 190, subcode: 463 }).advice).toContain('system user');
  expect(explainMetaError({ code: 190 }).advice).not.toContain('temporary');
});

it('lets Meta speak for a code that nobody knows', () => {
  const failure = explainMetaError({ code: 424242, title: 'Odd', details: 'The moon is full.' });
  expect(failure.sentence).toBe(
    'The message was not sent: Meta refused it with code 424242 (“The moon is full”).',
  );
  expect(describeMetaError({ code: 424242 }).cause).toBe('Meta refused it with code 424242');
});

it('keeps Meta’s best words and the trace id for support', () => {
  const failure = explainMetaError({ code: 131047, title: 'T', message: 'M', details: 'D', traceId: 'X1' });
  expect(failure).toMatchObject({ details: 'D', traceId: 'X1' });
  expect(explainMetaError({ code: 131047, title: 'T', details: '' }).details).toBe('T');
  expect(explainMetaError({ code: 131047 })).not.toHaveProperty('details');
});

it('closes the window and records the opt-out on their own codes only', () => {
  expect(codes.filter(closesWindow)).toEqual([131047]);
  expect(codes.filter(recordsOptOut)).toEqual([131050]);
});
