import { type HookReader, type HookWriter, hookDeliverySchema, hookStateSchema } from '../hook-log.ts';
import type { Sql } from './sql.ts';

type StateRow = { readonly state: string };

export function createHookReader(sql: Sql): HookReader {
  return {
    async listHooks() {
      return (await sql<StateRow>('SELECT state FROM hooks ORDER BY id')).map(toHook);
    },
    async findHook(id) {
      const [row] = await sql<StateRow>('SELECT state FROM hooks WHERE id = $1', [id]);
      return row && toHook(row);
    },
    async listHookDeliveries(hookId, limit) {
      const rows = await sql<{ readonly delivery: string }>(
        'SELECT delivery FROM hook_deliveries WHERE hook_id = $1 ORDER BY id DESC LIMIT $2',
        [hookId, limit],
      );
      return rows.map((row) => hookDeliverySchema.parse(JSON.parse(row.delivery)));
    },
  };
}

export function createHookWriter(sql: Sql): HookWriter {
  return {
    async saveHook(hook) {
      await sql(
        'INSERT INTO hooks (id, state) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET state = excluded.state',
        [hook.id, JSON.stringify(hook)],
      );
    },
    async deleteHook(id) {
      await sql('DELETE FROM hook_deliveries WHERE hook_id = $1', [id]);
      await sql('DELETE FROM hooks WHERE id = $1', [id]);
    },
    async addHookDelivery(hookId, delivery, keep) {
      await sql('INSERT INTO hook_deliveries (hook_id, delivery) VALUES ($1, $2)', [
        hookId,
        JSON.stringify(delivery),
      ]);
      await sql(
        `DELETE FROM hook_deliveries WHERE hook_id = $1 AND id <= (
           SELECT id FROM hook_deliveries WHERE hook_id = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)`,
        [hookId, keep],
      );
    },
  };
}

function toHook({ state }: StateRow) {
  return hookStateSchema.parse(JSON.parse(state));
}
