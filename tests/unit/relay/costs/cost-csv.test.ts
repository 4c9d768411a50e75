import { expect, it } from 'vitest';
import { readCostCsv, writeCostCsv } from '../../../../relay/costs/cost-csv.ts';
import { type CostTable, DEFAULT_COST_TABLE } from '../../../../shared/domain/cost-table.ts';

const TABLE: CostTable = [
  ...DEFAULT_COST_TABLE,
  { country: 'GB', category: 'marketing', validFrom: '2026-10-01', pence: 6.5 },
];

it('reads what it wrote', () => {
  expect(readCostCsv(writeCostCsv(TABLE))).toEqual(TABLE);
});

it('reads what a spreadsheet made of it: semicolons, other columns, another order, empty lines', () => {
  const csv =
    'Pence;Note;valid from;CATEGORY;country\r\n4;;2020-01-01;*;*\r\n\r\n6,5;new;2026-10-01;Marketing;gb\r\n';
  expect(readCostCsv(csv)).toEqual(TABLE);
});

it.each([
  [
    'lines that cannot be read',
    'country,category,validFrom,pence\nGB,*,2026-10-01,4\n\nUK,*,2026-10-01,4\nGB,spam,2026-10-01,x\n',
    /^The file was not taken\. Line 4: The country is not known.* Line 5: The category must be .* Line 5: The price/u,
  ],
  [
    'columns of another file',
    'name,price\nUK,4\n',
    /^The file was not taken\. Line 2: The country is not known/u,
  ],
  ['more mistakes than anybody reads', `country\n${'x\n'.repeat(9)}`, / There are \d+ more\.$/u],
  ['an open quotation mark', 'country,pence\n"GB,4\n', /it is no CSV/u],
  ['nothing', '', /The table is empty/u],
])('refuses %s, and says which', (_name, csv, sentence) => {
  expect(() => readCostCsv(csv)).toThrow(sentence);
});
