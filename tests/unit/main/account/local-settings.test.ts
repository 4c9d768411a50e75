import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../../../shared/domain/preferences.ts';
import { openLocalSettings } from '../../../../main/account/local-settings.ts';
import { openConfFile } from '../../../support/conf-file.ts';

const WINDOW = { x: 1, y: 2, width: 900, height: 700, isMaximized: false };
const EMPTY = { schemaVersion: 2, preferences: DEFAULT_PREFERENCES, secrets: {} };
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
  expect(first.get()).toEqual(EMPTY);
  first.update({ window: WINDOW, hasToldAboutTray: true });
  first.update({ hasToldAboutTray: undefined });
  expect(first.get()).toEqual({ ...EMPTY, window: WINDOW });
  const second = await openLocalSettings(folder, openConfFile, now);
  expect(second.get()).toEqual({ ...EMPTY, window: WINDOW });
  expect(second.damage).toBeUndefined();
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

const SEALED = { v: 1, ciphertext: 'c2VhbGVk' };
const ACCOUNT = {
  relayUrl: 'https://relay.example.com',
  agencyName: 'Agency',
  deviceId: 'device-1',
  user: {
    id: 'priya',
    username: 'priya',
    displayName: 'Priya Shah',
    email: '',
    role: 'consultant',
    isActive: true,
  },
};
const whole = {
  ...EMPTY,
  account: ACCOUNT,
  window: WINDOW,
  preferences: { ...DEFAULT_PREFERENCES, theme: 'dark' },
  secrets: { 'priya/device-token': SEALED },
};
const wrapped = (settings: unknown) => JSON.stringify({ settings });

async function openDamaged(content: string | Uint8Array) {
  const folder = makeFolder(content);
  const settings = await openLocalSettings(folder, openConfFile, now);
  const aside = join(folder, `settings.json.corrupt-${now()}`);
  expect(settings.damage?.file).toBe(aside);
  expect(readFileSync(aside)).toEqual(Buffer.from(content));
  return { folder, settings, lost: settings.damage?.lost };
}

test.each<[string, string | Uint8Array]>([
  ['half of a file', wrapped(whole).slice(0, 40)],
  ['no JSON', 'settings: yes'],
  ['zeros, as after a power cut', new Uint8Array(512)],
  ['bytes of something else', new Uint8Array([0xff, 0xfe, 0x00, 0x80, 0x81])],
  ['settings that are a word', wrapped('hello')],
  ['settings that are a list', wrapped([whole])],
  ['settings that are null', wrapped(null)],
  ['no version', wrapped({ secrets: {} })],
  ['a version of nought', wrapped({ ...whole, schemaVersion: 0 })],
])('%s is set aside, and the app starts afresh and says that everything was lost', async (_what, content) => {
  const { folder, settings, lost } = await openDamaged(content);
  expect(lost).toEqual(['everything']);
  expect(settings.get()).toEqual(EMPTY);

  settings.update({ hasToldAboutTray: true });
  const again = await openLocalSettings(folder, openConfFile, now);
  expect(again.damage).toBeUndefined();
  expect(again.get().hasToldAboutTray).toBe(true);
  expect(readdirSync(folder).filter((name) => name.includes('corrupt'))).toHaveLength(1);
});

test.each<[string, object, string[]]>([
  ['an account without a user', { account: { relayUrl: 'https://relay.example.com' } }, ['account']],
  ['a secret that is not sealed', { secrets: { 'priya/device-token': 'in plain text' } }, ['secrets']],
  ['preferences of another kind', { preferences: { theme: 'purple' } }, ['preferences']],
  ['a number without its ids', { ownNumber: { phoneNumber: '+447700900123' } }, ['ownNumber']],
  ['a window of words', { window: { ...WINDOW, width: 'wide' } }, []],
  ['two parts at once', { preferences: 7, account: 'priya' }, ['account', 'preferences']],
])('%s costs that part alone, and is named', async (_what, damage, lost) => {
  const damaged = await openDamaged(wrapped({ ...whole, ...damage }));
  expect(damaged.lost).toEqual(lost);
  const kept = damaged.settings.get();
  for (const [name, part] of Object.entries(whole)) {
    if (!(name in damage)) expect(kept).toHaveProperty([name], part);
  }
  const again = await openLocalSettings(damaged.folder, openConfFile, now);
  expect(again.get()).toEqual(kept);
  expect(again.damage).toBeUndefined();
});

test('settings of the version before are brought up to date, with nothing lost', async () => {
  const { preferences: _none, ...before } = whole;
  const folder = makeFolder(wrapped({ ...before, schemaVersion: 1 }));
  const settings = await openLocalSettings(folder, openConfFile, now);
  expect(settings.damage).toBeUndefined();
  expect(settings.get()).toEqual({ ...whole, preferences: DEFAULT_PREFERENCES });
});

test('settings of a newer app are kept aside for it, and used as far as they are known', async () => {
  const newer = { ...whole, schemaVersion: 9, hologram: true };
  const { settings, lost } = await openDamaged(wrapped(newer));
  expect(lost).toEqual([]);
  expect(settings.get()).toEqual(whole);
});
