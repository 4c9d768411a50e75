import { expect, it } from 'vitest';
import { forgetConversations } from '../../../../main/db/forget-conversations.ts';
import { inTransaction, listRows } from '../../../../main/db/handle.ts';
import {
  askForMedia,
  beginMedia,
  evictMedia,
  findNextMedia,
  findStrayObjects,
  loseMedia,
  setOldMediaAside,
  settleMedia,
  useMedia,
} from '../../../../main/db/local-media.ts';
import { setUser } from '../../../../main/db/users.ts';
import { listMessages } from '../../../../main/db/messages.ts';
import { createProjection } from '../../../../main/db/projection.ts';
import type { WriteHandle } from '../../../../main/db/handle.ts';
import type { MessageId } from '../../../../shared/domain/ids.ts';
import type { MediaFile, ReceivedMessage } from '../../../../shared/protocol/events.ts';
import {
  ALICE,
  ALICES_NUMBER,
  AMARA,
  HOUR,
  NOW,
  THREAD,
  begin,
  entry,
  received,
  tell,
  threadOf,
} from './story.ts';
import { createTestDatabase } from './test-database.ts';

const OWN_THREAD = threadOf(ALICES_NUMBER.id, AMARA, ALICE.id);
const KEY = 'ab'.repeat(32);

function cv(name: string, at = NOW, thread = THREAD): ReceivedMessage {
  const media = { mimeType: 'application/pdf', fileName: `${name}.pdf`, mediaId: name, sha256: 'b64=' };
  const { conversationId, personKey, channelId } = thread;
  return received(name, at, { conversationId, personKey, channelId, content: { type: 'document', media } });
}

function ready({ messageId, at }: ReceivedMessage, size = 100): MediaFile {
  return {
    messageId,
    conversationId: THREAD.conversationId,
    personKey: THREAD.personKey,
    channelId: THREAD.channelId,
    state: 'ready',
    fileName: 'CV.pdf',
    mimeType: 'application/pdf',
    size,
    sha256: 'cd'.repeat(32),
    at,
  };
}

function open() {
  const db = createTestDatabase();
  begin(db);
  let seq = 100;
  return {
    db,
    receive: (message: ReceivedMessage) => tell(db, entry((seq += 1), 'message.received', message)),
    atRelay: (file: MediaFile) => tell(db, entry((seq += 1), 'media.changed', file)),
    next: () => findNextMedia(db, { now: NOW, running: [] }),
  };
}

function store(db: WriteHandle, messageId: MessageId, size = 100): string {
  const objectId = `object-${messageId}`;
  beginMedia(db, { messageId, objectId, fileKey: KEY });
  settleMedia(db, { messageId, now: NOW, outcome: { kind: 'here', size, sha256: 'ab' } });
  return objectId;
}

const stateOf = (db: WriteHandle, { messageId, conversationId }: ReceivedMessage) =>
  listMessages(db, { conversationId, limit: 50 }).messages.find(({ id }) => id === messageId)?.file?.state;

it('fetches from the relay what the relay has, the newest and what was asked for first', () => {
  const { db, receive, atRelay, next } = open();
  const [old, newer, asked] = [cv('old', NOW - HOUR), cv('newer'), cv('asked', NOW - 9 * HOUR)];
  for (const message of [old, newer, asked]) {
    receive(message);
    expect(next()).toBeUndefined();
  }
  for (const message of [old, newer, asked]) atRelay(ready(message));
  askForMedia(db, { messageId: asked.messageId });
  expect(next()).toMatchObject({
    messageId: asked.messageId,
    source: 'relay',
    expectedSize: 100,
    isAsked: true,
  });
  const running = [asked.messageId];
  expect(findNextMedia(db, { now: NOW, running })?.messageId).toBe(newer.messageId);
});

it('fetches from Meta what came to the user’s own number, with what Meta said of it', () => {
  const { receive, next } = open();
  receive(cv('own', NOW, OWN_THREAD));
  expect(next()).toMatchObject({ source: 'meta', mediaId: 'own', expectedSha256: 'b64=' });
});

it('fetches what came to the user’s number before it was known to be theirs', () => {
  const db = createTestDatabase();
  const next = () => findNextMedia(db, { now: NOW, running: [] });
  setUser(db, ALICE);
  tell(db, entry(20, 'message.received', cv('own', NOW, OWN_THREAD)));
  expect(next()).toBeUndefined();
  tell(db, entry(21, 'channel.changed', ALICES_NUMBER));
  expect(next()).toMatchObject({ source: 'meta' });
});

it('continues where a crash left it, and begins with another key what is of no use', () => {
  const { db, receive, atRelay, next } = open();
  const message = cv('cv');
  receive(message);
  atRelay(ready(message));
  const { messageId } = message;
  beginMedia(db, { messageId, objectId: 'first', fileKey: KEY });
  const later = { kind: 'later', afterMs: 0, problem: 'Not now.' } as const;
  settleMedia(db, { messageId, now: NOW, outcome: { ...later, isDropped: false } });
  expect(next()).toMatchObject({ object: { objectId: 'first', fileKey: KEY }, attempts: 1 });
  settleMedia(db, { messageId, now: NOW, outcome: { ...later, isDropped: true } });
  expect(next()).toMatchObject({ object: undefined, attempts: 2 });
});

it('leaves old files at the relay until somebody asks', () => {
  const { db, receive, atRelay, next } = open();
  const message = cv('cv', NOW - 40 * 24 * HOUR);
  receive(message);
  atRelay(ready(message));
  setOldMediaAside(db, { before: NOW - 30 * 24 * HOUR });
  expect([next(), stateOf(db, message)]).toEqual([undefined, 'away']);
  expect(askForMedia(db, { messageId: message.messageId }).isKnown).toBe(true);
  expect(next()?.messageId).toBe(message.messageId);
});

it('makes room with what can come back, the longest unused first, and says what cannot', () => {
  const { db, receive, atRelay } = open();
  const [first, second, own] = [
    cv('first', NOW - 2 * HOUR),
    cv('second', NOW - HOUR),
    cv('own', NOW - 9 * HOUR, OWN_THREAD),
  ];
  for (const message of [first, second, own]) receive(message);
  for (const message of [first, second]) atRelay(ready(message));
  const ids = [first, second, own].map(({ messageId }) => store(db, messageId));
  useMedia(db, { messageId: first.messageId, now: NOW });
  const states = () => [first, second, own].map((message) => stateOf(db, message));
  expect(evictMedia(db, { budget: 300 }).objectIds).toEqual([]);
  expect(evictMedia(db, { budget: 250 }).objectIds).toEqual([ids[1]]);
  expect(states()).toEqual(['here', 'away', 'here']);
  expect(evictMedia(db, { budget: 0 }).objectIds).toEqual([ids[0], ids[2]]);
  expect(states()).toEqual(['away', 'away', 'expired']);
});

it('hands out what is here under the name of its message, and fetches again what was lost', () => {
  const { db, receive, atRelay, next } = open();
  const message = cv('Sam');
  receive(message);
  atRelay(ready(message));
  store(db, message.messageId);
  const { messageId } = message;
  expect(useMedia(db, { messageId, now: NOW })).toMatchObject({
    fileName: 'Sam.pdf',
    size: 100,
    fileKey: KEY,
  });
  loseMedia(db, { messageId });
  expect(useMedia(db, { messageId, now: NOW })).toBeUndefined();
  expect(next()).toMatchObject({ messageId, object: undefined });
});

it('keeps what is here when the relay has lost it, and forgets what will not come', () => {
  const { db, receive, atRelay, next } = open();
  const [here, waiting] = [cv('here'), cv('waiting')];
  for (const message of [here, waiting]) {
    receive(message);
    atRelay(ready(message));
  }
  store(db, here.messageId);
  for (const message of [here, waiting]) atRelay({ ...ready(message), state: 'expired', problem: 'Gone.' });
  expect([stateOf(db, here), stateOf(db, waiting), next()]).toEqual(['here', 'expired', undefined]);
});

it('forgets the files of a conversation that went to a colleague, keys and all', () => {
  const { db, receive, atRelay } = open();
  const message = cv('cv');
  receive(message);
  atRelay(ready(message));
  const objectId = store(db, message.messageId);
  expect(findStrayObjects(db, { objectIds: [objectId, 'unknown'] })).toEqual(['unknown']);
  inTransaction(db, () => forgetConversations(createProjection(db, ALICE.id), [THREAD.conversationId]));
  expect(listRows(db, 'SELECT * FROM local_media')).toEqual([]);
  expect(findStrayObjects(db, { objectIds: [objectId] })).toEqual([objectId]);
});
