import type { CostTable, TypedCostRate } from '../../shared/domain/cost-table.ts';

/** The table as its form shows it. */
export function toTypedCosts(table: CostTable): readonly TypedCostRate[] {
  return table.map(({ pence, ...rate }) => ({ ...rate, pence: String(pence) }));
}
