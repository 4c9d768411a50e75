import { expect, test } from 'vitest';
import {
  describeAbsence,
  formatBytes,
  formatSeconds,
  nameFetchAction,
  percentOf,
} from '../../../../renderer/words/file-words.ts';
import type { FileView } from '../../../../shared/ipc/views.ts';

test.each([
  [0, '0 bytes'],
  [1_023, '1023 bytes'],
  [1_024, '1 KB'],
  [300_000, '293 KB'],
  [1_023_999, '1000 KB'],
  [2_400_000, '2.3 MB'],
  [104_857_600, '100 MB'],
])('%d bytes are %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});

test.each<[FileView['state'], string | undefined, string | undefined, string | undefined]>([
  ['here', undefined, undefined, undefined],
  ['waiting', undefined, 'Waiting to be fetched…', undefined],
  ['waiting', 'Meta cannot be reached.', 'Meta cannot be reached. It is tried again by itself.', 'Try now'],
  ['away', undefined, 'Not on this computer. The relay has it.', 'Download'],
  ['expired', 'Meta no longer has it.', 'Meta no longer has it. Ask Sam to send it again.', 'Try again'],
  ['failed', undefined, 'Ask Sam to send it again.', 'Try again'],
  ['elsewhere', 'It was sent from another computer.', 'It was sent from another computer.', undefined],
])('A file that is %s (%s) says so, and what can be done.', (state, problem, words, action) => {
  const file: FileView = { state, fileName: 'CV.pdf', ...(problem === undefined ? {} : { problem }) };
  expect(describeAbsence(file, undefined, 'Sam')).toBe(words);
  expect(nameFetchAction(file)).toBe(action);
});

test.each([
  [{ received: 50, total: 200 }, 25, 'Fetching… 25 %'],
  [{ received: 300, total: 200 }, 100, 'Fetching… 100 %'],
  [{ received: 2_048, total: undefined }, undefined, 'Fetching… 2 KB'],
])('What has arrived of a file: %j', (progress, percent, words) => {
  expect(percentOf(progress)).toBe(percent);
  expect(describeAbsence({ state: 'waiting', fileName: 'CV.pdf' }, progress, 'Sam')).toBe(words);
});

test.each([
  [0, '0:00'],
  [65.9, '1:05'],
  [Number.NaN, '–:––'],
  [Number.POSITIVE_INFINITY, '–:––'],
])('%d seconds are %s', (seconds, words) => {
  expect(formatSeconds(seconds)).toBe(words);
});
