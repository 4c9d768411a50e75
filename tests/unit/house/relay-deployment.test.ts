import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const IMPORT =
  /^(?:import|export)(?<type> type)?\b[^'"]*?from '(?<from>[^']+)';|\bimport\('(?<lazy>[^']+)'\)/gmsu;

/** Every file that the relay's process loads, and every package, beginning with its entry. */
function followImports(): { readonly files: ReadonlySet<string>; readonly packages: ReadonlySet<string> } {
  const [files, packages] = [new Set<string>(), new Set<string>()];
  const waiting = ['relay/index.ts'];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const { groups } of read(file).matchAll(IMPORT)) {
      const from = groups?.['from'] ?? groups?.['lazy'] ?? '';
      if (groups?.['type'] !== undefined || from.startsWith('node:') || builtinModules.includes(from))
        continue;
      if (from.startsWith('.')) waiting.push(path.posix.join(path.posix.dirname(file), from));
      else
        packages.add(
          from.startsWith('@') ? from.split('/').slice(0, 2).join('/') : (from.split('/')[0] ?? ''),
        );
    }
  }
  return { files, packages };
}

const loaded = followImports();
const dockerfile = read('relay/Dockerfile');
const unit = read('relay/deploy/colleague-relay.service');

test('The imports are followed as far as they go.', () => {
  expect([...loaded.files].filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  const ours = readdirSync(path.join(ROOT, 'relay'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `relay/${file.replaceAll(path.sep, '/')}`);
  // What holds types only is never loaded.
  const unused = ours.filter((file) => !loaded.files.has(file) && !isTypesOnly(file));
  expect(unused).toEqual([]);
});

function isTypesOnly(file: string): boolean {
  return !/^export (?:async )?(?:const|function|class)/mu.test(read(file));
}

test('Every file that the relay loads is in a folder that the image copies, and that the page for systemd names.', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?<folder>\w+) \k<folder>$/gmu)].map(
    ({ groups }) => groups?.['folder'] ?? '',
  );
  const folders = [...new Set([...loaded.files].map((file) => file.split('/')[0] ?? ''))].toSorted();
  expect(copied.toSorted()).toEqual(folders);
  const named = /put (?<list>[^;]*?)\s*into `\/opt\/colleague-relay`/su.exec(read('docs/operating.md'))
    ?.groups?.['list'];
  for (const folder of folders) expect(named).toContain(`\`${folder}\``);
});

test('Every package that the relay loads is installed without those for development.', () => {
  // Written by us; a package file has at least these fields.
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  expect([...loaded.packages].filter((name) => !(name in dependencies))).toEqual([]);
  expect(dockerfile).toContain('npm ci --omit=dev --ignore-scripts');
});

test('The image and the unit start the relay’s entry, and leave it the time that it takes to stop.', () => {
  expect(dockerfile).toContain('ENTRYPOINT ["node", "relay/index.ts"]');
  expect(unit).toContain('ExecStart=/usr/bin/node relay/index.ts');
  const longestStopMs = Number(
    /LONGEST_STOP_MS = (?<ms>[\d_]+)/u.exec(read('relay/index.ts'))?.groups?.['ms']?.replaceAll('_', ''),
  );
  const stopSeconds = Number(/^TimeoutStopSec=(?<seconds>\d+)$/mu.exec(unit)?.groups?.['seconds']);
  const dockerSeconds = Number(
    /--stop-timeout (?<seconds>\d+)/u.exec(read('docs/operating.md'))?.groups?.['seconds'],
  );
  expect(longestStopMs).toBeGreaterThan(0);
  expect(Math.min(stopSeconds, dockerSeconds) * 1_000).toBeGreaterThan(longestStopMs);
});

test('The unit leaves the relay the folders that its variables name.', () => {
  const data = /RELAY_DATA=\/var\/lib\/(?<name>\S+)/u.exec(unit)?.groups?.['name'];
  expect(unit).toContain(`StateDirectory=${data}`);
  expect(unit).toContain('RELAY_SECRET_KEY_FILE=%d/secret.key');
  expect(unit).toMatch(/^LoadCredential=secret\.key:/mu);
});
