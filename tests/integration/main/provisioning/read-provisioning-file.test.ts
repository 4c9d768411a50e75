import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readProvisioningFile } from '../../../../main/provisioning/read-provisioning-file.ts';

const GOOD = '{"relayAddress":"https://relay.example.co.uk"}';
const READ = { settings: { relayAddress: 'https://relay.example.co.uk' }, problems: [] };

function makePlace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'provisioning-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'provisioning.json');
}

const read = (path: string, isOwnerChecked = false) => readProvisioningFile({ path, isOwnerChecked });

test('a file is read; where there is none, nothing is said', async () => {
  const path = makePlace();
  expect(await read(path)).toBeUndefined();
  expect(await read(join(path, 'below.json'))).toBeUndefined();
  writeFileSync(path, GOOD);
  expect(await read(path)).toEqual(READ);
});

test.each<[string, (path: string) => void, RegExp]>([
  ['a link to a good file', linkToGood, /a link, not a file/u],
  ['a link to nowhere', (path) => symlinkSync('/nowhere/at/all', path), /a link, not a file/u],
  ['a folder', (path) => mkdirSync(path), /not a file|cannot be read/u],
  ['a pipe that nobody writes', (path) => execFileSync('mkfifo', [path]), /not a file/u],
  [
    'ten megabytes',
    (path) => writeFileSync(path, `${GOOD}${' '.repeat(10 * 1024 * 1024)}`),
    /larger than 64 KB/u,
  ],
  ['an empty file', (path) => writeFileSync(path, ''), /empty/u],
])('%s settles nothing and is told', async (_what, make, problem) => {
  const path = makePlace();
  make(path);
  expect(await read(path)).toEqual({ settings: {}, problems: [expect.stringMatching(problem)] });
});

function linkToGood(path: string): void {
  writeFileSync(`${path}.real`, GOOD);
  symlinkSync(`${path}.real`, path);
}

test('a file that this user may not read is told', async () => {
  const path = makePlace();
  writeFileSync(path, GOOD, { mode: 0o000 });
  await asUser(async () => {
    expect(await read(path)).toEqual({
      settings: {},
      problems: ['it cannot be read by this user'],
    });
  });
});

/** Root may read everything: for a moment this process is nobody. */
async function asUser(run: () => Promise<void>): Promise<void> {
  if (process.getuid?.() !== 0) return run();
  process.seteuid?.(65_534);
  try {
    await run();
  } finally {
    process.seteuid?.(0);
  }
}

test('in the computer’s own place only a file counts that nobody but its administrator can write', async () => {
  const path = makePlace();
  writeFileSync(path, GOOD);
  chmodSync(path, 0o666);
  expect((await read(path, true))?.problems).toEqual([
    'somebody other than the administrator of this computer can write it',
  ]);
  chmodSync(path, 0o644);
  const isRoot = process.getuid?.() === 0;
  expect((await read(path, true))?.settings).toEqual(isRoot ? READ.settings : {});
});
