import type { z } from 'zod';
import { type CrmRecord, recordSchema } from '../../shared/domain/record.ts';
import type { putRecordsResponseSchema } from '../../shared/protocol/http.ts';
import type { AdminContext } from '../context.ts';
import { recordKey } from '../ingest/keys.ts';
import type { LogTransaction, NewEntry } from '../log/relay-log.ts';
import { parseRecord } from './parse-record.ts';

export type ImportRow = {
  /** How people find the row: its line in a file, its position in a request. */
  readonly row: number;
  readonly value: unknown;
};
export type ImportResult = z.infer<typeof putRecordsResponseSchema>;

/** Large enough for speed, small enough that webhooks do not wait behind an import. */
const CHUNK = 500;

/** Brings records into the log, chunk by chunk: good rows are kept, bad ones are named, unchanged ones cost nothing. */
export async function importRecords(
  context: AdminContext,
  rows: Iterable<ImportRow> | AsyncIterable<ImportRow>,
): Promise<ImportResult> {
  const result: ImportResult = { upserted: 0, unchanged: 0, failed: [] };
  let chunk: Accepted[] = [];
  const flush = async () => {
    const upserted = await saveChunk(context, chunk);
    result.upserted += upserted;
    result.unchanged += chunk.length - upserted;
    chunk = [];
  };
  for await (const { row, value } of rows) {
    const parsed = parseRecord(value, context.now());
    if (parsed.ok) chunk.push(parsed);
    else
      result.failed.push({
        row,
        message: parsed.message,
        ...(parsed.id === undefined ? {} : { id: parsed.id }),
      });
    if (chunk.length >= CHUNK) await flush();
  }
  await flush();
  return result;
}

type Accepted = { readonly record: CrmRecord; readonly hasOwnTime: boolean };

async function saveChunk({ log, now }: AdminContext, chunk: readonly Accepted[]): Promise<number> {
  if (chunk.length === 0) return 0;
  return log.write(async (transaction) => {
    const known = await findKnown(transaction, chunk);
    return transaction.append(chunk.map((accepted) => toEntry(keepTime(accepted, known), now())));
  });
}

async function findKnown(transaction: LogTransaction, chunk: readonly Accepted[]) {
  const timeless = chunk.filter(({ hasOwnTime }) => !hasOwnTime);
  return transaction.findCurrent(timeless.map(({ record }) => recordKey(record.id)));
}

/** Without a time of the CRM's own, the same record again is no change: it keeps the time that it had. */
function keepTime({ record, hasOwnTime }: Accepted, known: Awaited<ReturnType<typeof findKnown>>): CrmRecord {
  const body = hasOwnTime ? undefined : known.get(recordKey(record.id))?.body;
  const before = body === undefined ? undefined : recordSchema.parse(body);
  if (before === undefined) return record;
  const isSame = JSON.stringify({ ...record, updatedAt: 0 }) === JSON.stringify({ ...before, updatedAt: 0 });
  return isSame ? before : record;
}

function toEntry(record: CrmRecord, at: number): NewEntry {
  const key = recordKey(record.id);
  return { id: key, kind: 'record.upserted', at, body: record, compactionKey: key };
}
