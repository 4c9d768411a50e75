import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Database, startDatabase } from '../../../../main/db/client.ts';
import type { RecordId, UserId } from '../../../../shared/domain/ids.ts';

const KEY = 'a1'.repeat(32);
const NOW = Date.UTC(2026, 10, 22);
const workerUrl = new URL('../../../../main/db/db.worker.ts', import.meta.url);

function createPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'messaging-client-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'cache.db');
}

async function start(path: string, key = KEY): Promise<Database> {
  const database = await startDatabase({ path, key, workerUrl });
  onTestFinished(() => database.close());
  return database;
}

const record = {
  seq: 1,
  id: 'e1',
  at: NOW,
  kind: 'record.upserted',
  body: { id: 'r1', kind: 'candidate', firstName: 'Amara', lastName: 'Okafor', updatedAt: NOW },
};

describe('startDatabase', () => {
  it('runs verbs in its thread, in the order in which they were asked', async () => {
    const database = await start(createPath());
    const [batch, list, cursor] = await Promise.all([
      database.applyBatch({ events: [record], cursor: 1, now: NOW, myUserId: 'alice' as UserId }),
      database.listRecords({ query: 'okaf', offset: 0, limit: 10 }),
      database.getCursor(),
    ]);
    expect(batch.records).toEqual(['r1']);
    expect(list).toMatchObject({ total: 1, rows: [{ id: 'r1', name: 'Amara Okafor' }] });
    expect(cursor).toBe(1);
  });

  it('keeps what was written when it is started again', async () => {
    const path = createPath();
    const first = await start(path);
    await first.applyBatch({ events: [record], cursor: 7, now: NOW, myUserId: undefined });
    await first.close();
    expect(await (await start(path)).getCursor()).toBe(7);
  });

  it('carries an error across as AppError with its code and sentence', async () => {
    const database = await start(createPath());
    await expect(database.getRecordDetails({ recordId: 'nobody' as RecordId })).rejects.toMatchObject({
      name: 'AppError',
      code: 'not-found',
      message: 'This record is no longer there.',
    });
  });

  it('finishes what was asked before closing and refuses what is asked afterwards', async () => {
    const database = await start(createPath());
    const asked = database.applyBatch({ events: [record], cursor: 3, now: NOW, myUserId: undefined });
    const closed = database.close();
    await expect(database.getCursor()).rejects.toMatchObject({ code: 'database', reason: 'failed' });
    await expect(asked).resolves.toMatchObject({ records: ['r1'] });
    await closed;
    await database.close();
  });

  it('says that the key is wrong and leaves the file as it was', async () => {
    const path = createPath();
    const database = await start(path);
    await database.applyBatch({ events: [record], cursor: 3, now: NOW, myUserId: undefined });
    await database.close();
    await expect(startDatabase({ path, key: 'b2'.repeat(32), workerUrl })).rejects.toMatchObject({
      reason: 'unreadable',
    });
    expect(await (await start(path)).getCursor()).toBe(3);
  });

  it('says that a file is no database', async () => {
    const path = createPath();
    writeFileSync(path, 'not a database, but long enough to be mistaken for one. '.repeat(100));
    await expect(startDatabase({ path, key: KEY, workerUrl })).rejects.toMatchObject({
      reason: 'unreadable',
    });
  });

  it('rejects when the thread cannot start', async () => {
    const nowhere = new URL('./no-such.worker.ts', import.meta.url);
    await expect(startDatabase({ path: createPath(), key: KEY, workerUrl: nowhere })).rejects.toMatchObject({
      name: 'DatabaseError',
      reason: 'failed',
    });
  });

  it('rejects what waits, and what is asked later, when the thread dies', async () => {
    const dying = new URL('./dying.worker.ts', import.meta.url);
    const database = await startDatabase({ path: createPath(), key: KEY, workerUrl: dying });
    const asked = [database.getCursor(), database.getFrame()];
    for (const call of asked) await expect(call).rejects.toMatchObject({ reason: 'failed' });
    await expect(database.getCursor()).rejects.toMatchObject({ reason: 'failed' });
    await database.close();
  });

  it('answers a call that is no verb as a bug, without a message of the inside', async () => {
    const database = await start(createPath());
    const stranger = database as unknown as { dropEverything(): Promise<void> };
    await expect(stranger.dropEverything()).rejects.toMatchObject({
      code: 'internal',
      message: 'Something went wrong inside the app.',
      cause: expect.objectContaining({ message: expect.stringMatching(/^Error\n\s+at /) }),
    });
  });
});
