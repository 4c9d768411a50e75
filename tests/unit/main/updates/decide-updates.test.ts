import { expect, test } from 'vitest';
import { decideUpdates, mayRestart, readNotes } from '../../../../main/updates/decide-updates.ts';

const installed = {
  platform: 'win32',
  isAllowed: undefined,
  hasConfig: true,
  hasUninstaller: true,
  isWritable: true,
} as const;

test.each<[string, Partial<Parameters<typeof decideUpdates>[0]>, boolean]>([
  ['an installation for one user', {}, true],
  ['one that the policy allows in so many words', { isAllowed: true }, true],
  ['one whose updates the administrator brings', { isAllowed: false }, false],
  ['one by MSI, for the whole computer', { hasUninstaller: false }, false],
  ['a build that is no release', { hasConfig: false }, false],
  ['a copy on a Mac that the user has dragged there', { platform: 'darwin', hasUninstaller: false }, true],
  ['one by .pkg, which belongs to root', { platform: 'darwin', isWritable: false }, false],
  ['one on Windows, which is asked about its uninstaller', { isWritable: false }, true],
])('%s: updates itself %s', (_name, facts, expected) => {
  expect(decideUpdates({ ...installed, ...facts })).toBe(expected);
});

test.each([
  ['somebody is at the computer', 30, 0, false],
  ['nobody has been for ten minutes', 600, 0, true],
  ['nobody is there, and something typed was not sent', 3_600, 1, false],
])('when %s', (_name, idleSeconds, draftCount, expected) => {
  expect(mayRestart({ idleSeconds, draftCount })).toBe(expected);
});

test.each<[unknown, string]>([
  ['Faster search.\nNew icons.', 'Faster search.\nNew icons.'],
  ['<b>Bold</b> & <script>alert(1)</script>plain', 'Bold & alert(1)plain'],
  ['bell\u0007 and escape\u001b[31m', 'bell and escape[31m'],
  [[{ version: '1.0.0', note: 'x' }], ''],
  [null, ''],
  ['x'.repeat(10_000), 'x'.repeat(4_000)],
])('notes %j are shown as plain text', (raw, shown) => {
  expect(readNotes(raw)).toBe(shown);
});
