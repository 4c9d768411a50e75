import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** May reach a user: they ask for no more than to be named, or, MPL, for changes to their own files. */
const MAY_SHIP = [
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'MPL-2.0',
  'Python-2.0',
  'Zlib',
  'CC0-1.0',
];
/** Of tools that stay here. */
const MAY_BE_USED = [...MAY_SHIP, 'CC-BY-4.0', 'WTFPL'];

/** Packages that name their licence in words that are none, each with what its licence file says. */
const READ_BY_HAND: Readonly<Record<string, string>> = { duck: 'BSD-2-Clause' };

/** Why this package may not be here; undefined where it may. `path` is one of the lock file. */
export function judgeLicence(
  root: string,
  path: string,
  { isShipped }: { readonly isShipped: boolean },
): string | undefined {
  const { name, license } = readPackage(root, path);
  const words = READ_BY_HAND[name] ?? license;
  const allowed = isShipped ? MAY_SHIP : MAY_BE_USED;
  if (words === undefined) return `${name} names no licence`;
  return isAllowed(words, allowed) ? undefined : `${name} is under ${words}`;
}

/** SPDX: of alternatives one is enough, of a sum each has to be allowed. */
export function isAllowed(words: string, allowed: readonly string[] = MAY_SHIP): boolean {
  const plain = words.replaceAll(/[()]/gu, ' ').trim();
  return plain
    .split(/\s+OR\s+/u)
    .some((one) => one.split(/\s+AND\s+/u).every((part) => allowed.includes(part.trim())));
}

function readPackage(root: string, path: string): { readonly name: string; readonly license?: string } {
  const file = join(root, path, 'package.json');
  const found = JSON.parse(readFileSync(file, 'utf8')) as { name: string; license?: unknown };
  const { name, license } = found;
  return typeof license === 'string' ? { name, license } : { name };
}
