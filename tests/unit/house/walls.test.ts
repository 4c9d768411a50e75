import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = process.cwd();
/** An empty house with our rules: what is written here is judged as if it stood in the project. */
let house: string;

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'walls-'));
  cpSync(join(root, '.oxlintrc.json'), join(house, '.oxlintrc.json'));
  cpSync(join(root, 'tsconfig.base.json'), join(house, 'tsconfig.base.json'));
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'), 'junction');
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

function write(path: string, text: string): string {
  const file = join(house, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** The rules that a file breaks, by the linter's own report. */
function lint(path: string, text: string): readonly string[] {
  const file = write(path, text);
  const report = run('oxlint', ['--format', 'json', file]);
  const { diagnostics } = JSON.parse(report.stdout) as { diagnostics: readonly { code: string }[] };
  return diagnostics.map((diagnostic) => diagnostic.code);
}

function run(command: string, args: readonly string[]): { readonly code: number; readonly stdout: string } {
  try {
    const stdout = execFileSync(join(root, 'node_modules/.bin', command), args, {
      cwd: house,
      encoding: 'utf8',
    });
    return { code: 0, stdout };
  } catch (error) {
    const failed = error as { status: number; stdout: string };
    return { code: failed.status, stdout: failed.stdout };
  }
}

const importing = (source: string) => `import { thing } from '${source}';\nexport const used = thing;\n`;
const WALL = 'eslint(no-restricted-imports)';

describe('the linter stops an import through a wall', () => {
  test.each([
    ['shared/domain/x.ts', 'node:fs'],
    ['shared/domain/x.ts', 'electron'],
    ['shared/domain/x.ts', '../../main/log.ts'],
    ['renderer/screens/x.ts', 'electron'],
    ['renderer/screens/x.ts', 'node:path'],
    ['renderer/screens/x.ts', '../../main/log.ts'],
    ['renderer/screens/x.ts', '../../shared/whatsapp/errors.ts'],
    ['renderer/screens/x.ts', '../../shared/protocol/frames.ts'],
    ['renderer/components/x.ts', '../store/records/state.ts'],
    ['renderer/components/x.ts', '../api.ts'],
    ['preload/x.ts', '../shared/ipc/contract.ts'],
    ['preload/x.ts', '../main/log.ts'],
    ['preload/x.ts', 'node:fs'],
    ['main/conversations/x.ts', 'electron'],
    ['main/conversations/x.ts', '../../renderer/api.ts'],
    ['main/conversations/x.ts', '../../relay/config.ts'],
    ['main/index.ts', '../tests/support/world.ts'],
    ['main/db/x.ts', 'electron'],
    ['main/db/x.ts', '../sync/relay-session.ts'],
    ['main/sync/x.ts', '../outbound/outbox.ts'],
    ['main/outbound/x.ts', '../sync/relay-http.ts'],
    ['main/sync/x.ts', '../conversations/handlers.ts'],
    ['relay/log/x.ts', 'electron'],
    ['relay/log/x.ts', '../../main/log.ts'],
    ['relay/log/x.ts', '../../shared/ipc/contract.ts'],
    ['simulator/graph/x.ts', '../../shared/domain/ids.ts'],
    ['simulator/graph/x.ts', '../../relay/config.ts'],
    ['main/records/x.ts', '../../bench/index.ts'],
    ['relay/http/x.ts', '../../build/demo/start.ts'],
  ])('%s may not import %s', (path, source) => {
    expect(lint(path, importing(source))).toContain(WALL);
  });

  test.each([
    ['shared/domain/x.ts', './ids.ts'],
    ['renderer/screens/x.ts', '../../shared/domain/template.ts'],
    ['renderer/screens/x.ts', '../api.ts'],
    ['preload/x.ts', '../shared/ipc/names.ts'],
    ['main/index.ts', 'electron'],
    ['main/notifications/x.ts', 'electron'],
    ['main/records/sms-adapter.ts', 'electron'],
    ['main/db/x.ts', '../../shared/domain/ids.ts'],
    ['main/sync/x.ts', '../log.ts'],
    ['relay/log/x.ts', '../../shared/domain/ids.ts'],
    ['simulator/graph/x.ts', '../../shared/whatsapp/errors.ts'],
  ])('%s may import %s', (path, source) => {
    expect(lint(path, importing(source))).not.toContain(WALL);
  });
});

describe('the linter refuses what the style forbids', () => {
  test.each([
    ['a default export', 'export default function thing() { return 1; }\n', 'import(no-default-export)'],
    ['any', 'export const thing: any = 1;\n', 'typescript(no-explicit-any)'],
    ['a silenced check', '// @ts-ignore\nexport const thing = 1;\n', 'typescript(ban-ts-comment)'],
    ['printing', "export function thing() { console.log('x'); }\n", 'eslint(no-console)'],
  ])('%s', (_what, text, rule) => {
    expect(lint('main/records/x.ts', text)).toContain(rule);
  });
});

describe('the type checker gives each folder its own world', () => {
  test.each([
    ['shared', 'export const title = document.title;\n'],
    ['shared', 'export const name = process.platform;\n'],
    ['main', 'export const title = document.title;\n'],
    ['relay', 'export const title = window.name;\n'],
    ['renderer', 'export const name = process.platform;\n'],
    ['preload', 'export const name = Buffer.from([]);\n'],
  ])('%s does not know %s', (folder, text) => {
    rmSync(join(house, folder), { recursive: true, force: true });
    write(`${folder}/x.ts`, text);
    cpSync(join(root, folder, 'tsconfig.json'), join(house, folder, 'tsconfig.json'));
    const { code, stdout } = run('tsc', ['-p', folder]);
    expect(stdout).toMatch(/error TS(2304|2552|2580|2584|2591)/);
    expect(code).not.toBe(0);
  });
});
