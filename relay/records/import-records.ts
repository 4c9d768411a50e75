import type { z } from 'zod';
import { type CrmRecord, recordSchema } from '../../shared/domain/record.ts';
import type { putRecordsResponseSchema } from '../../shared/protocol/http.ts';
import type { AdminContext } from '../context.ts';
import { recordKey } from '../ingest/keys.ts';
import { parseRecord } from './parse-record.ts';
import { listPeople, recordEntry } from './record-entries.ts';
import { findLinks } from './record-links.ts';

export type ImportRow = {
  /** How people find the row: its line in a file, its position in a request. */
  readonly row: number;
  readonly value: unknown;
  /** How the place of a mistake is called there, if not as in a request. */
  readonly nameField?: ((path: readonly PropertyKey[]) => string | undefined) | undefined;
};
export type ImportResult = z.infer<typeof putRecordsResponseSchema>;
export type FailedRow = ImportResult['failed'][number];
export type ImportCounts = Omit<ImportResult, 'failed'> & { readonly failed: number };

export type ImportOptions<Row extends ImportRow> = {
  /** Called for each bad row, in order. */
  readonly onFailed: (failed: FailedRow, row: Row) => void | Promise<void>;
  /** Called after each chunk, when it is on the disk; the import goes on when it resolves. */
  readonly onChunk?: (counts: ImportCounts) => void | Promise<void>;
};

/** Large enough for speed, small enough that webhooks do not wait behind an import. */
const CHUNK = 250;

/** Records of one request: `failed` names the bad ones by their position. */
export async function importRecords(
  context: AdminContext,
  rows: Iterable<ImportRow> | AsyncIterable<ImportRow>,
): Promise<ImportResult> {
  const failed: FailedRow[] = [];
  const counts = await streamRecords(context, rows, { onFailed: (row) => void failed.push(row) });
  return { ...counts, failed };
}

/**
 * Brings records into the log, chunk by chunk: good rows are kept, bad ones are named, unchanged ones cost nothing. Holds
 * one chunk in memory, however many there are.
 */
export async function streamRecords<Row extends ImportRow>(
  context: AdminContext,
  rows: Iterable<Row> | AsyncIterable<Row>,
  { onFailed, onChunk }: ImportOptions<Row>,
): Promise<ImportCounts> {
  const counts = { upserted: 0, unchanged: 0, failed: 0 };
  let chunk: Accepted[] = [];
  const flush = async () => {
    const upserted = await saveChunk(context, chunk);
    counts.upserted += upserted;
    counts.unchanged += chunk.length - upserted;
    chunk = [];
    await onChunk?.(counts);
  };
  for await (const row of rows) {
    const parsed = parseRecord(row.value, context.now(), context.country);
    if (parsed.ok) chunk.push(parsed);
    else {
      counts.failed += 1;
      await onFailed(describeFailure(row, parsed.failure), row);
    }
    if (chunk.length >= CHUNK) await flush();
  }
  await flush();
  return counts;
}

function describeFailure(
  { row, nameField }: ImportRow,
  { id, path, explain }: Extract<ReturnType<typeof parseRecord>, { ok: false }>['failure'],
): FailedRow {
  const field = path.length === 0 ? undefined : (nameField?.(path) ?? path.join('.'));
  return {
    row,
    ...(id === undefined ? {} : { id }),
    ...(field === undefined ? {} : { field }),
    message: explain(field ?? ''),
  };
}

type Accepted = { readonly record: CrmRecord; readonly hasOwnTime: boolean };

/** Answers how many are new or changed. */
async function saveChunk({ log, now }: AdminContext, chunk: readonly Accepted[]): Promise<number> {
  if (chunk.length === 0) return 0;
  return log.write(async (transaction) => {
    const current = await transaction.findCurrent(chunk.map(({ record }) => recordKey(record.id)));
    const known = new Map<string, CrmRecord>();
    current.forEach(({ key, body }) => {
      const record = recordSchema.safeParse(body).data;
      // An erased record is not one.
      if (record !== undefined) known.set(key, record);
    });
    const changed: CrmRecord[] = [];
    for (const accepted of chunk) {
      const key = recordKey(accepted.record.id);
      const record = keepTime(accepted, known.get(key));
      if (isSame(record, known.get(key))) continue;
      known.set(key, record);
      changed.push(record);
    }
    const links = await findLinks(
      transaction,
      changed.map(({ id }) => id),
    );
    const people = changed.map(
      (record) => [record.id, [...listPeople(record), ...(links.get(record.id) ?? [])]] as const,
    );
    await transaction.saveRecordPeople(new Map(people));
    return transaction.append(changed.map((record) => recordEntry(record, now())));
  });
}

/** Without a time of the CRM's own, the same record again is no change: it keeps the time that it had. */
function keepTime({ record, hasOwnTime }: Accepted, before: CrmRecord | undefined): CrmRecord {
  if (hasOwnTime || before === undefined) return record;
  return isSame({ ...record, updatedAt: 0 }, { ...before, updatedAt: 0 }) ? before : record;
}

function isSame(one: CrmRecord, other: CrmRecord | undefined): boolean {
  // Both were written by the same schema, so their fields are in the same order.
  return other !== undefined && JSON.stringify(one) === JSON.stringify(other);
}
