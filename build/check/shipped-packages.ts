import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Locked = {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};
type Lock = { readonly packages: Readonly<Record<string, Locked>> };

/** What is bundled into the desktop, or runs it, is a devDependency: it reaches the user all the same. */
const BUNDLED: readonly string[] = [
  '@base-ui/react',
  '@tanstack/react-virtual',
  'date-fns',
  'electron',
  'electron-store',
  'electron-updater',
  'emojibase-data',
  'frimousse',
  'lucide-react',
  'mammoth',
  'pdfjs-dist',
  'react',
  'react-dom',
  'react-resizable-panels',
  'react-virtuoso',
  'zustand',
];

/**
 * Where the packages lie that reach a user or a relay: the production dependencies and what is bundled, with all that they
 * need, as paths of the lock file (`node_modules/…`).
 */
export function listShippedPackages(root: string): readonly string[] {
  const { packages } = readLock(root);
  const found = new Set<string>();
  const waiting = [...Object.keys(packages['']?.dependencies ?? {}), ...BUNDLED].map((name) => ({
    from: '',
    name,
  }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const path = resolve(packages, next.from, next.name);
    if (path === undefined || found.has(path)) continue;
    found.add(path);
    const { dependencies, optionalDependencies } = packages[path] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies }))
      waiting.push({ from: path, name });
  }
  return [...found].sort();
}

/** All packages of the lock file, by path. */
export function listAllPackages(root: string): readonly string[] {
  return Object.keys(readLock(root).packages).filter((path) => path !== '');
}

function readLock(root: string): Lock {
  // Written by npm in this form, version 3.
  return JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
}

/** As Node looks for it: beside who asks, then further up. */
function resolve(packages: Lock['packages'], from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[path] !== undefined) return path;
    if (folder === '') return undefined;
  }
}
