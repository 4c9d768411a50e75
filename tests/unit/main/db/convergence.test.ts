import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyBatch } from '../../../../main/db/apply-batch.ts';
import { type WriteHandle, listRows } from '../../../../main/db/handle.ts';
import { openDatabase } from '../../../../main/db/open-database.ts';
import { setUser } from '../../../../main/db/users.ts';
import type { MessageContent } from '../../../../shared/domain/message-content.ts';
import { MESSAGE_STATUSES, type SendFailure } from '../../../../shared/domain/message-status.ts';
import type { RawEvent } from '../../../../shared/protocol/events.ts';
import {
  ALICE,
  ALICES_NUMBER,
  AMARA,
  AMARA_RECORD,
  BEGINNING,
  BOB,
  COMPANY,
  GREETING,
  MINUTE,
  NOW,
  entry,
  received,
  sent,
  status,
  threadOf,
} from './story.ts';

const THREADS = [
  threadOf(COMPANY.id, AMARA, ALICE.id),
  threadOf(COMPANY.id, AMARA, BOB.id),
  threadOf(COMPANY.id, AMARA),
  threadOf(ALICES_NUMBER.id, 'by-user-id' as typeof AMARA, ALICE.id),
] as const;
const NAMES = ['m0', 'm1', 'm2', 'm3', 'm4', 'm5'] as const;
const FAILURES: readonly SendFailure[] = [
  { code: 131047, sentence: 'Closed.', advice: 'Template.', canRetry: false },
  { code: 131000, sentence: 'Wrong.', advice: 'Again.', canRetry: true },
];

type Told = (seq: number) => RawEvent;

const name = fc.constantFrom(...NAMES);
const thread = fc.constantFrom(...THREADS);
const minutes = fc.integer({ min: 0, max: 5 }).map((count) => count * MINUTE);
const failure = fc.option(fc.constantFrom(...FAILURES), { nil: undefined });

/** The same name is always the same message, as in the log. */
function factsOf(of: (typeof NAMES)[number]) {
  const index = NAMES.indexOf(of);
  const { conversationId, personKey, channelId } = THREADS[index % THREADS.length] ?? THREADS[0];
  const content: MessageContent =
    index === 3 ? { type: 'reaction', targetWamid: 'wamid.in-m1', emoji: '🙏' } : { type: 'text', text: of };
  return { at: NOW + index * MINUTE, thread: { conversationId, personKey, channelId }, content };
}

const sentEvent: fc.Arbitrary<Told> = fc
  .record({
    name,
    status: fc.constantFrom(...MESSAGE_STATUSES),
    after: minutes,
    failure,
    hasWamid: fc.boolean(),
  })
  .map((told) => (seq) => {
    const { at, thread: place, content } = factsOf(told.name);
    const { wamid, ...body } = sent(told.name, at, {
      ...place,
      content,
      status: told.status,
      statusAt: at + told.after,
    });
    const extra = told.status === 'failed' && told.failure !== undefined ? { failure: told.failure } : {};
    return entry(seq, 'message.sent', {
      ...body,
      ...extra,
      ...(told.hasWamid && wamid !== undefined ? { wamid } : {}),
    });
  });

const statusEvent: fc.Arbitrary<Told> = fc
  .record({
    name,
    status: fc.constantFrom('sent', 'failed', 'delivered', 'read'),
    after: minutes,
    isNamed: fc.boolean(),
  })
  .map((told) => (seq) => {
    const { at } = factsOf(told.name);
    const named = told.isNamed ? { messageId: sent(told.name, at).messageId } : {};
    // Meta repeats itself, but does not contradict itself: the same report always has the same failure.
    const failed = FAILURES[(told.after / MINUTE) % FAILURES.length];
    const pricing = { category: 'marketing', type: told.after === 0 ? 'free_entry_point' : 'regular' };
    const extra = told.status === 'failed' && failed !== undefined ? { failure: failed } : {};
    return entry(
      seq,
      'message.status',
      status(told.name, told.status as 'sent', at + told.after, { ...named, ...extra, pricing }),
    );
  });

const inboundContent = fc.constantFrom<MessageContent>(
  { type: 'text', text: 'Hello' },
  { type: 'reaction', targetWamid: 'wamid.m0', emoji: '👍' },
  { type: 'reaction', targetWamid: 'wamid.m0' },
  { type: 'system', kind: 'user_changed_number', text: 'Changed' },
  { type: 'revoke', targetWamid: 'wamid.in-m1' },
  { type: 'edit', targetWamid: 'wamid.in-m1', text: 'Hello again' },
);

const receivedEvent: fc.Arbitrary<Told> = fc
  .record({ thread, after: minutes, content: inboundContent })
  .map((told) => (seq) => {
    const { conversationId, personKey, channelId } = told.thread;
    const place = { conversationId, personKey, channelId, content: told.content };
    return entry(seq, 'message.received', received(`in-${seq}`, NOW + told.after, place));
  });

const conversationEvent: fc.Arbitrary<Told> = fc
  .record({ thread, owner: fc.constantFrom(ALICE.id, BOB.id, undefined), after: minutes })
  .map(({ thread: { conversationId: id, personKey, channelId }, owner, after }) => (seq) => {
    const body = { id, personKey, channelId, createdAt: NOW - after };
    return entry(seq, 'conversation.changed', owner === undefined ? body : { ...body, ownerUserId: owner });
  });

const templateEvent: fc.Arbitrary<Told> = fc
  .record({
    at: minutes,
    status: fc.constantFrom('approved', 'paused', 'rejected'),
    isWhole: fc.boolean(),
    quality: fc.constantFrom('green', 'red', undefined),
  })
  .map((told) => (seq) => {
    const syncedAt = NOW + told.at;
    const { id, wabaId, name: called, language } = GREETING;
    if (told.isWhole)
      return entry(seq, 'template.changed', { template: { ...GREETING, status: told.status, syncedAt } });
    const quality = told.quality === undefined ? {} : { quality: told.quality };
    return entry(seq, 'template.changed', {
      change: { id, wabaId, name: called, language, syncedAt, status: told.status, ...quality },
    });
  });

const otherEvent: fc.Arbitrary<Told> = fc.oneof(
  minutes.map(
    (after): Told =>
      (seq) =>
        entry(seq, 'consent.changed', {
          personKey: AMARA,
          hasOptedOut: after % 2 === 0,
          at: NOW + after,
          source: 'message',
        }),
  ),
  fc.string().map(
    (lastName): Told =>
      (seq) =>
        entry(seq, 'record.upserted', { ...AMARA_RECORD, lastName: lastName.slice(0, 50) }),
  ),
  fc.constant<Told>((seq) => entry(seq, 'record.erased', { recordId: AMARA_RECORD.id })),
  fc.constantFrom('447700900456', '447700900999').map(
    (waId): Told =>
      (seq) =>
        entry(seq, 'person.changed', { key: 'by-user-id' as typeof AMARA, waId, bsuid: 'GB.1', aliases: [] }),
  ),
  fc.boolean().map(
    (isActive): Told =>
      (seq) =>
        entry(seq, 'channel.changed', { ...COMPANY, isActive }),
  ),
  fc.string({ maxLength: 20 }).map(
    (displayName): Told =>
      (seq) =>
        entry(seq, 'user.changed', { ...ALICE, displayName }),
  ),
  fc.constant<Told>((seq) => ({ seq, id: `entry-${seq}`, at: NOW, kind: 'weather.changed', body: { seq } })),
);

const story = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: sentEvent },
      { weight: 4, arbitrary: statusEvent },
      { weight: 4, arbitrary: receivedEvent },
      conversationEvent,
      templateEvent,
      otherEvent,
    ),
    { minLength: 1, maxLength: 40 },
  )
  .map((told) => [...BEGINNING, ...told.map((tell, index) => tell(BEGINNING.length + 1 + index))]);

/** The story in another order, with repetitions, in batches of any size. */
const retelling = story.chain((events) =>
  fc.record({
    events: fc.constant(events),
    batches: fc
      .tuple(fc.shuffledSubarray(events, { minLength: events.length }), fc.subarray(events))
      .chain(([shuffled, repeated]) =>
        fc.shuffledSubarray([...shuffled, ...repeated], { minLength: shuffled.length + repeated.length }),
      )
      .chain((order) =>
        fc
          .array(fc.integer({ min: 1, max: 15 }), { minLength: order.length, maxLength: order.length })
          .map((sizes) => cut(order, sizes)),
      ),
  }),
);

function cut(events: readonly RawEvent[], sizes: readonly number[]): RawEvent[][] {
  const batches: RawEvent[][] = [];
  let start = 0;
  for (const size of sizes) {
    if (start >= events.length) break;
    batches.push(events.slice(start, start + size));
    start += size;
  }
  return batches;
}

const PROJECTED = {
  meta: 'key, value',
  records: 'id, kind, name, sort_name, data, seq',
  record_phones: 'label, e164, person_key',
  erased_records: '*',
  people: '*',
  person_identities: '*',
  users: '*',
  channels: '*',
  conversations: '*',
  messages:
    'id, conversation_id, sort_key, at, is_inbound, counts_unread, consultant_user_id, type, content, text, status, failure, failure_at, wamid, quoted_wamid, retry_of, pricing',
  pending_statuses: '*',
  templates: '*',
  consents: '*',
  unprojected_events: '*',
};

function tellAll(batches: readonly (readonly RawEvent[])[]): Record<string, unknown> {
  const db = openDatabase({ path: ':memory:', key: undefined });
  setUser(db, ALICE);
  for (const events of batches) {
    applyBatch(db, {
      events,
      cursor: Math.max(...events.map(({ seq }) => seq)),
      now: NOW,
      myUserId: ALICE.id,
    });
  }
  const state = dump(db);
  db.close();
  return state;
}

function dump(db: WriteHandle): Record<string, unknown> {
  const tables = Object.entries(PROJECTED).map(([table, columns]) => {
    const rows = listRows<Record<string, unknown>>(db, `SELECT ${columns} FROM ${table}`);
    return [table, rows.map((row) => JSON.stringify(row)).sort()];
  });
  const times = listRows<{ id: string; times: string }>(
    db,
    'SELECT id, status_times AS times FROM messages ORDER BY id',
  );
  const sortedTimes = times.map(({ id, times: json }) => [
    id,
    Object.entries(JSON.parse(json) as object).sort(([a], [b]) => a.localeCompare(b)),
  ]);
  return { ...Object.fromEntries(tables), times: sortedTimes };
}

describe('the projection', () => {
  it('is the same for every order, repetition and division of the log', () => {
    fc.assert(
      fc.property(retelling, ({ events, batches }) => {
        expect(tellAll(batches)).toEqual(tellAll([events]));
      }),
      { numRuns: 150 },
    );
  }, 120_000);
});
