import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isSecretServiceLocked } from '../../../../main/account/secret-service.ts';

/** Another program in the place of the one that asks the session bus: what it prints for each question. */
function playBus({ alias, unlock }: { readonly alias: string; readonly unlock: string }): void {
  const folder = mkdtempSync(join(tmpdir(), 'bus-'));
  const script = `#!/bin/sh\ncase "$*" in *ReadAlias*) ${alias};; *Unlock*) ${unlock};; esac\n`;
  writeFileSync(join(folder, 'dbus-send'), script, { mode: 0o700 });
  const before = process.env['PATH'];
  process.env['PATH'] = `${folder}${delimiter}${before ?? ''}`;
  onTestFinished(() => {
    process.env['PATH'] = before;
    rmSync(folder, { recursive: true, force: true });
  });
}

const LOGIN = "echo '   /org/freedesktop/secrets/collection/login'";

test.each<[string, { readonly alias: string; readonly unlock: string }, boolean]>([
  [
    'needs a password',
    { alias: LOGIN, unlock: "echo 'array [ ]   /org/freedesktop/secrets/prompt/p1'" },
    true,
  ],
  ['opens without one', { alias: LOGIN, unlock: "echo 'array [ /login ]   /'" }, false],
  ['has no keyring', { alias: "echo '   /'", unlock: 'echo /prompt/' }, false],
  ['is not there', { alias: 'exit 1', unlock: 'exit 1' }, false],
  ['says nothing', { alias: 'true', unlock: 'true' }, false],
  ['fails half way', { alias: LOGIN, unlock: 'echo /prompt/; exit 1' }, false],
  ['talks without end', { alias: 'yes /prompt/', unlock: 'yes /prompt/' }, false],
  ['names a program instead', { alias: 'echo "; touch /tmp/planted"', unlock: 'echo no' }, false],
])(
  'a session bus whose keyring %s: locked is told as it is, and nothing holds up the start',
  async (_what, bus, isLocked) => {
    playBus(bus);
    expect(await isSecretServiceLocked()).toBe(isLocked);
  },
);
