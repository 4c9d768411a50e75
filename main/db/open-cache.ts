import { type Database, type StartOptions, startDatabase } from './client.ts';
import { DatabaseError } from './database-error.ts';

/** Opens the database; one that cannot be read is rebuilt. Rejects with DatabaseError where that does not help either. */
export async function openCache(options: StartOptions): Promise<Database> {
  try {
    return await startDatabase(options);
  } catch (error) {
    if (!(error instanceof DatabaseError && error.reason === 'unreadable')) throw error;
    return startDatabase({ ...options, mustRebuild: true });
  }
}
