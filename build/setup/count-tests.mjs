// @ts-check
/** @typedef {{ passed: number, failed: number }} Counts */

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
 * The counts of a Playwright JSON report. `flaky` is a test that failed first: it passed, but it is no proof, so it fails.
 *
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: readonly unknown[] }} report
 * @returns {Counts}
 */
export function countPlaywright({ stats, errors }) {
  const failed = stats.unexpected + stats.flaky + stats.skipped;
  return atLeastOneFailure({ passed: stats.expected, failed }, failed === 0 && errors.length === 0);
}

/** @param {Counts} counts @param {boolean} wasSuccess @returns {Counts} */
function atLeastOneFailure({ passed, failed }, wasSuccess) {
  const isBad = failed === 0 && (!wasSuccess || passed === 0);
  return { passed, failed: isBad ? 1 : failed };
}
