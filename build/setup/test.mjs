// @ts-check
// `npm test`: set-up, then every stage, even after one has failed. The last line sums up.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { countPlaywright, countVitest } from './count-tests.mjs';
import { catchEndRequests, endRequest } from './end-request.mjs';
import { prepareMachine, say } from './prepare.mjs';
import { runForeground } from './run-foreground.mjs';
import { startDesktop } from './with-desktop.mjs';

const startedAt = Date.now();
const reports = mkdtempSync(path.join(tmpdir(), 'colleague-reports-'));
const env = await prepareMachine({ isForTests: true });
catchEndRequests();
const desktop = await startDesktop(env);

/** @type {readonly { name: string, count?: typeof countVitest | typeof countPlaywright, args?: readonly string[] }[]} */
const STAGES = [
  { name: 'check:types' },
  { name: 'check:lint' },
  { name: 'check:format' },
  { name: 'test:unit', count: countVitest },
  { name: 'build' },
  { name: 'test:integration', count: countVitest },
  { name: 'test:e2e', count: countPlaywright },
];

/** @type {{ name: string, passed: number, failed: number, seconds: number }[]} */
const results = [];
try {
  for (const stage of STAGES) {
    say(stage.name);
    const stageStartedAt = Date.now();
    const counts = await runStage(stage);
    results.push({ name: stage.name, ...counts, seconds: Math.round((Date.now() - stageStartedAt) / 1000) });
  }
} finally {
  await desktop.stop();
  rmSync(reports, { recursive: true, force: true });
}

for (const { name, passed, failed, seconds } of results) {
  say(
    `${failed === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(18)} ${passed} passed, ${failed} failed, ${seconds} s`,
  );
}
if (endRequest.aborted)
  say('it was asked to end before all stages had run: what did not run counts as failed');
say(`all stages: ${Math.round((Date.now() - startedAt) / 1000)} s`);
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

/** @param {(typeof STAGES)[number]} stage */
async function runStage({ name, count }) {
  const report = path.join(reports, `${name.replace(':', '-')}.json`);
  const isPlaywright = count === countPlaywright;
  /** @type {string[]} */
  const extra = [];
  if (count === countVitest)
    extra.push('--', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`);
  if (isPlaywright) extra.push('--', '--reporter=list,json');
  const stageEnv = { ...desktop.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const code = await runForeground('npm', ['run', '--silent', name, ...extra], stageEnv);
  if (count === undefined) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  // Each counter reads the report of its own runner.
  const counts = count(JSON.parse(readFileSync(report, 'utf8')));
  return code === 0 ? counts : { ...counts, failed: Math.max(1, counts.failed) };
}
