import { execFile } from 'node:child_process';
import { win32 } from 'node:path';
import { promisify } from 'node:util';
import { type ManagedFindings, readManagedSettings } from './managed-settings.ts';

export const REGISTRY_KEY = 'Software\\Policies\\Colleague Messaging';
const LINE = /^ {4}(\S+) {4}(REG_SZ|REG_DWORD) {4}(.*)$/u;

/**
 * Reads the answer of `reg query KEY`: four spaces, name, kind, value. A number is a switch: 1 on, 0 off. The names carry
 * a capital, as in every policy of Windows.
 */
export function parseRegistryPolicy(output: string): ManagedFindings {
  const raw: Record<string, unknown> = {};
  for (const line of output.slice(0, MAX_OUTPUT).split(/\r?\n/u)) {
    const [, name, kind, value = ''] = LINE.exec(line) ?? [];
    if (name === undefined) continue;
    const key = name.charAt(0).toLowerCase() + name.slice(1);
    raw[key] = kind === 'REG_DWORD' ? readSwitch(value) : value;
  }
  return readManagedSettings(raw);
}

function readSwitch(value: string): boolean | undefined {
  if (value === '0x1') return true;
  return value === '0x0' ? false : undefined;
}

const MAX_OUTPUT = 64 * 1024;
const PATIENCE_MS = 3_000;

/**
 * Group Policy for the computer or for the user. `reg.exe` is part of Windows; a library would be one more native addon.
 * Undefined where there is no such key.
 */
export async function readRegistryPolicy(hive: 'HKLM' | 'HKCU'): Promise<ManagedFindings | undefined> {
  const reg = win32.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');
  const options = { timeout: PATIENCE_MS, maxBuffer: MAX_OUTPUT, windowsHide: true };
  try {
    return parseRegistryPolicy(
      (await promisify(execFile)(reg, ['query', `${hive}\\${REGISTRY_KEY}`], options)).stdout,
    );
  } catch {
    // It ends with 1 where there is no key; that it cannot be started means that there is no policy either.
    return undefined;
  }
}
