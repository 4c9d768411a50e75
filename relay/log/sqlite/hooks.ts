import type { Database } from 'better-sqlite3';
import { type HookReader, type HookWriter, hookDeliverySchema, hookStateSchema } from '../hook-log.ts';

export function createHookReader(database: Database): HookReader {
  const all = database.prepare<[], string>('SELECT state FROM hooks ORDER BY id').pluck();
  const byId = database.prepare<[string], string>('SELECT state FROM hooks WHERE id = ?').pluck();
  const deliveries = database
    .prepare<[string, number], string>(
      'SELECT delivery FROM hook_deliveries WHERE hook_id = ? ORDER BY id DESC LIMIT ?',
    )
    .pluck();
  const toHook = (state: string) => hookStateSchema.parse(JSON.parse(state));
  return {
    async listHooks() {
      return all.all().map(toHook);
    },
    async findHook(id) {
      const state = byId.get(id);
      return state === undefined ? undefined : toHook(state);
    },
    async listHookDeliveries(hookId, limit) {
      return deliveries.all(hookId, limit).map((json) => hookDeliverySchema.parse(JSON.parse(json)));
    },
  };
}

export function createHookWriter(database: Database): HookWriter {
  const save = database.prepare(
    'INSERT INTO hooks (id, state) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state',
  );
  const remove = database.prepare('DELETE FROM hooks WHERE id = ?');
  const removeDeliveries = database.prepare('DELETE FROM hook_deliveries WHERE hook_id = ?');
  const add = database.prepare('INSERT INTO hook_deliveries (hook_id, delivery) VALUES (?, ?)');
  const trim = database.prepare(
    `DELETE FROM hook_deliveries WHERE hook_id = @hookId AND id <= (
       SELECT id FROM hook_deliveries WHERE hook_id = @hookId ORDER BY id DESC LIMIT 1 OFFSET @keep)`,
  );
  return {
    async saveHook(hook) {
      save.run(hook.id, JSON.stringify(hook));
    },
    async deleteHook(id) {
      removeDeliveries.run(id);
      remove.run(id);
    },
    async addHookDelivery(hookId, delivery, keep) {
      add.run(hookId, JSON.stringify(delivery));
      trim.run({ hookId, keep });
    },
  };
}
