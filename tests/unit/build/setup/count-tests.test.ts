import { expect, test } from 'vitest';
import { countPlaywright, countVitest } from '../../../../build/setup/count-tests.mjs';

type VitestCase = readonly [
  name: string,
  report: { total: number; passed: number; failed: number; success?: boolean },
  counts: { passed: number; failed: number },
];

const vitestCases: readonly VitestCase[] = [
  ['everything passed', { total: 5, passed: 5, failed: 0 }, { passed: 5, failed: 0 }],
  ['some failed', { total: 5, passed: 3, failed: 2, success: false }, { passed: 3, failed: 2 }],
  ['some were skipped', { total: 5, passed: 3, failed: 0 }, { passed: 3, failed: 2 }],
  ['all were skipped', { total: 5, passed: 0, failed: 0 }, { passed: 0, failed: 5 }],
  ['nothing ran', { total: 0, passed: 0, failed: 0 }, { passed: 0, failed: 1 }],
  [
    'a file could not be loaded',
    { total: 5, passed: 5, failed: 0, success: false },
    { passed: 5, failed: 1 },
  ],
];

test.each(vitestCases)('Unit tests are counted when %s.', (_case, report, counts) => {
  const { total, passed, failed, success = true } = report;
  expect(
    countVitest({
      numTotalTests: total,
      numPassedTests: passed,
      numFailedTests: failed,
      success,
      testResults: [],
    }),
  ).toEqual({ ...counts, repeated: [], failing: [] });
});

test('What failed is named, and so are a file without tests and what passed only at its second try.', () => {
  const named = countVitest({
    numTotalTests: 3,
    numPassedTests: 2,
    numFailedTests: 1,
    success: false,
    testResults: [
      {
        name: 'relay.test.ts',
        status: 'failed',
        assertionResults: [
          { fullName: 'a backup', status: 'passed', failureMessages: [] },
          { fullName: 'a burst', status: 'passed', failureMessages: ['expected 3 to be 4'] },
          { fullName: 'a crash', status: 'failed', failureMessages: ['expected 1 to be 2\n at x.ts:1'] },
        ],
      },
      { name: 'broken.test.ts', status: 'failed', assertionResults: [] },
    ],
  });
  expect(named).toEqual({
    passed: 2,
    failed: 1,
    repeated: ['a burst'],
    failing: ['a crash (expected 1 to be 2)', 'broken.test.ts'],
  });
});

const NO_TEST = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };

test.each([
  ['everything passed', { ...NO_TEST, expected: 4 }, [], { passed: 4, failed: 0 }],
  ['some failed', { ...NO_TEST, expected: 4, unexpected: 1 }, [], { passed: 4, failed: 1 }],
  ['some were skipped', { ...NO_TEST, expected: 4, skipped: 2 }, [], { passed: 4, failed: 2 }],
  ['some passed at the second try', { ...NO_TEST, expected: 4, flaky: 1 }, [], { passed: 5, failed: 0 }],
  ['nothing ran', NO_TEST, [], { passed: 0, failed: 1 }],
  ['a file could not be loaded', { ...NO_TEST, expected: 4 }, [{}], { passed: 4, failed: 1 }],
])('Tests in the real app are counted when %s.', (_case, stats, errors, counts) => {
  expect(countPlaywright([{ stats, errors, suites: [] }])).toEqual({ ...counts, repeated: [], failing: [] });
});

test('Two halves are counted together; what failed or passed only at its second try is named.', () => {
  const shaky = { title: 'a tick', tests: [{ status: 'flaky' }] };
  const lost = { title: 'a reply', tests: [{ status: 'unexpected' }] };
  const steady = { title: 'a template', tests: [{ status: 'expected' }] };
  expect(
    countPlaywright([
      {
        stats: { ...NO_TEST, expected: 3, flaky: 1 },
        errors: [],
        suites: [{ suites: [{ specs: [shaky, steady] }] }],
      },
      { stats: { ...NO_TEST, expected: 2, unexpected: 1 }, errors: [], suites: [{ specs: [steady, lost] }] },
    ]),
  ).toEqual({ passed: 6, failed: 1, repeated: ['a tick'], failing: ['a reply'] });
});
