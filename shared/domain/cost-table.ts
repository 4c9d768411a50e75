import { z } from 'zod';

/** What a message of a country and a category costs from a day on, in pence. `*` stands for every one that has no row. */
export const costRateSchema = z.object({
  /** ISO 3166, two capitals. */
  country: z.string().regex(/^(\*|[A-Z]{2})$/u, 'must be two capital letters, or * for all others'),
  /** Of templates, `*` means each; what is written freely costs only where `service` has a row. */
  category: z.enum(['*', 'marketing', 'utility', 'authentication', 'service']),
  /** ISO date; from this day, UTC. */
  validFrom: z.iso.date('must be a date such as 2026-01-31'),
  pence: z.number().min(0).max(10_000),
});
export type CostRate = z.infer<typeof costRateSchema>;
export type CostCategory = Exclude<CostRate['category'], '*'>;

export const costTableSchema = z.array(costRateSchema).max(1_000);
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
