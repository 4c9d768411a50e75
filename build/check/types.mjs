// @ts-check
// Type-checks every folder with its own lib and types: the first wall of the house (docs/ARCHITECTURE.md).
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const PROJECTS = [
  '.',
  'shared',
  'preload',
  'main',
  'renderer',
  'relay',
  'simulator',
  'build',
  'tests',
  'bench',
];

/** What the last check learnt: the next one reads again only what has changed. */
const CACHE = join('node_modules', '.cache', 'types');

const queue = [...PROJECTS];
let failed = 0;

await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
process.exitCode = failed > 0 ? 1 : 0;

async function work() {
  for (let project = queue.shift(); project !== undefined; project = queue.shift()) {
    if (!(await check(project))) failed += 1;
  }
}

/** @param {string} project @returns {Promise<boolean>} */
function check(project) {
  return new Promise((resolve) => {
    const known = join(CACHE, `${project === '.' ? 'house' : project}.tsbuildinfo`);
    const args = ['-p', project, '--incremental', '--tsBuildInfoFile', known];
    const tsc = spawn('tsc', args, { stdio: 'inherit', shell: process.platform === 'win32' });
    tsc.on('close', (code) => resolve(code === 0));
  });
}
