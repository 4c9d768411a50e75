// `npm run check:audit`: asks the registry what is known against the packages that reach a user. Fails on findings only.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { judgeAudit } from './judge-audit.ts';
import { listShippedPackages } from './shipped-packages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { stdout } = spawnSync('npm', ['audit', '--json'], {
  cwd: root,
  encoding: 'utf8',
  shell: process.platform === 'win32',
  timeout: 120_000,
});
const { isFailure, words } = judgeAudit(stdout, new Set(listShippedPackages(root)));
process.stdout.write(`${words}\n`);
process.exitCode = isFailure ? 1 : 0;
