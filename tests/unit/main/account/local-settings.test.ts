import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openLocalSettings } from '../../../../main/account/local-settings.ts';
import { openConfFile } from '../../../support/conf-file.ts';

const WINDOW = { x: 1, y: 2, width: 900, height: 700, isMaximized: false };
const now = () => 1_795_000_000_000;

function makeFolder(content?: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  if (content !== undefined) writeFileSync(join(folder, 'settings.json'), content);
  return folder;
}

test('what is changed is there at the next start; undefined removes it', async () => {
  const folder = makeFolder();
  const first = await openLocalSettings(folder, openConfFile, now);
  expect(first.get()).toEqual({ schemaVersion: 1, secrets: {} });
  first.update({ window: WINDOW, hasToldAboutTray: true });
  first.update({ hasToldAboutTray: undefined });
  expect(first.get()).toEqual({ schemaVersion: 1, secrets: {}, window: WINDOW });
  const second = await openLocalSettings(folder, openConfFile, now);
  expect(second.get()).toEqual({ schemaVersion: 1, secrets: {}, window: WINDOW });
  expect(second.setAside).toBeUndefined();
});

test.runIf(process.platform !== 'win32')('the file is for its owner alone', async () => {
  const folder = makeFolder();
  (await openLocalSettings(folder, openConfFile, now)).update({ hasToldAboutTray: true });
  expect((statSync(join(folder, 'settings.json')).mode & 0o777).toString(8)).toBe('600');
});

test('a change of the wrong form is refused and leaves what was there', async () => {
  const folder = makeFolder();
  const settings = await openLocalSettings(folder, openConfFile, now);
  settings.update({ window: WINDOW });
  expect(() => settings.update({ window: { ...WINDOW, width: Number.NaN } })).toThrow(/width/u);
  expect(settings.get().window).toEqual(WINDOW);
  expect((await openLocalSettings(folder, openConfFile, now)).get().window).toEqual(WINDOW);
});

const whole = { schemaVersion: 1, secrets: {}, window: WINDOW };
const wrapped = (settings: unknown) => JSON.stringify({ settings });

test.each<[string, string | Uint8Array]>([
  ['half of a file', wrapped(whole).slice(0, 40)],
  ['no JSON', 'settings: yes'],
  ['zeros, as after a power cut', new Uint8Array(512)],
  ['bytes of something else', new Uint8Array([0xff, 0xfe, 0x00, 0x80, 0x81])],
  ['settings that are a word', wrapped('hello')],
  ['settings that are null', wrapped(null)],
  ['a schema of another version', wrapped({ ...whole, schemaVersion: 2 })],
  ['no version', wrapped({ secrets: {} })],
  ['an account without a user', wrapped({ ...whole, account: { relayUrl: 'https://relay.example.com' } })],
  ['a secret that is not sealed', wrapped({ ...whole, secrets: { 'priya/device-token': 'in plain text' } })],
  ['a window of words', wrapped({ ...whole, window: { ...WINDOW, width: 'wide' } })],
])('%s is set aside and reported, and the app starts afresh', async (_what, content) => {
  const folder = makeFolder(content);
  const settings = await openLocalSettings(folder, openConfFile, now);
  const aside = join(folder, `settings.json.corrupt-${now()}`);
  expect(settings.setAside).toBe(aside);
  expect(readFileSync(aside)).toEqual(Buffer.from(content));
  expect(settings.get()).toEqual({ schemaVersion: 1, secrets: {} });

  settings.update({ hasToldAboutTray: true });
  const again = await openLocalSettings(folder, openConfFile, now);
  expect(again.setAside).toBeUndefined();
  expect(again.get().hasToldAboutTray).toBe(true);
  expect(readdirSync(folder).filter((name) => name.includes('corrupt'))).toHaveLength(1);
});
