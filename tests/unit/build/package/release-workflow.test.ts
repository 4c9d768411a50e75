import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RELEASE_VARIABLES } from '../../../../build/package/release-config.mjs';
import { readYaml } from '../../../support/read-yaml.ts';

const FILE = '.github/workflows/release.yml';
type Step = {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Record<string, unknown>;
};
type Job = {
  readonly permissions: Record<string, string>;
  readonly environment?: string;
  readonly needs?: string;
  readonly steps: readonly Step[];
};
const workflow = readYaml<{
  readonly on: Record<string, unknown>;
  readonly permissions: Record<string, string>;
  readonly jobs: Readonly<Record<string, Job>>;
}>(FILE);
const text = readFileSync(FILE, 'utf8');
const doc = readFileSync('docs/releasing.md', 'utf8');
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
const named = new Set([...text.matchAll(/(?:secrets|vars)\.([A-Z0-9_]+)/gu)].map(([, name = '']) => name));

test('only a tag makes a release, and what is untested is not built, what is not built is not published', () => {
  expect(workflow.on).toEqual({ push: { tags: ['v*'] } });
  expect(Object.entries(workflow.jobs).map(([name, { needs }]) => [name, needs])).toEqual([
    ['test', undefined],
    ['build', 'test'],
    ['publish', 'build'],
  ]);
});

test('nobody has more than is needed: only publishing may write, and secrets wait for an approval', () => {
  expect(workflow.permissions).toEqual({});
  const { test: tests, build, publish } = workflow.jobs;
  expect([tests?.permissions, build?.permissions]).toEqual([{ contents: 'read' }, { contents: 'read' }]);
  expect(publish?.permissions).toEqual({ contents: 'write', 'id-token': 'write', attestations: 'write' });
  expect([tests?.environment, build?.environment, publish?.environment]).toEqual([
    undefined,
    'release',
    'release',
  ]);
  const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
  expect(checkouts.map((step) => step.with)).toEqual(checkouts.map(() => ({ 'persist-credentials': false })));
  expect(steps.flatMap(({ uses }) => uses ?? []).filter((uses) => !uses.startsWith('actions/'))).toEqual([]);
});

test('every action is named by its commit, with the version for people', () => {
  const named = [...text.matchAll(/uses: (.*)/gu)].map(([, action = '']) => action);
  expect(named).toHaveLength(steps.filter(({ uses }) => uses !== undefined).length);
  expect(named.filter((action) => !/^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/u.test(action))).toEqual(
    [],
  );
});

test('the step that makes checksums and the bill of materials does so', () => {
  const folder = mkdtempSync(join(tmpdir(), 'colleague-release-'));
  const files = join(folder, 'files');
  for (const name of ['package.json', 'package-lock.json']) copyFileSync(name, join(folder, name));
  mkdirSync(files);
  for (const name of ['Colleague-Messaging-1.0.0-x64.msi', 'latest.yml'])
    writeFileSync(join(files, name), name);
  const step = workflow.jobs['publish']?.steps.find(({ name }) => name?.startsWith('Checksums') === true);
  execFileSync('bash', ['-e', '-c', step?.run ?? 'exit 1'], { cwd: folder, stdio: 'ignore' });

  const bill = JSON.parse(readFileSync(join(files, 'bill-of-materials.cdx.json'), 'utf8')) as {
    readonly bomFormat: string;
    readonly components: readonly { readonly name: string }[];
  };
  expect(bill.bomFormat).toBe('CycloneDX');
  // What is installed and what is bundled.
  const listed = bill.components.map(({ name }) => name);
  expect(listed).toEqual(
    expect.arrayContaining(['electron', 'react', 'pdfjs-dist', 'electron-updater', 'zod']),
  );
  const sums = readFileSync(join(files, 'SHA256SUMS'), 'utf8').trim().split('\n');
  expect(sums.map((line) => line.replace(/^[0-9a-f]{64} [ *]/u, '')).sort()).toEqual([
    'Colleague-Messaging-1.0.0-x64.msi',
    'bill-of-materials.cdx.json',
    'latest.yml',
  ]);
  execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: files, stdio: 'ignore' });
  rmSync(folder, { recursive: true, force: true });
});

test('no value from outside is written into a script', () => {
  expect(steps.filter(({ run }) => run?.includes('${{') === true)).toEqual([]);
});

test('every secret and variable is explained, and the explanation names no other', () => {
  const explained = [...doc.matchAll(/^\| (.*?) \|/gmu)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([A-Z0-9_]+)`/gu)].map(([, name = '']) => name),
  );
  expect([...named].sort()).toEqual(explained.sort());
});

test('whatever the build asks for, it is given', () => {
  const given = [...text.matchAll(/^ +([A-Z0-9_]+): \$\{\{/gmu)].map(([, name = '']) => name);
  // Written to a file by a step of its own.
  const missing = Object.values(RELEASE_VARIABLES).filter((name) => !given.includes(name));
  expect(missing).toEqual(['APPLE_API_KEY']);
  expect(text).toContain('echo "APPLE_API_KEY=$RUNNER_TEMP/apple.p8" >> "$GITHUB_ENV"');
});

test('every target of electron-builder.yml is handed on, with what updates need', () => {
  type Targets = { readonly target: readonly { readonly target: string }[] };
  const { win, mac } = readYaml<{ readonly win: Targets; readonly mac: Targets }>('electron-builder.yml');
  const extensions = [...win.target, ...mac.target].map(({ target }) => (target === 'nsis' ? 'exe' : target));
  const upload = steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
  const handedOn = String(upload?.with?.['path']).trim().split('\n');
  expect(handedOn).toEqual(
    expect.arrayContaining([...extensions, 'blockmap'].map((extension) => `release/*.${extension}`)),
  );
  expect(handedOn).toContain('release/latest*.yml');
});

test('a release carries checksums, a bill of materials and its provenance, and its index comes last', () => {
  const publish = workflow.jobs['publish']?.steps ?? [];
  const script = publish.map(({ uses, run }) => uses ?? run).join('\n');
  for (const part of [
    'npm sbom',
    'sha256sum',
    'actions/attest-build-provenance@',
    '--draft',
    'stagingPercentage',
  ]) {
    expect(script).toContain(part);
  }
  expect(script.indexOf("--include 'latest*.yml'")).toBeGreaterThan(
    script.indexOf("--exclude 'latest*.yml'"),
  );
});
