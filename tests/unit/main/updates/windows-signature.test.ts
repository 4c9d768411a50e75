import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReleaseConfig } from '../../../../build/package/release-config.mjs';

/*
 * How Windows' updater judges a fetched file, with electron-updater's own code and the publisher that a release builds in. What
 * Windows would say of the file's signature comes from a stand-in for PowerShell.
 */

const PUBLISHER = 'CN=Colleague Software, O=Colleague Software, L=London, C=GB';
const { win } = createReleaseConfig('win32', {
  UPDATE_FEED_URL: 'https://updates.example.com/desktop',
  WINDOWS_PUBLISHER_NAME: PUBLISHER,
  WIN_CSC_LINK: 'link',
  WIN_CSC_KEY_PASSWORD: 'password',
});
const publishers = win?.signtoolOptions?.['publisherName'];

const folder = mkdtempSync(join(tmpdir(), 'colleague-signature-'));
const update = join(folder, 'Setup.exe');
const JUDGE = `
  // Of Windows 7 it asks for less.
  require('node:os').release = () => '10.0.22631';
  const { verifySignature } = require(process.env.VERIFIER);
  const logger = { info() {}, warn() {}, error() {} };
  verifySignature(JSON.parse(process.env.PUBLISHERS), process.env.UPDATE, logger).then(
    (problem) => process.stdout.write(problem === null ? 'accepted' : 'refused'),
    () => process.stdout.write('refused'),
  );`;

beforeAll(() => {
  const commands = join(folder, 'commands');
  mkdirSync(commands);
  writeFileSync(join(commands, 'chcp'), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(join(commands, 'powershell.exe'), '#!/bin/sh\nprintf %s "${SIGNATURE:-not JSON}"\n', {
    mode: 0o755,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Signature = { readonly Status: number; readonly Path: string; readonly subject: string };

function describeSignature({ subject, ...rest }: Signature): string {
  return JSON.stringify({ ...rest, SignerCertificate: { Subject: subject } });
}

/** Without a signature: PowerShell cannot say. */
function judge(signature: Signature | undefined): string {
  return execFileSync(process.execPath, ['-e', JUDGE], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: `${join(folder, 'commands')}:${process.env['PATH'] ?? ''}`,
      VERIFIER: join(
        process.cwd(),
        'node_modules/electron-updater/out/windowsExecutableCodeSignatureVerifier.js',
      ),
      PUBLISHERS: JSON.stringify(publishers),
      UPDATE: update,
      SIGNATURE: signature === undefined ? '' : describeSignature(signature),
    },
  });
}

const good = { Status: 0, Path: update, subject: PUBLISHER };

test.each<[string, Signature | undefined, 'accepted' | 'refused']>([
  ['a file of the publisher', good, 'accepted'],
  [
    'one whose certificate says more of the same publisher',
    { ...good, subject: `${PUBLISHER}, S=London` },
    'accepted',
  ],
  [
    'one of another publisher',
    { ...good, subject: 'CN=Somebody Else, O=Somebody Else, L=London, C=GB' },
    'refused',
  ],
  ['one of a namesake', { ...good, subject: 'CN=Colleague Software, O=Namesake, L=London, C=GB' }, 'refused'],
  ['one of a namesake elsewhere', { ...good, subject: PUBLISHER.replace('C=GB', 'C=US') }, 'refused'],
  // SignatureStatus of PowerShell: 1 an error, 2 not signed, 3 the hash does not match, 4 not trusted.
  ['one that is not signed', { ...good, Status: 2, subject: '' }, 'refused'],
  ['one that was changed after it was signed', { ...good, Status: 3 }, 'refused'],
  ['one whose certificate nobody trusts', { ...good, Status: 4 }, 'refused'],
  ['one of which PowerShell cannot say anything', undefined, 'refused'],
  ['a good signature of another file', { ...good, Path: join(folder, 'Other.exe') }, 'refused'],
])('%s', (_what, signature, verdict) => {
  expect(judge(signature)).toBe(verdict);
});
