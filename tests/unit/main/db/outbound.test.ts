import { describe, expect, it } from 'vitest';
import { setConsent } from '../../../../main/db/consents.ts';
import { getConversation } from '../../../../main/db/conversations.ts';
import { saveDraft } from '../../../../main/db/drafts.ts';
import type { WriteHandle } from '../../../../main/db/handle.ts';
import { listMessages } from '../../../../main/db/messages.ts';
import { getMessagingUsage } from '../../../../main/db/messaging-limit.ts';
import { findNextDueAt, settle, takeDue } from '../../../../main/db/outbox.ts';
import { createRetry } from '../../../../main/db/retry-message.ts';
import { type CreateOutboundTemplate, createOutboundTemplate } from '../../../../main/db/send-template.ts';
import { createOutboundText } from '../../../../main/db/send-text.ts';
import { setUser } from '../../../../main/db/users.ts';
import type { RecordId } from '../../../../shared/domain/ids.ts';
import { personKeyForNumber } from '../../../../shared/domain/phone-number.ts';
import type { CrmRecord } from '../../../../shared/domain/record.ts';
import {
  ALICE,
  ALICES_NUMBER,
  AMARA,
  AMARA_NUMBER,
  AMARA_RECORD,
  BEGINNING,
  BOB,
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
  threadOf,
} from './story.ts';
import { createTestDatabase } from './test-database.ts';

const { conversationId } = THREAD;

function beginWithOpenWindow(): WriteHandle {
  const db = createTestDatabase();
  begin(db);
  tell(db, entry(10, 'message.received', received('hello', NOW - HOUR)));
  return db;
}

function writeText(db: WriteHandle, name: string, now = NOW) {
  return createOutboundText(db, { messageId: messageId(name), conversationId, text: `Text ${name}`, now });
}

function greet(db: WriteHandle, name: string, change: Partial<CreateOutboundTemplate> = {}) {
  const target = { recordId: AMARA_RECORD.id, e164: AMARA_NUMBER, channelId: COMPANY.id };
  const input = {
    messageId: messageId(name),
    target,
    templateId: GREETING.id,
    values: GREETING_VALUES,
    now: NOW,
  };
  return createOutboundTemplate(db, { ...input, ...change });
}

function statuses(db: WriteHandle) {
  return listMessages(db, { conversationId, limit: 50 }).messages.map((message) => message.status);
}

describe('createOutboundText', () => {
  it('queues the message, its job and clears the draft at once', () => {
    const db = beginWithOpenWindow();
    saveDraft(db, { conversationId, text: 'Text m1', now: NOW });
    const { changes } = writeText(db, 'm1');
    expect(changes.messages).toEqual([{ conversationId, messageIds: [messageId('m1')] }]);
    expect(getConversation(db, { conversationId })).toMatchObject({
      draft: '',
      unreadCount: 0,
      lastMessage: { text: 'Text m1', status: 'queued', isInbound: false },
    });
    expect(takeDue(db, { now: NOW })).toEqual({
      attempts: 0,
      job: {
        messageId: messageId('m1'),
        channelId: COMPANY.id,
        addressee: { to: AMARA_NUMBER },
        content: { type: 'text', text: 'Text m1' },
      },
    });
  });

  it('refuses when the window is closed, and keeps the draft', () => {
    const db = beginWithOpenWindow();
    saveDraft(db, { conversationId, text: 'Text m1', now: NOW });
    const late = NOW + 23 * HOUR;
    expect(() => writeText(db, 'm1', late)).toThrow(expect.objectContaining({ code: 'window-closed' }));
    expect(getConversation(db, { conversationId }).draft).toBe('Text m1');
    expect(findNextDueAt(db)).toBeUndefined();
    expect(writeText(db, 'm1', late - 1).messageId).toBe(messageId('m1'));
  });

  it('refuses on a colleague’s own number, and says whose it is', () => {
    const db = createTestDatabase();
    setUser(db, BOB);
    tell(db, ...BEGINNING);
    const alices = threadOf(ALICES_NUMBER.id, AMARA, ALICE.id);
    tell(db, entry(10, 'message.received', received('hello', NOW, alices)));
    const input = {
      messageId: messageId('m1'),
      conversationId: alices.conversationId,
      text: 'Hello',
      now: NOW,
    };
    expect(() => createOutboundText(db, input)).toThrow(expect.objectContaining({ code: 'forbidden' }));
    expect(getConversation(db, { conversationId: alices.conversationId })).toMatchObject({
      canSend: false,
      cannotSendReason: 'This conversation is on the own number of Alice Marsh. Only they can send on it.',
    });
  });

  it('refuses on a channel that is gone', () => {
    const db = beginWithOpenWindow();
    tell(db, entry(11, 'channel.changed', { ...COMPANY, isActive: false }));
    expect(() => writeText(db, 'm1')).toThrow(expect.objectContaining({ code: 'forbidden' }));
  });

  it('refuses an empty message and a user who has not signed in', () => {
    const db = createTestDatabase();
    tell(db, ...BEGINNING);
    expect(() => writeText(db, 'm1')).toThrow(expect.objectContaining({ code: 'not-signed-in' }));
    setUser(db, ALICE);
    const blank = { messageId: messageId('m1'), conversationId, text: ' \n ', now: NOW };
    expect(() => createOutboundText(db, blank)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });

  it('quotes a message by its wamid, and refuses to quote one that WhatsApp does not have yet', () => {
    const db = beginWithOpenWindow();
    const quoted = received('hello', NOW - HOUR);
    const input = {
      messageId: messageId('m1'),
      conversationId,
      text: 'Yes',
      quotedMessageId: quoted.messageId,
      now: NOW,
    };
    createOutboundText(db, input);
    expect(takeDue(db, { now: NOW })?.job.quotedWamid).toBe('wamid.hello');
    expect(listMessages(db, { conversationId, limit: 1 }).messages[0]?.quoted).toEqual({
      messageId: quoted.messageId,
      author: 'Amara Okafor',
      text: 'Inbound hello',
    });
    const again = { ...input, messageId: messageId('m2'), quotedMessageId: messageId('m1') };
    expect(() => createOutboundText(db, again)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });

  it('stands below the message that it answers even where this computer’s clock is behind', () => {
    const db = beginWithOpenWindow();
    tell(db, entry(11, 'message.received', received('newest', NOW + 2 * MINUTE)));
    writeText(db, 'm1', NOW);
    writeText(db, 'm2', NOW);
    const order = listMessages(db, { conversationId, limit: 50 }).messages.map(({ id }) => id);
    expect(order.slice(-3)).toEqual([received('newest', 0).messageId, messageId('m1'), messageId('m2')]);
  });

  it('addresses a person without a number by the business-scoped user id', () => {
    const db = createTestDatabase();
    begin(db);
    const thread = threadOf(COMPANY.id, 'person-without-number' as typeof AMARA);
    tell(
      db,
      entry(10, 'person.changed', { key: thread.personKey, bsuid: 'GB.123', username: 'sam', aliases: [] }),
      entry(11, 'message.received', received('hello', NOW, thread)),
    );
    createOutboundText(db, {
      messageId: messageId('m1'),
      conversationId: thread.conversationId,
      text: 'Hi',
      now: NOW,
    });
    expect(takeDue(db, { now: NOW })?.job.addressee).toEqual({ recipient: 'GB.123' });
    expect(getConversation(db, { conversationId: thread.conversationId })).toMatchObject({
      personName: '@sam',
      username: 'sam',
    });
  });
});

describe('createOutboundTemplate', () => {
  it('begins a conversation of the user with the text as the person will see it', () => {
    const db = createTestDatabase();
    begin(db);
    const target = { recordId: AMARA_RECORD.id, e164: AMARA_NUMBER, channelId: COMPANY.id };
    const created = greet(db, 't1', { target });
    expect(created.conversationId).toBe(conversationId);
    expect(getConversation(db, created)).toMatchObject({
      owner: { userId: ALICE.id },
      lastMessage: { type: 'template', text: 'Hi Amara, this is Alice Marsh. May I tell you about a role?' },
    });
    expect(takeDue(db, { now: NOW })?.job).toMatchObject({
      template: GREETING,
      addressee: { to: AMARA_NUMBER },
    });
  });

  it('knows number and name of a conversation that was begun here before the log tells of it', () => {
    const db = createTestDatabase();
    setUser(db, BOB);
    tell(db, ...BEGINNING.filter(({ kind }) => kind !== 'conversation.changed' && kind !== 'person.changed'));
    const created = greet(db, 't1');
    expect(created.conversationId).toBe(threadOf(COMPANY.id, AMARA, BOB.id).conversationId);
    expect(getConversation(db, created)).toMatchObject({
      owner: { userId: BOB.id },
      personName: 'Amara Okafor',
    });
  });

  it('goes on in the thread that the user took over, instead of beginning another one', () => {
    const db = createTestDatabase();
    setUser(db, BOB);
    const taken = threadOf(COMPANY.id, AMARA);
    const body = {
      id: taken.conversationId,
      personKey: AMARA,
      channelId: COMPANY.id,
      ownerUserId: BOB.id,
      createdAt: NOW,
    };
    tell(db, ...BEGINNING, entry(10, 'conversation.changed', body));
    expect(greet(db, 't1').conversationId).toBe(taken.conversationId);
  });

  it('keeps a draft that waits for the answer', () => {
    const db = createTestDatabase();
    begin(db);
    saveDraft(db, { conversationId, text: 'Half a sen', now: NOW });
    greet(db, 't1');
    expect(getConversation(db, { conversationId }).draft).toBe('Half a sen');
  });

  it('sends none to a person who wrote STOP, until START', () => {
    const db = beginWithOpenWindow();
    const stop = { personKey: AMARA, hasOptedOut: true, at: NOW, source: 'message' } as const;
    tell(db, entry(11, 'consent.changed', stop));
    expect(() => greet(db, 't1')).toThrow(expect.objectContaining({ code: 'opted-out' }));
    expect(getConversation(db, { conversationId })).toMatchObject({ hasOptedOut: true, optedOutAt: NOW });
    setConsent(db, { personKey: AMARA, hasOptedOut: false, at: NOW + 1 });
    tell(db, entry(11, 'consent.changed', stop));
    expect(greet(db, 't1').messageId).toBe(messageId('t1'));
  });

  it('finds an opt-out under the other identity of the same person', () => {
    const db = createTestDatabase();
    begin(db);
    const other = 'key-of-the-user-id' as typeof AMARA;
    tell(
      db,
      entry(10, 'person.changed', { key: other, waId: AMARA_NUMBER.slice(1), bsuid: 'GB.1', aliases: [] }),
      entry(11, 'consent.changed', { personKey: other, hasOptedOut: true, at: NOW, source: 'button' }),
    );
    expect(() => greet(db, 't1')).toThrow(expect.objectContaining({ code: 'opted-out' }));
  });

  it.each([
    ['is paused', { status: 'paused' }, 'template-not-sendable'],
    ['belongs to another account', { wabaId: 'waba-9' }, 'template-not-sendable'],
    ['has a header of an unknown kind', { header: { format: 'other' } }, 'template-not-sendable'],
    ['needs an image', { header: { format: 'image' } }, 'invalid-input'],
  ] as const)('refuses a template that %s', (_name, change, code) => {
    const db = createTestDatabase();
    begin(db);
    tell(db, entry(10, 'template.changed', { template: { ...GREETING, ...change, syncedAt: NOW } }));
    expect(() => greet(db, 't1')).toThrow(expect.objectContaining({ code }));
  });

  it('refuses an empty value, a number that is not the record’s and a template that is not known', () => {
    const db = createTestDatabase();
    begin(db);
    const values = { 'body:1': ' ', 'body:2': 'Alice' };
    const target = { recordId: AMARA_RECORD.id, e164: '+447700900999', channelId: COMPANY.id };
    expect(() => greet(db, 't1', { values })).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    expect(() => greet(db, 't1', { target })).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    const templateId = 'gone' as typeof GREETING.id;
    expect(() => greet(db, 't1', { templateId })).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(findNextDueAt(db)).toBeUndefined();
  });

  it('counts people and not messages towards the limit, and refuses at 100 %', () => {
    const db = createTestDatabase();
    begin(db);
    tell(db, entry(10, 'channel.changed', { ...COMPANY, messagingLimit: 2 }));
    greet(db, 'a1');
    greet(db, 'a2');
    greet(db, 'b1', { target: addPerson(db, 20, 'b', '+447700900457') });
    expect(getMessagingUsage(db, { now: NOW })).toEqual({ used: 2 });
    const third = addPerson(db, 21, 'c', '+447700900458');
    expect(() => greet(db, 'c1', { target: third })).toThrow(
      expect.objectContaining({ code: 'limit-reached' }),
    );
    expect(greet(db, 'a3').messageId).toBe(messageId('a3'));
    const dayLater = NOW + 24 * HOUR + MINUTE;
    expect(greet(db, 'c1', { target: third, now: dayLater }).messageId).toBe(messageId('c1'));
  });

  it('does not count a template inside an open window, nor one that failed', () => {
    const db = beginWithOpenWindow();
    tell(db, entry(11, 'channel.changed', { ...COMPANY, messagingLimit: 1 }));
    greet(db, 'inside');
    greet(db, 'b1', { target: addPerson(db, 20, 'b', '+447700900457') });
    expect(getMessagingUsage(db, { now: NOW })).toEqual({ used: 1 });
    const failure = { sentence: 'No.', advice: 'Call.', canRetry: false };
    const failed = { wamid: 'wamid.b1', messageId: messageId('b1'), failure };
    tell(db, entry(30, 'message.status', status('b1', 'failed', NOW, failed)));
    expect(getMessagingUsage(db, { now: NOW })).toEqual({ used: 0 });
  });
});

/** A record with a number of its own, as a target on the company channel. */
function addPerson(db: WriteHandle, seq: number, id: string, e164: string) {
  const phones = [{ label: 'Mobile', raw: e164, e164 }];
  const record: CrmRecord = { ...AMARA_RECORD, id: id as RecordId, lastName: id, phones };
  tell(db, entry(seq, 'record.upserted', record));
  return { recordId: record.id, e164, channelId: COMPANY.id };
}

describe('createRetry', () => {
  const failure = { code: 131000, sentence: 'Something went wrong.', advice: 'Try again.', canRetry: true };

  it('sends a failed text again, once, linked to the first', () => {
    const db = beginWithOpenWindow();
    tell(db, entry(11, 'message.sent', sent('m1', NOW, { status: 'failed', failure })));
    createRetry(db, { messageId: messageId('r1'), ofMessageId: messageId('m1'), now: NOW + MINUTE });
    expect(listMessages(db, { conversationId, limit: 50 }).messages.slice(1)).toMatchObject([
      { id: messageId('m1'), status: 'failed', failure },
      { id: messageId('r1'), status: 'queued', retryOfMessageId: messageId('m1') },
    ]);
    const again = { messageId: messageId('r2'), ofMessageId: messageId('m1'), now: NOW + MINUTE };
    expect(() => createRetry(db, again)).toThrow(expect.objectContaining({ code: 'conflict' }));
  });

  it('may be repeated when the repetition failed too', () => {
    const db = beginWithOpenWindow();
    tell(db, entry(11, 'message.sent', sent('m1', NOW, { status: 'unconfirmed' })));
    createRetry(db, { messageId: messageId('r1'), ofMessageId: messageId('m1'), now: NOW + MINUTE });
    takeDue(db, { now: NOW + MINUTE });
    settle(db, { messageId: messageId('r1'), verdict: { kind: 'rejected', failure }, now: NOW + MINUTE });
    createRetry(db, { messageId: messageId('r2'), ofMessageId: messageId('m1'), now: NOW + MINUTE });
    expect(statuses(db)).toEqual([undefined, 'unconfirmed', 'failed', 'queued']);
  });

  it('makes the checks of a new send: window for a text, consent for a template', () => {
    const db = beginWithOpenWindow();
    tell(db, entry(11, 'message.sent', sent('m1', NOW, { status: 'failed', failure })));
    greet(db, 't1');
    settle(db, { messageId: messageId('t1'), verdict: { kind: 'rejected', failure }, now: NOW });
    tell(
      db,
      entry(12, 'consent.changed', { personKey: AMARA, hasOptedOut: true, at: NOW, source: 'message' }),
    );
    const late = NOW + 24 * HOUR;
    const repeat = (name: string) =>
      createRetry(db, { messageId: messageId('r1'), ofMessageId: messageId(name), now: late });
    expect(() => repeat('m1')).toThrow(expect.objectContaining({ code: 'window-closed' }));
    expect(() => repeat('t1')).toThrow(expect.objectContaining({ code: 'opted-out' }));
  });

  it.each([
    ['was delivered', sent('m1', NOW, { status: 'delivered' })],
    ['cannot succeed', sent('m1', NOW, { status: 'failed', failure: { ...failure, canRetry: false } })],
  ])('refuses a message that %s', (_name, message) => {
    const db = beginWithOpenWindow();
    tell(db, entry(11, 'message.sent', message));
    const retry = { messageId: messageId('r1'), ofMessageId: messageId('m1'), now: NOW };
    expect(() => createRetry(db, retry)).toThrow(expect.objectContaining({ code: 'conflict' }));
  });

  it('refuses a message that is not there', () => {
    const db = beginWithOpenWindow();
    const retry = { messageId: messageId('r1'), ofMessageId: messageId('m1'), now: NOW };
    expect(() => createRetry(db, retry)).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});

describe('a thread on another channel', () => {
  it('has a window of its own', () => {
    const db = beginWithOpenWindow();
    const own = threadOf(ALICES_NUMBER.id, personKeyForNumber(AMARA_NUMBER), ALICE.id);
    tell(db, entry(11, 'message.sent', sent('m1', NOW, own)));
    const input = { messageId: messageId('m2'), conversationId: own.conversationId, text: 'Hi', now: NOW };
    expect(() => createOutboundText(db, input)).toThrow(expect.objectContaining({ code: 'window-closed' }));
  });
});
