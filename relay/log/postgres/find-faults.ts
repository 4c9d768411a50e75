import { INVARIANTS, describeBroken } from '../invariants.ts';
import type { Sql } from './sql.ts';

/** The number of the newest entry is what the next one is counted from. */
const HEAD = {
  broken: 'entries have a number that may be given again',
  count: 'SELECT count(*) AS count FROM events WHERE seq > (SELECT seq FROM log_head)',
};

/** What is wrong with what the log says. Damage of its files is the server's to find (pg_amcheck). */
export async function findFaults(sql: Sql): Promise<readonly string[]> {
  const found: { broken: string; count: number }[] = [];
  for (const { broken, count } of [...INVARIANTS, HEAD]) {
    const [row] = await sql<{ count: number }>(count);
    found.push({ broken, count: row?.count ?? 0 });
  }
  return describeBroken(found);
}
