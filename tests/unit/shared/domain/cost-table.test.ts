import { describe, expect, it } from 'vitest';
import {
  type CostTable,
  DEFAULT_COST_TABLE,
  costTableSchema,
  estimateCost,
  readCostTable,
} from '../../../../shared/domain/cost-table.ts';

const NOVEMBER = Date.UTC(2026, 10, 22);

describe('estimateCost', () => {
  it('takes 4p for each template message and nothing for free text until somebody enters more', () => {
    const ask = (category: 'marketing' | 'utility' | 'service') =>
      estimateCost(DEFAULT_COST_TABLE, { country: 'GB', category, at: NOVEMBER });
    expect(ask('marketing')).toBe(4);
    expect(ask('utility')).toBe(4);
    expect(ask('service')).toBeUndefined();
  });

  const TABLE: CostTable = [
    ...DEFAULT_COST_TABLE,
    { country: '*', category: 'utility', validFrom: '2026-01-01', pence: 3 },
    { country: 'GB', category: '*', validFrom: '2026-01-01', pence: 5 },
    { country: 'GB', category: 'marketing', validFrom: '2026-01-01', pence: 6 },
    { country: 'GB', category: 'marketing', validFrom: '2026-07-01', pence: 6.5 },
    { country: 'GB', category: 'marketing', validFrom: '2027-01-01', pence: 8 },
    { country: '*', category: 'service', validFrom: '2026-10-01', pence: 2.2 },
  ];

  it.each([
    ['the latest row that has begun', 'GB', 'marketing', NOVEMBER, 6.5],
    ['a row that begins on the day', 'GB', 'marketing', Date.UTC(2027, 0, 1), 8],
    ['the row of the country before that of the category', 'GB', 'utility', NOVEMBER, 5],
    ['the category of all countries for a country without a row', 'FR', 'utility', NOVEMBER, 3],
    ['the row for everything else', 'FR', 'marketing', NOVEMBER, 4],
    ['the row of all countries where the number does not tell one', undefined, 'marketing', NOVEMBER, 4],
    ['free text where it has a row', 'GB', 'service', NOVEMBER, 2.2],
    ['nothing before the first row', 'GB', 'service', Date.UTC(2026, 8, 30), undefined],
  ] as const)('finds %s', (_name, country, category, at, pence) => {
    expect(estimateCost(TABLE, { country, category, at })).toBe(pence);
  });

  it.each([
    ['a country in words', { country: 'UK!' }],
    ['a date that is none', { validFrom: '31/01/2026' }],
    ['a negative price', { pence: -1 }],
    ['a category that Meta does not have', { category: 'spam' }],
  ])('refuses %s', (_name, change) => {
    const row = { country: 'GB', category: '*', validFrom: '2026-01-01', pence: 4, ...change };
    expect(costTableSchema.safeParse([row]).success).toBe(false);
  });
});

describe('readCostTable', () => {
  const row = { country: 'GB', category: 'marketing', validFrom: '2026-10-01', pence: '6.5' };

  it('takes small letters, blanks and a decimal comma', () => {
    const typed = { country: ' gb', category: 'Marketing', validFrom: ' 2026-10-01 ', pence: '6,5' };
    expect(readCostTable([typed])).toEqual({
      ok: true,
      table: [{ country: 'GB', category: 'marketing', validFrom: '2026-10-01', pence: 6.5 }],
    });
  });

  it.each([
    ['a country that is none', { country: 'UK' }, /^The country is not known: write two letters such as GB/u],
    ['a country in full', { country: 'United Kingdom' }, /^The country is not known/u],
    ['a day with its time', { validFrom: '2026-10-01 00:00:00' }, /^The day from which it counts must be/u],
    ['no country', { country: '' }, /^The country is not known/u],
    ['a category that Meta does not have', { category: 'spam' }, /^The category must be marketing, utility/u],
    ['a day as people write it', { validFrom: '1/10/2026' }, /^The day from which it counts must be a date/u],
    ['a price in words', { pence: 'four' }, /^The price must be a number of pence/u],
    ['no price', { pence: ' ' }, /^The price must be a number of pence/u],
    ['a price below nothing', { pence: '-1' }, /^The price must be a number of pence/u],
    [
      'the same once more',
      { country: 'GB', pence: '7' },
      /^The row says something else about the same as row 1\./u,
    ],
  ])('names the row with %s', (_name, change, sentence) => {
    expect(readCostTable([row, { ...row, country: 'FR', ...change }])).toEqual({
      ok: false,
      problems: [{ row: 1, sentence: expect.stringMatching(sentence) }],
    });
  });

  it('refuses a table without a row', () => {
    expect(readCostTable([])).toEqual({ ok: false, problems: [{ row: 0, sentence: 'The table is empty.' }] });
  });
});
