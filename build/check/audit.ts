// `npm run check:audit`: asks the registry what is known against the packages that reach a user. Ends with 1 on findings, with
// 75 (as sysexits.h has it: try again later) where the registry gave no answer.
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
const { outcome, words } = judgeAudit(stdout, new Set(listShippedPackages(root)));
process.stdout.write(`${words}\n`);
process.exitCode = { clean: 0, findings: 1, unknown: 75 }[outcome];
