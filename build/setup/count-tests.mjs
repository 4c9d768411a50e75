// @ts-check
/**
 * `repeated` names what passed only at its second try, `failing` what did not pass.
 *
 * @typedef {{ passed: number, failed: number }} Counts
 * @typedef {Counts & { repeated: readonly string[], failing: readonly string[] }} NamedCounts
 */

/**
 * @typedef {{ fullName: string, status: string, failureMessages?: readonly string[] | null }} VitestTest
 * @typedef {{ name: string, status: string, assertionResults: readonly VitestTest[] }} VitestFile
 * @typedef {{
 *   numTotalTests: number, numPassedTests: number, numFailedTests: number, success: boolean,
 *   testResults: readonly VitestFile[],
 * }} VitestReport
 */

/**
 * The counts of a vitest JSON report. A test that did not run is not a test that passed: skipped and todo count as failed,
 * and so does a suite in which nothing ran, or a file that could not be loaded.
 *
 * A test that passed and yet has messages of a failure passed only at its second try.
 *
 * @param {VitestReport} report
 * @returns {NamedCounts}
 */
export function countVitest(report) {
  const failed = report.numTotalTests - report.numPassedTests;
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    ...atLeastOneFailure({ passed: report.numPassedTests, failed }, report.success),
    repeated: tests
      .filter(({ status, failureMessages }) => status === 'passed' && (failureMessages ?? []).length > 0)
      .map(({ fullName }) => fullName),
    failing: [
      ...tests.filter(({ status }) => status !== 'passed').map(nameFailure),
      ...broken.map(({ name }) => name),
    ],
  };
}

/**
 * The counts of Playwright's JSON reports, one of each part of the run. `flaky` is a test that passed at its second try:
 * it is counted, and named in `repeated`, so that somebody looks at it.
 *
 * @param {readonly PlaywrightReport[]} reports
 * @returns {NamedCounts}
 */
export function countPlaywright(reports) {
  const sum = { passed: 0, failed: 0, errors: 0 };
  for (const { stats, errors } of reports) {
    sum.passed += stats.expected + stats.flaky;
    sum.failed += stats.unexpected + stats.skipped;
    sum.errors += errors.length;
  }
  const counts = atLeastOneFailure(sum, sum.failed === 0 && sum.errors === 0);
  const suites = reports.flatMap((report) => report.suites);
  return {
    ...counts,
    repeated: suites.flatMap((suite) => listTitles(suite, ['flaky'])),
    failing: suites.flatMap((suite) => listTitles(suite, ['unexpected', 'skipped'])),
  };
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

/** @param {VitestTest} test */
function nameFailure({ fullName, failureMessages }) {
  const [why] = (failureMessages?.[0] ?? 'it did not run').split('\n');
  return `${fullName} (${why})`;
}

/** @param {PlaywrightSuite} suite @param {readonly string[]} wanted @returns {readonly string[]} */
function listTitles({ specs = [], suites = [] }, wanted) {
  const own = specs.filter(({ tests }) => tests.some(({ status }) => wanted.includes(status)));
  return [...own.map(({ title }) => title), ...suites.flatMap((suite) => listTitles(suite, wanted))];
}

/** @param {Counts} counts @param {boolean} wasSuccess @returns {Counts} */
function atLeastOneFailure({ passed, failed }, wasSuccess) {
  const isBad = failed === 0 && (!wasSuccess || passed === 0);
  return { passed, failed: isBad ? 1 : failed };
}
