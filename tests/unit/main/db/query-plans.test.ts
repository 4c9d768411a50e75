import { expect, it, vi } from 'vitest';
import {
  listConversations,
  listConversationsForRecord,
  getConversation,
} from '../../../../main/db/conversations.ts';
import type { WriteHandle } from '../../../../main/db/handle.ts';
import { listHistory } from '../../../../main/db/history.ts';
import { listMessages } from '../../../../main/db/messages.ts';
import { getMessagingUsage } from '../../../../main/db/messaging-limit.ts';
import { findNextDueAt, recoverInFlight, settle, takeDue } from '../../../../main/db/outbox.ts';
import { findCompanyMessage, listToPublish } from '../../../../main/db/publish-queue.ts';
import { markAllRead, markRead } from '../../../../main/db/read-marks.ts';
import { getRecordDetails, listRecords } from '../../../../main/db/records.ts';
import { listReplyNotices } from '../../../../main/db/reply-notices.ts';
import { createRetry } from '../../../../main/db/retry-message.ts';
import { searchMessages } from '../../../../main/db/search-messages.ts';
import { createOutboundTemplate } from '../../../../main/db/send-template.ts';
import { createOutboundText } from '../../../../main/db/send-text.ts';
import {
  AMARA,
  AMARA_NUMBER,
  AMARA_RECORD,
  COMPANY,
  GREETING,
  GREETING_VALUES,
  HOUR,
  MINUTE,
  NOW,
  THREAD,
  begin,
  entry,
  messageId,
  received,
  sent,
  status,
  tell,
} from './story.ts';
import { createTestDatabase } from './test-database.ts';

/* A new cache has no statistics (ANALYZE), so a plan must be right without them. */

type Asked = ReadonlyMap<string, readonly string[]>;

/** Everything that `work` asks of the tables of the app, with the steps of its plan. */
function explainAll(db: WriteHandle, work: () => void): Asked {
  const prepare = vi.spyOn(db, 'prepare');
  work();
  const asked = new Set(prepare.mock.calls.map(([sql]) => sql));
  prepare.mockRestore();
  return new Map([...asked].map((sql) => [sql, explain(db, sql)]));
}

function explain(db: WriteHandle, sql: string): string[] {
  const names = sql.match(/(?<=:)[a-z]\w*/giu) ?? [];
  const params = Object.fromEntries(names.map((name) => [name, null]));
  const steps = db.prepare<[object], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(params);
  return steps.map(({ detail }) => detail);
}

const { conversationId } = THREAD;
const recordId = AMARA_RECORD.id;
const target = { recordId, e164: AMARA_NUMBER, channelId: COMPANY.id };
const limit = 10;

/** What the log tells, and what a consultant does. */
function write(db: WriteHandle): void {
  begin(db);
  tell(
    db,
    entry(10, 'message.status', status('hi', 'delivered', NOW - MINUTE)),
    entry(11, 'message.received', received('hello', NOW - HOUR)),
    entry(12, 'message.sent', sent('hi', NOW - HOUR + MINUTE)),
    entry(13, 'record.upserted', { ...AMARA_RECORD, company: 'Other' }),
    entry(14, 'person.changed', { key: AMARA, bsuid: 'GB.1', aliases: [] }),
    entry(15, 'message.received', received('news', NOW - MINUTE)),
  );
  createOutboundText(db, { messageId: messageId('m1'), conversationId, text: 'One', now: NOW });
  const greeting = { templateId: GREETING.id, values: GREETING_VALUES };
  createOutboundTemplate(db, { messageId: messageId('t1'), target, ...greeting, now: NOW });
  takeDue(db, { now: NOW });
  settle(db, { messageId: messageId('m1'), verdict: { kind: 'unknown', reason: 'cut' }, now: NOW });
  createRetry(db, { messageId: messageId('r1'), ofMessageId: messageId('m1'), now: NOW });
  recoverInFlight(db, { now: NOW });
  tell(db, entry(16, 'message.received', received('more', NOW + MINUTE)));
  markRead(db, { conversationId, upToSortKey: '0', now: 1 });
}

function read(db: WriteHandle): void {
  const { messages } = listMessages(db, { conversationId, limit });
  const { sortKey = '', id: around } = messages[0] ?? {};
  for (const place of [{ before: sortKey }, { after: sortKey }, { around }])
    listMessages(db, { conversationId, limit, ...place });
  for (const query of ['', 'am', '0900 456', 'amara 0900 456', '2024'])
    for (const kind of [undefined, 'candidate'] as const) listRecords(db, { query, kind, offset: 0, limit });
  for (const filter of ['all', 'mine', 'unassigned', 'unread', 'waiting', 'closing'] as const)
    for (const before of [undefined, '1:x']) listConversations(db, { filter, before, limit, now: NOW });
  for (const within of [undefined, conversationId])
    searchMessages(db, { query: 'inbound', conversationId: within, limit });
  getRecordDetails(db, { recordId });
  listHistory(db, { recordId, limit });
  listConversationsForRecord(db, { recordId });
  getConversation(db, { conversationId });
  listReplyNotices(db);
  getMessagingUsage(db, { now: NOW });
  findNextDueAt(db);
  listToPublish(db, { limit });
  findCompanyMessage(db, { messageId: messageId('t1') });
  markAllRead(db, { now: 1 });
}

/** Read from end to end, row by row or along an index. */
const SCAN =
  /^SCAN (?:messages|conversations|records|record_phones|people|person_identities|record_link_people|[cilmnprt])(?= |$)(?! VIRTUAL)/u;

/** Those that are meant: they end at their LIMIT, or count an index. */
const IN_ORDER =
  /^SCAN (?:records USING COVERING INDEX records_by_name|c USING INDEX conversations_by_activity)$/u;
const COUNT = /^SCAN (?:records|c) USING COVERING INDEX \w+$/u;
const UNREAD = /^SCAN (?:conversations|c) USING (?:COVERING )?INDEX conversations_unread$/u;

it('reads no large table from end to end where an index leads to the rows', () => {
  const db = createTestDatabase();
  const asked = explainAll(db, () => {
    write(db);
    read(db);
  });
  const wrong = [...asked].filter(([sql, steps]) =>
    steps.some(
      (step) =>
        SCAN.test(step) &&
        !UNREAD.test(step) &&
        !(IN_ORDER.test(step) && sql.includes('LIMIT')) &&
        !(COUNT.test(step) && sql.includes('count(*)')),
    ),
  );
  expect(wrong).toEqual([]);
  expect(asked.size).toBeGreaterThan(80);
});

it('finds the threads of a person by the person, and what is unread by the index of that', () => {
  const db = createTestDatabase();
  const asked = explainAll(db, () => {
    write(db);
    read(db);
  });
  const ofPeople = [...asked].filter(([sql]) =>
    /FROM conversations\s(?!other)[^)]*person_key (?:IN|=)/u.test(sql),
  );
  expect(ofPeople.length).toBeGreaterThanOrEqual(5);
  expect(ofPeople.filter(([, steps]) => !isLedBy(steps, 'conversations_by_person'))).toEqual([]);
  expect(ofPeople.filter(([, steps]) => isLedBy(steps, 'conversations_by_owner'))).toEqual([]);
  const unread = [...asked].filter(([sql]) => /unread_count > 0 (?!.*person_key)/su.test(sql));
  expect(unread.length).toBeGreaterThanOrEqual(4);
  expect(unread.filter(([, steps]) => !isLedBy(steps, 'conversations_unread'))).toEqual([]);
});

it('looks for a word of many messages along the time, without sorting, and for a rare one by its hits', () => {
  const db = createTestDatabase();
  begin(db);
  const count = 1_001;
  const replies = Array.from({ length: count }, (_, n) =>
    entry(10 + n, 'message.received', received(`r${n}`, NOW + ((n * 2) % count) * 1_000)),
  );
  tell(db, ...replies);
  const search = (query: string) => searchMessages(db, { query, limit }).hits.map(({ at }) => at);
  const newest = Array.from({ length: limit }, (_, n) => NOW + (count - 1 - n) * 1_000);
  const explainSearch = (query: string) => [...explainAll(db, () => search(query)).values()].flat();
  const ofCommonWord = explainSearch('inbound');
  expect(ofCommonWord).toContain('SCAN m USING INDEX messages_by_time');
  expect(ofCommonWord.filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
  expect(explainSearch('r1000')).toContain('SEARCH m USING INTEGER PRIMARY KEY (rowid=?)');
  expect(search('inbound')).toEqual(newest);
});

function isLedBy(steps: readonly string[], index: string): boolean {
  return steps.some((step) => step.includes(`INDEX ${index}`));
}
