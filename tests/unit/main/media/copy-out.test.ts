import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { MediaHere } from '../../../../main/db/local-media.ts';
import { copyOut, copyToOpen, readAll } from '../../../../main/media/copy-out.ts';
import { createFileKey } from '../../../../main/media/media-cipher.ts';
import { type MediaVault, createMediaVault } from '../../../../main/media/media-vault.ts';
import { messageId } from '../db/story.ts';

const BYTES = Buffer.from('Curriculum vitae');

async function open(fileName: string) {
  const folder = mkdtempSync(join(tmpdir(), 'copies-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const vault = createMediaVault(join(folder, 'vault'));
  const here: MediaHere = {
    messageId: messageId('cv'),
    objectId: '01890a5d-ac96-774b-bcce-b302099a8057',
    fileKey: createFileKey(),
    size: BYTES.length,
    mimeType: 'application/pdf',
    fileName,
  };
  const part = await vault.openPart(here);
  await part.write(BYTES);
  await part.finish();
  return { folder, vault, here };
}

const named = async (here: MediaHere, vault: MediaVault) => ({
  fileName: here.fileName,
  folder: here.messageId,
  bytes: await readAll(here, vault),
});

test('A file is opened as a copy under its own name that only this user can read.', async () => {
  const { folder, vault, here } = await open('Sam Taylor – CV.pdf');
  const path = await copyToOpen(await named(here, vault), join(folder, 'opened'), 'linux');
  expect(path).toBe(join(folder, 'opened', here.messageId, 'Sam Taylor – CV.pdf'));
  expect(readFileSync(path).equals(BYTES)).toBe(true);
  expect(statSync(path).mode & 0o777).toBe(0o400);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  // Again, while the copy is still there.
  expect(await copyToOpen(await named(here, vault), join(folder, 'opened'), 'linux')).toBe(path);
});

test.each([
  'setup.exe',
  'CV.pdf.exe',
  'CV.scr',
  'CV.lnk',
  'CV.js',
  'CV.html',
  'CV.svg',
  'CV.docm',
  'CV.zip',
  'CV.desktop',
  'CV.app',
  'CV.sh',
  'CV',
  'CV.pdf ',
])('%s is never opened from a chat, and no copy of it is made.', async (fileName) => {
  const { folder, vault, here } = await open(fileName);
  const opened = join(folder, 'opened');
  await expect(copyToOpen(await named(here, vault), opened, 'linux')).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect(existsSync(opened)).toBe(false);
});

test('A name that is a path leads nowhere else.', async () => {
  const { folder, vault, here } = await open('../../../CV.pdf');
  const path = await copyToOpen(await named(here, vault), join(folder, 'opened'), 'linux');
  expect(path).toBe(join(folder, 'opened', here.messageId, 'CV.pdf'));
});

test('On Windows a copy is marked as coming from the internet.', async () => {
  const { folder, vault, here } = await open('CV.docx');
  const path = join(folder, 'CV.docx');
  await copyOut(await readAll(here, vault), path, 'win32');
  // Elsewhere than on Windows the stream is a file of that name.
  expect(readFileSync(`${path}:Zone.Identifier`, 'utf8')).toContain('ZoneId=3');
});

test('A copy that cannot be read leaves nothing behind.', async () => {
  const { folder, vault, here } = await open('CV.pdf');
  writeFileSync(join(folder, 'vault', here.objectId), 'damaged', { flag: 'r+' });
  const path = join(folder, 'CV.pdf');
  await expect(copyOut(await readAll(here, vault), path, 'linux')).rejects.toThrow('damaged');
  expect(existsSync(path)).toBe(false);
});

test('A folder that is not there is a sentence, not a crash.', async () => {
  const { folder, vault, here } = await open('CV.pdf');
  await expect(
    copyOut(await readAll(here, vault), join(folder, 'missing', 'CV.pdf'), 'linux'),
  ).rejects.toMatchObject({
    message: expect.stringContaining('could not be written'),
  });
});
