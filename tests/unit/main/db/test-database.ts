import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { WriteHandle } from '../../../../main/db/handle.ts';
import { openDatabase } from '../../../../main/db/open-database.ts';

export const TEST_KEY = '0123456789abcdef'.repeat(4);

/** A path in a folder that is gone after the test. */
export function createTestPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'messaging-db-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'cache.db');
}

/** A new encrypted database, closed after the test. */
export function createTestDatabase(): WriteHandle {
  const db = openDatabase({ path: createTestPath(), key: TEST_KEY });
  onTestFinished(() => {
    db.close();
  });
  return db;
}
