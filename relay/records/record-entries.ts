import type { PersonKey, RecordId } from '../../shared/domain/ids.ts';
import { personKeyForNumber } from '../../shared/domain/phone-number.ts';
import { type CrmRecord, recordSchema } from '../../shared/domain/record.ts';
import { recordKey } from '../ingest/keys.ts';
import type { LogReader, NewEntry } from '../log/relay-log.ts';

/** The record as it was described last; undefined when there is none, or no more. */
export async function findRecord(log: LogReader, id: RecordId): Promise<CrmRecord | undefined> {
  const key = recordKey(id);
  const entry = (await log.findCurrent([key])).get(key);
  return recordSchema.safeParse(entry?.body).data;
}

export function recordEntry(record: CrmRecord, at: number): NewEntry {
  const key = recordKey(record.id);
  return { id: key, kind: 'record.upserted', at, body: record, compactionKey: key };
}

/** The people behind the numbers of a record, each once. */
export function listPeople({ phones }: CrmRecord): readonly PersonKey[] {
  const numbers = phones.flatMap(({ e164 }) => e164 ?? []);
  return [...new Set(numbers.map(personKeyForNumber))];
}
