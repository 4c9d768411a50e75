import type { Client } from 'pg';
import { AppError } from '../../../shared/domain/app-error.ts';
import { BEGIN_MIGRATION } from './locks.ts';
import { MIGRATIONS } from './schema.ts';

/**
 * Brings the database up to date, in one transaction; of several relays that start at once, one does it. Throws AppError
 * for a database of a newer version or of another encoding.
 */
export async function migrate(client: Pick<Client, 'query'>): Promise<void> {
  await client.query(BEGIN_MIGRATION);
  try {
    await checkEncoding(client);
    const version = await findVersion(client);
    if (version > MIGRATIONS.length) {
      throw new AppError(
        'database',
        `The relay's data was written by a newer version (${version}; this one knows ${MIGRATIONS.length}). Start the newer version.`,
      );
    }
    // Nothing to write, so that it can be opened while the server only reads.
    if (version < MIGRATIONS.length) await apply(client, version);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function apply(client: Pick<Client, 'query'>, version: number): Promise<void> {
  await client.query('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)');
  for (const migration of MIGRATIONS.slice(version)) await client.query(migration);
  await client.query('DELETE FROM schema_version');
  await client.query('INSERT INTO schema_version (version) VALUES ($1)', [MIGRATIONS.length]);
}

async function findVersion(client: Pick<Client, 'query'>): Promise<number> {
  const { rows: tables } = await client.query<{ name: string | null }>(
    "SELECT to_regclass('schema_version')::text AS name",
  );
  if (!tables[0]?.name) return 0;
  const { rows } = await client.query<{ version: number }>('SELECT version FROM schema_version');
  return rows[0]?.version ?? 0;
}

async function checkEncoding(client: Pick<Client, 'query'>): Promise<void> {
  const { rows } = await client.query<{ server_encoding: string }>('SHOW server_encoding');
  const encoding = rows[0]?.server_encoding;
  if (encoding === 'UTF8') return;
  throw new AppError(
    'database',
    `The database has the encoding ${encoding}, which cannot hold every message. Create one with the encoding UTF8.`,
  );
}
