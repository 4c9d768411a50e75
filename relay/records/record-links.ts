import { AppError } from '../../shared/domain/app-error.ts';
import type { ConversationId, PersonKey, RecordId, UserId } from '../../shared/domain/ids.ts';
import { type CrmRecord, recordSchema } from '../../shared/domain/record.ts';
import { type RecordLink, recordLinkSchema } from '../../shared/protocol/events.ts';
import type { NewRecord } from '../../shared/protocol/http.ts';
import type { AdminContext } from '../context.ts';
import { getVisibleThread } from '../conversations/get-visible-thread.ts';
import { recordLinkKey } from '../ingest/keys.ts';
import type { LogReader, LogTransaction, NewEntry } from '../log/relay-log.ts';
import { findRecord, listPeople, recordEntry } from './record-entries.ts';

type LinkRequest = {
  readonly recordId: RecordId;
  readonly conversationId: ConversationId;
  /** Who asks; they must see the conversation. */
  readonly userId: UserId;
};

/**
 * Puts the person of a conversation on a record by a consultant's word: people with a username have no number by which a
 * record would be found. With `create` the record is made first, unless it is there. Again is no harm. Throws AppError
 * `not-found` for a conversation that the user does not see and for a record that is not there.
 */
export async function linkPerson(
  { log, now }: AdminContext,
  { recordId, conversationId, userId }: LinkRequest,
  create?: NewRecord,
): Promise<RecordLink> {
  return log.write(async (transaction) => {
    const { personKey } = await getVisibleThread(transaction, conversationId, userId);
    const known = await findRecord(transaction, recordId);
    const record =
      known ?? (create && (await describeNewRecord(transaction, { recordId, personKey, create }, now())));
    if (record === undefined) throw new AppError('not-found', 'This record is not there any more.');
    if (known === undefined) await transaction.append([recordEntry(record, now())]);
    const links = await findLinks(transaction, [recordId]);
    const before = links.get(recordId) ?? [];
    const personKeys = before.includes(personKey) ? before : [...before, personKey];
    return saveLink(transaction, { recordId, personKeys }, record, now());
  });
}

/** Takes the person of a conversation off a record again. One who is on it by a number stays on it. */
export async function unlinkPerson(
  { log, now }: AdminContext,
  { recordId, conversationId, userId }: LinkRequest,
): Promise<RecordLink> {
  return log.write(async (transaction) => {
    const { personKey } = await getVisibleThread(transaction, conversationId, userId);
    const before = (await findLinks(transaction, [recordId])).get(recordId) ?? [];
    const link = { recordId, personKeys: before.filter((key) => key !== personKey) };
    if (link.personKeys.length === before.length) return link;
    return saveLink(transaction, link, await findRecord(transaction, recordId), now());
  });
}

/** Who was put on these records by hand. Records on which nobody was are left out. */
export async function findLinks(
  log: LogReader,
  ids: readonly RecordId[],
): Promise<ReadonlyMap<RecordId, readonly PersonKey[]>> {
  const current = await log.findCurrent(ids.map(recordLinkKey));
  const links = new Map<RecordId, readonly PersonKey[]>();
  current.forEach(({ body }) => {
    const { recordId, personKeys } = recordLinkSchema.parse(body);
    if (personKeys.length > 0) links.set(recordId, personKeys);
  });
  return links;
}

export function linkEntry(link: RecordLink, at: number): NewEntry {
  const key = recordLinkKey(link.recordId);
  return { id: key, kind: 'record.linked', at, body: link, compactionKey: key };
}

async function saveLink(
  transaction: LogTransaction,
  link: RecordLink,
  record: CrmRecord | undefined,
  at: number,
): Promise<RecordLink> {
  await transaction.append([linkEntry(link, at)]);
  const people = [...(record === undefined ? [] : listPeople(record)), ...link.personKeys];
  await transaction.saveRecordPeople(new Map([[link.recordId, people]]));
  return link;
}

/** What a consultant has said of somebody new; the rest is the CRM's to add. */
async function describeNewRecord(
  log: LogReader,
  about: { readonly recordId: RecordId; readonly personKey: PersonKey; readonly create: NewRecord },
  at: number,
): Promise<CrmRecord> {
  const { recordId: id, personKey, create } = about;
  const waId = (await log.findPeople([personKey])).get(personKey)?.person.waId;
  const number = waId === undefined ? undefined : `+${waId}`;
  const phones = number === undefined ? [] : [{ label: 'WhatsApp', raw: number, e164: number }];
  return recordSchema.parse({ ...create, id, knownAs: create.firstName, phones, updatedAt: at });
}
