import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DesktopApp } from './desktop-app.ts';

/** What is sealed in the settings file, opened by the keychain that sealed it: the secrets themselves, to search for. */
export async function openSecrets(
  app: Pick<DesktopApp, 'electron'>,
  folder: string,
): Promise<Readonly<Record<string, string>>> {
  const { settings } = JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')) as {
    settings: { secrets: Readonly<Record<string, { readonly ciphertext: string }>> };
  };
  const sealed = Object.values(settings.secrets).map(({ ciphertext }) => ciphertext);
  const opened = await app.electron.evaluate(async ({ safeStorage }, all) => {
    // In one of its two shapes; see main/account/keychain.ts.
    const storage = safeStorage as unknown as {
      decryptString(bytes: Buffer): string;
      decryptStringAsync?(bytes: Buffer): Promise<{ readonly result: string }>;
    };
    const open = async (bytes: Buffer) =>
      (await storage.decryptStringAsync?.(bytes))?.result ?? storage.decryptString(bytes);
    return Promise.all(all.map((one) => open(Buffer.from(one, 'base64'))));
  }, sealed);
  const entries = opened.map((text) => JSON.parse(text) as { readonly id: string; readonly value: string });
  return Object.fromEntries(entries.map(({ id, value }) => [id.replace(/^.*\//u, ''), value]));
}
