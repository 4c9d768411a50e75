import { expect, it } from 'vitest';
import { createFigure } from '../../../bench/figure.ts';
import { buildJsonLine, buildTable } from '../../../bench/print-figures.ts';

const FIGURES = [
  createFigure({ name: 'webhooks', value: 5_012.34, unit: '/s', limit: 10_024.68, note: 'durable' }),
  createFigure({ name: 'search-p50', value: 1.234, unit: 'ms', limit: 0.5, note: '50,000 records' }),
];

it('the table is aligned: names to the left, numbers to the right', () => {
  expect(buildTable(FIGURES).split('\n')).toEqual([
    'figure      measured      limit  ratio  what it is',
    'webhooks    5,012 /s  10,025 /s   0.50  durable',
    'search-p50   1.23 ms     0.5 ms   2.47  50,000 records',
  ]);
});

it('what should not happen at all has no ratio once it happens', () => {
  const stalls = { name: 'stalls', unit: 'times', limit: 0, note: 'of a window' } as const;
  expect(buildTable([createFigure({ ...stalls, value: 3 })])).toContain('3 times  0 times      ∞');
  expect(createFigure({ ...stalls, value: 0 }).ratio).toBe(1);
});

it('a line of JSON has the six fields that other programs read', () => {
  expect(JSON.parse(buildJsonLine(FIGURES[0]!))).toEqual({
    name: 'webhooks',
    value: 5_012,
    unit: '/s',
    limit: 10_020,
    ratio: 0.5,
    note: 'durable',
  });
});
