// @ts-check
/** @typedef {{ passed: number, failed: number, repeated?: readonly string[] }} Counts */

/**
 * The counts of a vitest JSON report. A test that did not run is not a test that passed: skipped and todo count as failed,
 * and so does a suite in which nothing ran, or a file that could not be loaded.
 *
 * @param {{ numTotalTests: number, numPassedTests: number, numFailedTests: number, numFailedTestSuites?: number, success: boolean }} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const failed = report.numTotalTests - report.numPassedTests;
  return atLeastOneFailure({ passed: report.numPassedTests, failed }, report.success);
}

/**
 * The counts of Playwright's JSON reports, one of each part of the run. `flaky` is a test that passed at its second try:
 * it is counted, and named in `repeated`, so that somebody looks at it.
 *
 * @param {readonly PlaywrightReport[]} reports
 * @returns {Counts & { repeated: readonly string[] }}
 */
export function countPlaywright(reports) {
  const sum = { passed: 0, failed: 0, errors: 0 };
  for (const { stats, errors } of reports) {
    sum.passed += stats.expected + stats.flaky;
    sum.failed += stats.unexpected + stats.skipped;
    sum.errors += errors.length;
  }
  const counts = atLeastOneFailure(sum, sum.failed === 0 && sum.errors === 0);
  return { ...counts, repeated: reports.flatMap((report) => report.suites.flatMap(listRepeated)) };
}

/**
 * @typedef {{ title: string, tests: readonly { status: string }[] }} PlaywrightSpec
 * @typedef {{ specs?: readonly PlaywrightSpec[], suites?: readonly PlaywrightSuite[] }} PlaywrightSuite
 * @typedef {{
 *   stats: { expected: number, unexpected: number, flaky: number, skipped: number },
 *   errors: readonly unknown[],
 *   suites: readonly PlaywrightSuite[],
 * }} PlaywrightReport
 */

/** @param {PlaywrightSuite} suite @returns {readonly string[]} */
function listRepeated({ specs = [], suites = [] }) {
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'));
  return [...own.map(({ title }) => title), ...suites.flatMap(listRepeated)];
}

/** @param {Counts} counts @param {boolean} wasSuccess @returns {Counts} */
function atLeastOneFailure({ passed, failed }, wasSuccess) {
  const isBad = failed === 0 && (!wasSuccess || passed === 0);
  return { passed, failed: isBad ? 1 : failed };
}
