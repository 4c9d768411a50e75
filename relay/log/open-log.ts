import type { LogPlace } from '../config.ts';
import { openPostgresLog } from './postgres/open-postgres-log.ts';
import type { RelayLog } from './relay-log.ts';
import { openSqliteLog } from './sqlite/open-sqlite-log.ts';

/** The log where the configuration says that it is. Throws AppError `database` with a sentence when it cannot be opened. */
export async function openLog({ databaseUrl, dataDirectory }: LogPlace): Promise<RelayLog> {
  return databaseUrl === undefined ? openSqliteLog(dataDirectory) : openPostgresLog(databaseUrl);
}
