import { type CostTable, DEFAULT_COST_TABLE } from '../../shared/domain/cost-table.ts';
import type { LogEvent } from '../../shared/protocol/events.ts';
import { type Json, type ReadHandle, findRow, readJson, runSql } from './handle.ts';
import type { Projection } from './projection.ts';

/** What messages cost, and since when the agency says so (epoch ms); undefined while nobody has entered anything. */
export type Costs = { readonly rates: CostTable; readonly asOf: number | undefined };

type Stored = { readonly rates: CostTable; readonly asOf: number; readonly seq: number };

const SAVE = `
  INSERT INTO meta (key, value) VALUES ('costs', :value)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE excluded.value ->> '$.seq' > value ->> '$.seq'`;

export function projectCosts(
  { db, changes }: Projection,
  { body, at, seq }: Extract<LogEvent, { kind: 'costs.changed' }>,
): void {
  const stored: Stored = { rates: body.rates, asOf: at, seq };
  // The form of a template tells the estimate.
  if (runSql(db, SAVE, { value: JSON.stringify(stored) }) > 0) changes.hasTemplateChanges = true;
}

export function getCosts(db: ReadHandle): Costs {
  const row = findRow<{ value: Json<Stored> }>(db, `SELECT value FROM meta WHERE key = 'costs'`);
  return row === undefined ? { rates: DEFAULT_COST_TABLE, asOf: undefined } : readJson(row.value);
}
