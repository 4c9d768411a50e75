import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { getCursor } from '../../../../main/db/cursor.ts';
import { type WriteHandle, findRow, listRows } from '../../../../main/db/handle.ts';
import { openDatabase } from '../../../../main/db/open-database.ts';
import { recoverInFlight } from '../../../../main/db/outbox.ts';
import { NOW } from './crash-story.ts';

const KEY = 'c3'.repeat(32);
const FIRST = 10;
const child = fileURLToPath(new URL('./crash-child.ts', import.meta.url));

/** Starts the child at entry `seq` and kills it, without warning, in the middle of its work. */
async function workUntilKilled(path: string, seq: number, rounds: number): Promise<void> {
  const running = spawn(process.execPath, [child, path, KEY, String(seq)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let done = 0;
  running.stdout.on('data', (chunk: Buffer) => {
    done += chunk.length;
    if (done >= rounds) running.kill('SIGKILL');
  });
  const [, signal] = (await once(running, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
}

function count(db: WriteHandle, sql: string): number {
  return findRow<{ count: number }>(db, `SELECT count(*) AS count FROM ${sql}`)?.count ?? -1;
}

describe('a process that is killed while it works', () => {
  it('leaves the cursor, the messages and the jobs in step, each time', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'messaging-crash-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, 'cache.db');
    let cursor = FIRST;
    for (const rounds of [1, 4, 9, 17, 23]) {
      await workUntilKilled(path, cursor, rounds);
      const db = openDatabase({ path, key: KEY });
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');

      cursor = getCursor(db);
      expect(count(db, 'messages WHERE is_inbound = 1')).toBe(cursor - FIRST);
      expect(count(db, `messages_fts WHERE messages_fts MATCH 'inbound'`)).toBe(cursor - FIRST);

      // Nothing is shown as queued that no job would send, and there is no job for what is not shown.
      const queued = listRows(db, `SELECT id FROM messages WHERE status = 'queued' ORDER BY id`);
      expect(listRows(db, 'SELECT message_id AS id FROM outbox ORDER BY message_id')).toEqual(queued);

      const inFlight = count(db, `outbox WHERE state = 'in-flight'`);
      expect(recoverInFlight(db, { now: NOW })).toBe(inFlight);
      expect(count(db, `outbox WHERE state = 'in-flight'`)).toBe(0);
      const told = `messages WHERE is_inbound = 0 AND status <> 'queued'`;
      expect(count(db, 'publish_queue')).toBe(count(db, told));
      db.close();
    }
  });
});
