import { expect, test } from 'vitest';
import { listMissing, listPurposes } from '../../../../build/setup/system-packages.mjs';

test('Where everything is there, nothing is missing.', () => {
  expect(listMissing(['app', 'screenless', 'tests', 'compiler'], () => true)).toEqual([]);
});

test('A desktop needs only what runs the app.', () => {
  const missing = listMissing(listPurposes({ isForTests: false, hasDisplay: true }), () => false);
  expect(missing).toContain('libgtk-3-0');
  for (const name of ['xvfb', 'dunst', 'gnome-keyring', 'g++', 'fonts-inter'])
    expect(missing).not.toContain(name);
});

test('Without a display, one and the fonts on it are needed too.', () => {
  const missing = listMissing(listPurposes({ isForTests: false, hasDisplay: false }), () => false);
  expect(missing).toEqual(expect.arrayContaining(['xvfb', 'fonts-noto-color-emoji']));
  expect(missing).not.toContain('dunst');
});

test('Tests need the notifications and the keyring of a desktop, even on one.', () => {
  const missing = listMissing(listPurposes({ isForTests: true, hasDisplay: true }), () => false);
  expect(missing).toEqual(expect.arrayContaining(['xvfb', 'dbus', 'dunst', 'gnome-keyring']));
});

test('A compiler is needed by itself, when something is compiled.', () => {
  expect(listMissing(['compiler'], () => false)).toEqual(['python3', 'make', 'g++']);
});

test.each(['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64'])(
  'A library in %s is found.',
  (folder) => {
    const exists = (path: string) => path === `${folder}/libnss3.so`;
    expect(listMissing(['app'], exists)).not.toContain('libnss3');
  },
);
