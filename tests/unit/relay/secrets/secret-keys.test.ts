import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSecretKeys, parseSecretKey } from '../../../../relay/secrets/secret-keys.ts';

const [ONE, TWO] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const NOTHING = { key: undefined, keyFile: undefined, oldKey: undefined };

function makeDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'keys-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

function open(directory: string, config: object = {}, isShared = false) {
  return openSecretKeys({ ...NOTHING, ...config }, { dataDirectory: directory, isShared, randomBytes });
}

test.each([
  [ONE.toString('base64')],
  [ONE.toString('base64url')],
  [ONE.toString('hex')],
  [` ${ONE.toString('hex').toUpperCase()}\n`],
])('%j is a key.', (text) => {
  expect(parseSecretKey(text)).toEqual(ONE);
});

test.each([[''], ['password'], [ONE.toString('hex').slice(2)], [Buffer.alloc(33).toString('base64')]])(
  '%j is no key.',
  (text) => {
    expect(parseSecretKey(text)).toBeUndefined();
  },
);

test('Without a configured key one is made when it is needed, for this user only, and found again.', () => {
  const directory = makeDirectory();
  const keys = open(directory);
  expect(keys.list()).toEqual([]);
  const made = keys.getForSealing();
  expect(statSync(path.join(directory, 'secret.key')).mode & 0o777).toBe(0o600);
  expect(open(directory).getForSealing()).toEqual(made);
  expect(open(directory).list()).toEqual([made]);
});

test('Where several relays share a log none is made: the sentence names the variables.', () => {
  const directory = makeDirectory();
  expect(() => open(directory, {}, true).getForSealing()).toThrow(/set RELAY_SECRET_KEY or/);
});

test('A key of the configuration counts before the file, which still opens what it sealed.', () => {
  const directory = makeDirectory();
  const made = open(directory).getForSealing();
  const keys = open(directory, { key: ONE.toString('hex'), oldKey: TWO.toString('hex') });
  expect(keys.getForSealing()).toEqual(ONE);
  expect(keys.list()).toEqual([ONE, made, TWO]);
});

test('A key may lie in a file of its own.', () => {
  const directory = makeDirectory();
  const keyFile = path.join(directory, 'key');
  writeFileSync(keyFile, `${TWO.toString('base64')}\n`);
  expect(open(directory, { keyFile }).getForSealing()).toEqual(TWO);
  writeFileSync(keyFile, 'not a key');
  expect(() => open(directory, { keyFile })).toThrow(/RELAY_SECRET_KEY_FILE must be 32 random bytes/);
  expect(() => open(directory, { keyFile: `${keyFile}-none` })).toThrow(/cannot be read/);
});

test('A file that holds no key is never written over.', () => {
  const directory = makeDirectory();
  const file = path.join(directory, 'secret.key');
  writeFileSync(file, 'half a key');
  expect(() => open(directory).getForSealing()).toThrow(/secret\.key in the relay’s data must be 32/);
  expect(readFileSync(file, 'utf8')).toBe('half a key');
});
