import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Random } from '../../../../simulator/random.ts';

/** What the two files of a log held at one instant. */
export type DiskState = { readonly database: Buffer; readonly wal: Buffer };

/** The unit that a disk writes whole or not at all. */
const SECTOR = 512;
const WAL_HEADER = 32;

/**
 * Looks at a log's files between two turns of the event loop. The relay under test runs in this very process, so no write
 * is half done then: what was acknowledged has been flushed, and only what comes after may be lost.
 */
export function createDiskWatch(directory: string) {
  const databaseFile = path.join(directory, 'relay.db');
  const walFile = path.join(directory, 'relay.db-wal');
  let changedAt = 0n;
  let database: Buffer = Buffer.alloc(0);
  return {
    read(): DiskState {
      const { mtimeNs } = statSync(databaseFile, { bigint: true });
      if (mtimeNs !== changedAt) database = readFileSync(databaseFile);
      changedAt = mtimeNs;
      // All of it: begun anew, it is written over from its beginning and keeps its length.
      return { database, wal: readFileSync(walFile) };
    },
  };
}

/** A checkpoint has written into the database, or the write-ahead log was begun anew after one. */
export function hasCheckpoint(before: DiskState, after: DiskState): boolean {
  return !before.database.equals(after.database);
}
export function hasNewWal(before: DiskState, after: DiskState): boolean {
  return !before.wal.subarray(0, WAL_HEADER).equals(after.wal.subarray(0, WAL_HEADER));
}

/**
 * A file as the loss of power may leave it between two states: of each sector that was written, the old bytes, the new
 * ones, zeros or rubbish; and perhaps it ends early. Bytes that were not written stay, also in the same sector: SQLite
 * relies on that (sqlite.org/psow.html), as every disk of today promises it.
 */
export function tear(before: Buffer, after: Buffer, random: Random): Buffer {
  const torn = Buffer.from(after);
  const style = random.below(4);
  for (let at = 0; at < torn.length; at += SECTOR) {
    const written = findWritten(before, after, at);
    if (written === undefined || random.chance(0.5)) continue;
    const { from, to } = written;
    if (from < before.length && style !== 3)
      torn.set(before.subarray(from, Math.min(to, before.length)), from);
    else if (style === 0) torn.fill(0, from, to);
    else torn.set(Buffer.from(random.hex(to - from), 'latin1'), from);
  }
  return torn.subarray(0, endOf(before, after, random));
}

/** The bytes of the sector at this place that are not what they were. */
function findWritten(before: Buffer, after: Buffer, at: number) {
  let [from, to] = [at, Math.min(at + SECTOR, after.length)];
  if (after.subarray(from, to).equals(before.subarray(from, to))) return undefined;
  while (from < to && after[from] === before[from]) from += 1;
  while (to > from && after[to - 1] === before[to - 1]) to -= 1;
  return { from, to };
}

/** At random bytes, but never before what had been flushed. */
function endOf(before: Buffer, after: Buffer, random: Random): number {
  const grown = after.length - before.length;
  return grown > 0 && random.chance(0.7) ? before.length + random.below(grown + 1) : after.length;
}

export function writeDisk(directory: string, { database, wal }: DiskState): void {
  writeFileSync(path.join(directory, 'relay.db'), database);
  writeFileSync(path.join(directory, 'relay.db-wal'), wal);
}
