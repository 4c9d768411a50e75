import { expect, test } from 'vitest';
import { examineTemplates } from '../../../../main/doctor/examine-templates.ts';
import type { TemplateStatus } from '../../../../shared/domain/template.ts';
import type { CallOutput } from '../../../../shared/ipc/types.ts';

const NOW = 1_764_000_000_000;
const HOUR_MS = 3_600_000;
type Row = CallOutput<'templates:list'>['rows'][number];

/** Of a row only its state, and what follows from it, is looked at. */
function rowsOf(...states: readonly TemplateStatus[]): Row[] {
  return states.map(
    (status) =>
      ({
        template: { status },
        mapping: [],
        isMapped: false,
        isMappingStale: false,
        ...(status === 'approved' ? {} : { notSendableReason: 'no' }),
      }) as unknown as Row,
  );
}

const examine = (rows: Row[], ageMs?: number) =>
  examineTemplates({ rows, ...(ageMs === undefined ? {} : { syncedAt: NOW - ageMs }) }, NOW);

test('Templates are told by their state, and how many can be sent.', () => {
  const [step] = examine(rowsOf('approved', 'paused', 'approved', 'pending'));
  expect(step).toEqual({
    label: 'Templates on this computer',
    verdict: 'ok',
    detail: '2 of 4 can be sent (2 approved, 1 paused, 1 in review).',
  });
});

test('Without one that can be sent, no conversation can be begun.', () => {
  expect(examine(rowsOf('rejected'))[0]).toMatchObject({
    verdict: 'failed',
    detail: expect.stringContaining('None of 1 can be sent'),
  });
  expect(examine([])[0]).toMatchObject({ verdict: 'failed', detail: expect.stringContaining('None of 0') });
});

test.each([
  [0, 'ok', 'Fetched from Meta within the last hour.'],
  [HOUR_MS, 'ok', 'Fetched from Meta an hour ago.'],
  [5 * HOUR_MS, 'ok', 'Fetched from Meta 5 hours ago.'],
  [24 * HOUR_MS, 'warning', 'Last fetched a day ago.'],
  [49 * HOUR_MS, 'warning', 'Last fetched 2 days ago.'],
] as const)('A list of %d ms is %s: %s', (ageMs, verdict, words) => {
  const step = examine(rowsOf('approved'), ageMs).find(({ label }) => label === 'Age of the list');
  expect(step).toMatchObject({ verdict, detail: expect.stringContaining(words) });
});
