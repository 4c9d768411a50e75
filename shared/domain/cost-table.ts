import { z } from 'zod';
import { lookUp } from './look-up.ts';
import { isKnownCountry } from './phone-number.ts';

/** What a row can be about. */
export const COST_CATEGORIES = ['*', 'marketing', 'utility', 'authentication', 'service'] as const;
const COUNTRY = 'is not known: write two letters such as GB, or * for all others';
const DAY = 'must be a date such as 2026-01-31';
const PENCE = 'must be a number of pence from 0 to 10000, such as 4 or 6.5';

/** What a message of a country and a category costs from a day on, in pence. `*` stands for every one that has no row. */
export const costRateSchema = z.object({
  /** ISO 3166, two capitals. */
  country: z
    .string()
    .max(2, { error: COUNTRY, abort: true })
    .refine((country) => country === '*' || isKnownCountry(country), COUNTRY),
  /** Of templates, `*` means each; what is written freely costs only where `service` has a row. */
  category: z.enum(
    COST_CATEGORIES,
    'must be marketing, utility, authentication or service, or * for all templates',
  ),
  /** ISO date; from this day, UTC. */
  validFrom: z.iso.date({ error: DAY, abort: true }).max(10),
  pence: z.number(PENCE).min(0, PENCE).max(10_000, PENCE),
});
export type CostRate = z.infer<typeof costRateSchema>;
export type CostCategory = Exclude<CostRate['category'], '*'>;

/** Two rows about the same would leave it to chance which one counts. */
export const costTableSchema = z
  .array(costRateSchema)
  .min(1)
  .max(1_000)
  .superRefine((table, context) => {
    for (const [index, first] of listRepeated(table)) {
      const message = `says something else about the same as row ${first + 1}`;
      context.addIssue({ code: 'custom', path: [index], message });
    }
  });
export type CostTable = z.infer<typeof costTableSchema>;

/** Until an administrator enters what Meta's price card says: 4p for each template message. */
export const DEFAULT_COST_TABLE: CostTable = [
  { country: '*', category: '*', validFrom: '2020-01-01', pence: 4 },
];

export type CostQuestion = {
  /** Undefined where the person has no known number. */
  readonly country: string | undefined;
  readonly category: CostCategory;
  /** Epoch ms. */
  readonly at: number;
};

/**
 * The estimate in pence, undefined where the table says nothing. A row of the country wins over one of all countries, then
 * one of the category over one of all, then the latest that had begun.
 */
export function estimateCost(table: CostTable, { country, category, at }: CostQuestion): number | undefined {
  const day = new Date(at).toISOString().slice(0, 10);
  const fitting = table.filter(
    (rate) =>
      rate.validFrom <= day &&
      (rate.country === '*' || rate.country === country) &&
      (rate.category === category || (rate.category === '*' && category !== 'service')),
  );
  return fitting.toSorted((a, b) => rank(b).localeCompare(rank(a)))[0]?.pence;
}

function rank({ country, category, validFrom }: CostRate): string {
  return `${country === '*' ? 0 : 1}${category === '*' ? 0 : 1}${validFrom}`;
}

function listRepeated(table: readonly CostRate[]): readonly (readonly [number, number])[] {
  const firsts = new Map<string, number>();
  return table.flatMap(({ country, category, validFrom }, index) => {
    const about = `${country} ${category} ${validFrom}`;
    const first = firsts.get(about);
    if (first === undefined) firsts.set(about, index);
    return first === undefined ? [] : [[index, first] as const];
  });
}

/** A row as somebody types it, in a form or in a file. */
export type TypedCostRate = Readonly<Record<keyof CostRate, string>>;
/** `row` counts from 0. */
export type CostProblem = { readonly row: number; readonly sentence: string };

/** Reads what was typed, and names each row that cannot be read. Small letters and a decimal comma do no harm. */
export function readCostTable(
  typed: readonly TypedCostRate[],
):
  | { readonly ok: true; readonly table: CostTable }
  | { readonly ok: false; readonly problems: readonly CostProblem[] } {
  const read = costTableSchema.safeParse(
    typed.map(({ country, category, validFrom, pence }) => ({
      country: country.trim().toUpperCase(),
      category: category.trim().toLowerCase(),
      validFrom: validFrom.trim(),
      pence: /\d/u.test(pence) ? Number(pence.trim().replace(',', '.')) : undefined,
    })),
  );
  if (read.success) return { ok: true, table: read.data };
  return { ok: false, problems: read.error.issues.map((issue) => describeIssue(issue, typed)) };
}

const COLUMNS: Readonly<Record<string, string>> = {
  country: 'The country',
  category: 'The category',
  validFrom: 'The day from which it counts',
  pence: 'The price',
};

function describeIssue(
  { path: [row, field], message }: z.core.$ZodIssue,
  typed: readonly TypedCostRate[],
): CostProblem {
  if (typeof row !== 'number')
    return { row: 0, sentence: typed.length === 0 ? 'The table is empty.' : 'The table may have 1000 rows.' };
  const column = lookUp(COLUMNS, String(field));
  return { row, sentence: `${column ?? 'The row'} ${message}.` };
}
