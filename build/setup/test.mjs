// @ts-check
// `npm test`: set-up, then every stage, even after one has failed. The last line sums up.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { countPlaywright, countVitest } from './count-tests.mjs';
import { catchEndRequests, endRequest } from './end-request.mjs';
import { hasDisplay, prepareMachine, say } from './prepare.mjs';
import { runForeground } from './run-foreground.mjs';
import { startDesktop } from './with-desktop.mjs';

const startedAt = Date.now();
const reports = mkdtempSync(path.join(tmpdir(), 'colleague-reports-'));
const env = await prepareMachine({ isForTests: true });
catchEndRequests();
const desktop = await startDesktop(env);

/** A stage could not ask what it wanted to know: neither passed nor failed. See build/check/audit.ts. */
const NO_ANSWER = 75;
const NOTHING = { passed: 0, failed: 0, repeated: [], failing: [] };

/** @type {readonly { name: string, runner?: 'vitest' | 'playwright' }[]} */
const STAGES = [
  { name: 'check:types' },
  { name: 'check:lint' },
  { name: 'check:format' },
  { name: 'check:audit' },
  { name: 'test:unit', runner: 'vitest' },
  // Builds, and packs what was built.
  { name: 'package' },
  { name: 'test:integration', runner: 'vitest' },
  { name: 'test:e2e', runner: 'playwright' },
];

/** @type {(import('./count-tests.mjs').NamedCounts & { name: string, seconds: number })[]} */
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

for (const { name, passed, failed, seconds, repeated, failing } of results) {
  say(
    `${failed === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(18)} ${passed} passed, ${failed} failed, ${seconds} s`,
  );
  for (const title of repeated) say(`       passed only at its second try: ${title}`);
  for (const title of failing) say(`       FAILED: ${title}`);
}
if (endRequest.aborted)
  say('it was asked to end before all stages had run: what did not run counts as failed');
say(`all stages: ${Math.round((Date.now() - startedAt) / 1000)} s`);
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

/**
 * @param {(typeof STAGES)[number]} stage
 * @returns {Promise<import('./count-tests.mjs').NamedCounts>}
 */
async function runStage({ name, runner }) {
  if (runner === 'playwright') return runInParts(name);
  if (runner === 'vitest') return runVitest(name);
  const code = await runForeground('npm', ['run', '--silent', name], desktop.env);
  if (code === NO_ANSWER) return NOTHING;
  return { ...NOTHING, ...(code === 0 ? { passed: 1 } : { failed: 1 }) };
}

/** @param {string} name */
async function runVitest(name) {
  const report = path.join(reports, `${name.replace(':', '-')}.json`);
  const extra = ['--', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runForeground('npm', ['run', '--silent', name, ...extra], desktop.env);
  if (!existsSync(report)) return { ...NOTHING, failed: 1 };
  const counts = countVitest(JSON.parse(readFileSync(report, 'utf8')));
  return code === 0 ? counts : { ...counts, failed: Math.max(1, counts.failed) };
}

/**
 * On virtual displays half of the tests beside the other half, each with a display, a bus, a keyring and a notification daemon of
 * its own: an app waits more than it works. Where there is a real display there is one, and one keyboard focus.
 *
 * @param {string} name
 */
async function runInParts(name) {
  const parts = hasDisplay() ? 1 : 2;
  const outcomes = await Promise.all(
    Array.from({ length: parts }, (_, index) => runPart(name, `${index + 1}/${parts}`)),
  );
  const found = outcomes.flatMap(({ report }) => (report === undefined ? [] : [report]));
  const counts = countPlaywright(found);
  const isWhole = outcomes.every(({ code, report }) => code === 0 && report !== undefined);
  return isWhole ? counts : { ...counts, failed: Math.max(1, counts.failed) };
}

/** @param {string} name @param {string} shard which of how many: `1/2` */
async function runPart(name, shard) {
  const part = shard.replace('/', '-of-');
  const report = path.join(reports, `playwright-${part}.json`);
  const own = await startDesktop(env);
  try {
    const args = ['--reporter=list,json', `--shard=${shard}`, `--output=test-results/${part}`];
    const code = await runForeground('npm', ['run', '--silent', name, '--', ...args], {
      ...own.env,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    });
    return { code, report: existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined };
  } finally {
    await own.stop();
  }
}
