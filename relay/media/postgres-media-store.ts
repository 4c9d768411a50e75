import { Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { toLogError } from '../log/postgres/database-error.ts';
import type { MediaStore } from './media-store.ts';

/** One row holds so much of a file: enough for few round trips, little enough for memory. */
const CHUNK_BYTES = 256 * 1024;
const CONNECTIONS = 4;
const CONNECT_MS = 3_000;
const STATEMENT_MS = 15_000;
const PAGE = 500;

/**
 * Files as rows of chunks in the database that the relays share, so that each hands out what another has fetched. On
 * connections of their own: a large file never keeps the log waiting.
 */
export function createPostgresMediaStore(databaseUrl: string): MediaStore {
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'colleague-relay-media',
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: STATEMENT_MS + 2_000,
    keepAlive: true,
  });
  // A connection that broke while it idled is made again when it is needed.
  pool.on('error', () => undefined);

  async function run<Row>(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    try {
      // The caller's word for what its statement selects.
      return (await pool.query(text, [...values])).rows as readonly Row[];
    } catch (error) {
      throw toLogError(error);
    }
  }

  async function remove(objectId: string): Promise<void> {
    await run('DELETE FROM media_chunks WHERE object_id = $1', [objectId]);
    await run('DELETE FROM media_objects WHERE id = $1', [objectId]);
  }

  async function* readChunks(objectId: string, start: number, end: number): AsyncGenerator<Uint8Array> {
    for (let position = Math.floor(start / CHUNK_BYTES); position * CHUNK_BYTES <= end; position += 1) {
      const [row] = await run<{ readonly bytes: Buffer }>(
        'SELECT bytes FROM media_chunks WHERE object_id = $1 AND position = $2',
        [objectId, position],
      );
      if (row === undefined) throw new Error('The file was removed while it was read.');
      const from = position * CHUNK_BYTES;
      yield row.bytes.subarray(Math.max(0, start - from), end + 1 - from);
    }
  }

  return {
    async write(source) {
      const objectId = uuidv7();
      await run('INSERT INTO media_objects (id) VALUES ($1)', [objectId]);
      try {
        let position = 0;
        for await (const chunk of cut(source, CHUNK_BYTES)) {
          const values = [objectId, position, chunk];
          await run('INSERT INTO media_chunks (object_id, position, bytes) VALUES ($1, $2, $3)', values);
          position += 1;
        }
        await run('UPDATE media_objects SET is_whole = true WHERE id = $1', [objectId]);
      } catch (error) {
        // What stays behind when this fails too is found by the next sweep.
        await remove(objectId).catch(() => undefined);
        throw error;
      }
      return objectId;
    },
    async read(objectId, { start, end }) {
      const found = await run('SELECT 1 FROM media_objects WHERE id = $1 AND is_whole', [objectId]);
      return found.length === 0 ? undefined : readChunks(objectId, start, end);
    },
    delete: remove,
    async *listOlderThan(before) {
      let last = '';
      for (;;) {
        const rows = await run<{ readonly id: string }>(
          `SELECT id FROM media_objects WHERE id > $1 AND written_at < to_timestamp($2 / 1000.0)
           ORDER BY id LIMIT ${PAGE}`,
          [last, before],
        );
        for (const { id } of rows) yield id;
        if (rows.length < PAGE) return;
        last = rows.at(-1)?.id ?? '';
      }
    },
    close: () => pool.end(),
  };
}

/** The same bytes in pieces of one size, the last one shorter. */
async function* cut(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of source) {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes < size) continue;
    const joined = Buffer.concat(held);
    const whole = bytes - (bytes % size);
    for (let from = 0; from < whole; from += size) yield joined.subarray(from, from + size);
    held = [joined.subarray(whole)];
    bytes -= whole;
  }
  if (bytes > 0) yield Buffer.concat(held);
}
