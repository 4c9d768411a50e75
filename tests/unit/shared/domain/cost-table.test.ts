import { describe, expect, it } from 'vitest';
import {
  type CostTable,
  DEFAULT_COST_TABLE,
  costTableSchema,
  estimateCost,
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
