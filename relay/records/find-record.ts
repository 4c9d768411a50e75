import { AppError } from '../../shared/domain/app-error.ts';
import type { RecordId } from '../../shared/domain/ids.ts';
import type { CrmRecord } from '../../shared/domain/record.ts';
import type { AdminContext } from '../context.ts';
import { recordKey } from '../ingest/keys.ts';
import type { LogReader } from '../log/relay-log.ts';
import { findRecord } from './record-entries.ts';
import { forgetRecordFiles } from './record-files.ts';
import { findLinks, linkEntry } from './record-links.ts';

/** The record as the CRM described it last. Throws AppError `not-found`. */
export async function getRecord(log: LogReader, id: RecordId): Promise<CrmRecord> {
  const record = await findRecord(log, id);
  if (record === undefined) throw new AppError('not-found', 'The relay has no record with this id.');
  return record;
}

/**
 * Takes the record out of the log and tells every desktop to forget it. Messages stay: they belong to the person, who may
 * be on other records. Answers false when there was no such record, so that asking again is no harm.
 */
export async function eraseRecord({ log, now }: AdminContext, id: RecordId): Promise<boolean> {
  return log.write(async (transaction) => {
    if ((await findRecord(transaction, id)) === undefined) return false;
    const key = recordKey(id);
    const isLinked = (await findLinks(transaction, [id])).has(id);
    // In the place of what the log knew of the record: nothing of it stays.
    await transaction.append([
      { id: key, kind: 'record.erased', at: now(), body: { recordId: id }, compactionKey: key },
      ...(isLinked ? [linkEntry({ recordId: id, personKeys: [] }, now())] : []),
    ]);
    await forgetRecordFiles(transaction, id, now());
    await transaction.saveRecordPeople(new Map([[id, []]]));
    return true;
  });
}
