import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createWorkingSet,
  setOutbound,
  setThread,
  type WorkingSet,
} from '../../../../relay/ingest/working-set.ts';
import type { OutboundState } from '../../../../relay/log/relay-log.ts';
import {
  channelIdSchema,
  conversationIdSchema,
  messageIdSchema,
  userIdSchema,
} from '../../../../shared/domain/ids.ts';
import { personKeyForNumber } from '../../../../shared/domain/phone-number.ts';
import type { WebhookItem } from '../../../../shared/whatsapp/webhook.ts';
import { CHANNEL, deliver, message, report, says } from './plan-harness.ts';

const SAM = { waId: '447700900456', bsuid: 'GB.1' };
const KEY = personKeyForNumber(SAM.waId);

function kinds(set: WorkingSet): readonly string[] {
  return set.changes.entries.map((entry) => entry.kind);
}

function consentOf(set: WorkingSet, key = KEY) {
  return set.current.get(`consent:${key}`)?.body;
}

/** An outbound message of Alex's to Sam, with its conversation. */
function withSent(
  set: WorkingSet,
  wamid: string | undefined,
  status: OutboundState['status'] = 'accepted',
): OutboundState {
  const conversationId = conversationIdSchema.parse('conversation-of-alex');
  const channelId = channelIdSchema.parse(CHANNEL);
  const consultantUserId = userIdSchema.parse('alex');
  setThread(set, {
    id: conversationId,
    personKey: KEY,
    channelId,
    ownerUserId: consultantUserId,
    formerOwners: [],
    createdAt: 0,
    lastSentAt: undefined,
  });
  const sent = {
    messageId: messageIdSchema.parse('m-1'),
    wamid,
    conversationId,
    personKey: KEY,
    channelId,
    consultantUserId,
    status,
    at: 0,
    reports: [],
  };
  setOutbound(set, sent);
  return sent;
}

test.each<[string, WebhookItem, object]>([
  [
    'STOP as the whole message',
    says('m', SAM, ' stop! ', 5_000),
    { hasOptedOut: true, source: 'message', at: 5_000 },
  ],
  ['START', says('m', SAM, 'Start', 5_000), { hasOptedOut: false, source: 'message' }],
  [
    'a button that says STOP',
    message('m', SAM, { content: { type: 'button', text: 'Stop', payload: 'x' } }),
    { hasOptedOut: true, source: 'button' },
  ],
  [
    'a button whose payload says so',
    message('m', SAM, { content: { type: 'button', text: 'No more', payload: 'optout' } }),
    { hasOptedOut: true, source: 'button' },
  ],
  [
    'a choice that says so',
    message('m', SAM, { content: { type: 'choice', id: 'c', title: 'Unsubscribe' } }),
    { hasOptedOut: true, source: 'button' },
  ],
  [
    'Meta’s switch',
    { kind: 'preference', phoneNumberId: CHANNEL, person: SAM, hasOptedOut: true, at: 7 },
    { hasOptedOut: true, source: 'preference' },
  ],
  [
    'Meta’s refusal 131050',
    report('o', SAM, { status: 'failed', error: { code: 131_050 } }),
    { hasOptedOut: true, source: 'meta-refusal' },
  ],
])('%s is heard as what it is.', (_case, item, consent) => {
  const set = createWorkingSet();
  deliver(set, item);
  expect(consentOf(set)).toMatchObject({ personKey: KEY, ...consent });
});

test.each<[string, WebhookItem]>([
  ['stop inside a sentence', says('m', SAM, 'please do not stop', 5_000)],
  [
    'a caption that says so',
    message('m', SAM, { content: { type: 'image', media: { mimeType: 'x', caption: 'STOP' } } }),
  ],
  ['another refusal', report('o', SAM, { status: 'failed', error: { code: 131_049 } })],
])('%s is no word about consent.', (_case, item) => {
  const set = createWorkingSet();
  deliver(set, item);
  expect(consentOf(set)).toBeUndefined();
});

test('Of STOP and START the later one holds, in whatever order they come; at the same time it is STOP.', () => {
  for (const order of [
    [0, 1],
    [1, 0],
  ] as const) {
    const later = createWorkingSet();
    const words = [says('m1', SAM, 'STOP', 5_000), says('m2', SAM, 'START', 6_000)] as const;
    deliver(later, ...order.map((index) => words[index]));
    expect(consentOf(later)).toMatchObject({ hasOptedOut: false });
    const together = createWorkingSet();
    const both = [says('m1', SAM, 'STOP', 5_000), says('m2', SAM, 'START', 5_000)] as const;
    deliver(together, ...order.map((index) => both[index]));
    expect(consentOf(together)).toMatchObject({ hasOptedOut: true });
  }
});

test('A reaction, an edit and a quote lead to the conversation of the message that they are about.', () => {
  const set = createWorkingSet();
  const { conversationId } = withSent(set, 'wamid.OUT');
  deliver(
    set,
    message('m1', SAM, { quotedWamid: 'wamid.OUT' }),
    message('m2', SAM, { content: { type: 'reaction', targetWamid: 'wamid.OUT', emoji: '👍' } }),
    message('m3', SAM, { quotedWamid: 'wamid.OUT', phoneNumberId: '999' }),
    message('m4', SAM),
  );
  const places = set.changes.entries.map((entry) => entry.conversationId === conversationId);
  expect(places).toEqual([true, true, false, false]);
});

test('A status meets its message by wamid or by callback data, on its own channel only, and settles what was unconfirmed.', () => {
  const set = createWorkingSet();
  const sent = withSent(set, undefined, 'unconfirmed');
  deliver(set, report('wamid.X', SAM, { callbackData: sent.messageId, phoneNumberId: '999' }));
  expect(set.outboundById.get(sent.messageId)?.wamid).toBeUndefined();
  deliver(set, report('wamid.OUT', SAM, { callbackData: sent.messageId, status: 'sent' }));
  deliver(
    set,
    report('wamid.OUT', SAM, { status: 'read' }),
    report('wamid.OUT', SAM, { status: 'delivered' }),
  );
  expect(set.outboundById.get(sent.messageId)).toMatchObject({ wamid: 'wamid.OUT', status: 'read' });
  expect([...set.changes.doneJobs]).toEqual([sent.messageId]);
  const reports = set.changes.entries.map((entry) => entry.body as { messageId?: string; status: string });
  expect(reports.map(({ messageId, status }) => [messageId, status])).toEqual([
    [sent.messageId, 'delivered'],
    [sent.messageId, 'sent'],
    [sent.messageId, 'read'],
    [sent.messageId, 'delivered'],
  ]);
});

test('A failed status explains itself in words.', () => {
  const set = createWorkingSet();
  deliver(
    set,
    report('o', SAM, { status: 'failed', error: { code: 131_047, details: 'More than 24 hours' } }),
    report('p', SAM, { status: 'failed' }),
  );
  const failures = set.changes.entries.map((entry) => (entry.body as { failure: unknown }).failure);
  expect(failures).toMatchObject([
    {
      code: 131_047,
      sentence: expect.stringMatching(/\.$/),
      advice: expect.any(String),
      details: 'More than 24 hours',
    },
    { sentence: expect.any(String) },
  ]);
});

test('A template that the log has whole is changed in place; one that it has not is told as a change, and changes add up.', () => {
  const set = createWorkingSet();
  const item = { kind: 'template', templateId: 't1', wabaId: 'w', name: 'n', language: 'en_GB' } as const;
  set.current.set('template:t1', {
    key: 'template:t1',
    at: 0,
    body: { template: { id: 't1', body: 'Hi', status: 'approved', syncedAt: 5_000 } },
  });
  deliver(set, { ...item, at: 6_000, status: 'paused' }, { ...item, at: 1_000, status: 'rejected' });
  expect(set.current.get('template:t1')?.body).toEqual({
    template: { id: 't1', body: 'Hi', status: 'paused', syncedAt: 6_000 },
  });
  deliver(
    set,
    { ...item, templateId: 't2', at: 6_000, status: 'paused' },
    { ...item, templateId: 't2', at: 7_000, quality: 'red' },
  );
  expect(set.current.get('template-change:t2')?.body).toEqual({
    change: {
      id: 't2',
      wabaId: 'w',
      name: 'n',
      language: 'en_GB',
      status: 'paused',
      quality: 'red',
      syncedAt: 7_000,
    },
  });
});

test('A limit reaches the number that it names, or every number of the account.', () => {
  const set = createWorkingSet();
  const channel = (id: string, wabaId: string, phoneNumber: string) =>
    set.current.set(`channel:${id}`, {
      key: `channel:${id}`,
      at: 0,
      body: { id, wabaId, phoneNumber, messagingLimit: 250 },
    });
  channel('1', 'w', '+442079460123');
  channel('2', 'w', '+442079460124');
  channel('3', 'other', '+442079460125');
  deliver(set, { kind: 'number', wabaId: 'w', at: 1, limit: { people: undefined } });
  deliver(set, { kind: 'number', wabaId: 'w', at: 1, displayDigits: '442079460124', quality: 'red' });
  expect(['1', '2', '3'].map((id) => set.current.get(`channel:${id}`)?.body)).toEqual([
    { id: '1', wabaId: 'w', phoneNumber: '+442079460123' },
    { id: '2', wabaId: 'w', phoneNumber: '+442079460124', quality: 'red' },
    { id: '3', wabaId: 'other', phoneNumber: '+442079460125', messagingLimit: 250 },
  ]);
});

test('A restriction of an account is on each of its numbers until it is lifted, and older news changes nothing.', () => {
  const set = createWorkingSet();
  const body = { id: '1', wabaId: 'w', phoneNumber: '+442079460123' };
  set.current.set('channel:1', { key: 'channel:1', at: 0, body });
  const restrict = (at: number, restriction?: { sentence: string; at: number }) =>
    deliver(set, { kind: 'number', wabaId: 'w', at, restricted: { restriction } });
  restrict(5, { sentence: 'No.', at: 5 });
  restrict(4, { sentence: 'Older.', at: 4 });
  expect(set.current.get('channel:1')?.body).toEqual({ ...body, restriction: { sentence: 'No.', at: 5 } });
  restrict(6);
  expect(set.current.get('channel:1')?.body).toEqual(body);
});

test('What nobody understands is kept once, and cut only where it is longer than a page.', () => {
  const set = createWorkingSet();
  const item = { kind: 'other', field: 'f', payload: { a: 1 } } as const;
  deliver(set, item, item, { ...item, at: 5_000 }, { ...item, payload: 'x'.repeat(100_000) });
  expect(kinds(set)).toEqual(['webhook.other', 'webhook.other', 'webhook.other']);
  expect(set.changes.entries[2]?.body).toMatchObject({ field: 'f', length: 100_002 });
});

/** What people do: each with the ids that Meta shows of them throughout. */
const people = [
  { waId: '447700900456', bsuid: 'GB.1' },
  { waId: '5511987654321' },
  { bsuid: 'GB.3' },
  { waId: '447700900789', bsuid: 'GB.4' },
];
const someItem: fc.Arbitrary<WebhookItem> = fc
  .record({
    person: fc.constantFrom(...people),
    wamid: fc.integer({ min: 1, max: 12 }),
    what: fc.constantFrom('text', 'stop', 'start', 'delivered', 'read', 'failed', 'preference', 'name'),
  })
  .map(({ person, wamid, what }) => {
    const id = `${people.indexOf(person)}-${what}-${wamid}`;
    // What an id says never changes, and neither does its time.
    const time = wamid * 1_000;
    if (what === 'delivered' || what === 'read' || what === 'failed') {
      return report(`out-${people.indexOf(person)}-${wamid}`, person, {
        status: what,
        at: time,
        ...(what === 'failed' ? { error: { code: 131_050 } } : {}),
      });
    }
    if (what === 'preference')
      return { kind: 'preference', phoneNumberId: CHANNEL, person, hasOptedOut: wamid % 2 === 0, at: time };
    if (what === 'name') return message(id, person, { at: time, profile: { name: `Name ${wamid}` } });
    return says(id, person, what === 'text' ? 'Hello' : what, time);
  });

/** Everything that a desktop would know in the end. */
function outcome(set: WorkingSet) {
  const facts = set.changes.entries
    .filter((entry) => entry.compactionKey === undefined)
    .map((entry) => JSON.stringify([entry.id, entry.personKey, entry.conversationId, entry.body]))
    .sort();
  const withoutTimes = [...set.people.values()]
    .map(({ person }) => JSON.stringify(person, Object.keys(person).sort()))
    .sort();
  const consents = [...set.current.values()]
    .map(({ key, body }) => `${key} ${(body as { hasOptedOut: boolean }).hasOptedOut}`)
    .sort();
  return { facts, people: withoutTimes, threads: [...set.threads.keys()].sort(), consents };
}

test('Delivered in any order and any number of times, webhooks lead to the same people, conversations and facts.', () => {
  const twoOrders = fc.array(someItem, { maxLength: 40 }).chain((items) =>
    fc.tuple(
      fc.constant(items),
      fc
        .tuple(fc.shuffledSubarray(items, { minLength: items.length }), fc.shuffledSubarray(items))
        .map(([all, again]) => [...all, ...again]),
    ),
  );
  fc.assert(
    fc.property(twoOrders, ([inOrder, shuffled]) => {
      const [one, other] = [createWorkingSet(), createWorkingSet()];
      deliver(one, ...inOrder);
      deliver(other, ...shuffled);
      expect(outcome(other)).toEqual(outcome(one));
    }),
    { numRuns: 300 },
  );
});
