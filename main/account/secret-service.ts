import { execFile } from 'node:child_process';

const PATIENCE_MS = 3_000;
const SERVICE = '/org/freedesktop/secrets';

/**
 * Whether the keyring of a Linux desktop opens only with a password that somebody has to type. Chromium's synchronous calls
 * would hold up the whole app until they do, and remember a refusal until the app ends
 * (`components/os_crypt/sync/os_crypt_linux.cc`), so this is asked first, over the session bus: the Secret Service unlocks what
 * needs no password and names a prompt for what does, which is not shown until it is asked for. False where nobody answers,
 * and on other systems, whose calls neither hold up nor remember. https://specifications.freedesktop.org/secret-service/
 */
export async function isSecretServiceLocked(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const collection = await ask('ReadAlias', 'string:default');
  if (collection === undefined || collection === '/') return false;
  const answer = await ask('Unlock', `array:objpath:${collection}`);
  return answer?.includes('/prompt/') === true;
}

function ask(method: string, argument: string): Promise<string | undefined> {
  const destination = ['--session', '--print-reply=literal', '--dest=org.freedesktop.secrets', SERVICE];
  const words = [...destination, `org.freedesktop.Secret.Service.${method}`, argument];
  return new Promise((resolve) => {
    execFile('dbus-send', words, { timeout: PATIENCE_MS }, (error, stdout) =>
      resolve(error === null ? stdout.trim() : undefined),
    );
  });
}
