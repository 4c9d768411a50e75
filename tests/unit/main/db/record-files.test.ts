import { expect, test } from 'vitest';
import {
  findNextFiling,
  listFilingChoices,
  queueFiling,
  queueRemoval,
  settleFiling,
} from '../../../../main/db/filings.ts';
import { countOnlyHere } from '../../../../main/db/publish-queue.ts';
import { listMessages } from '../../../../main/db/messages.ts';
import { listRecordFiles } from '../../../../main/db/record-files.ts';
import { resetProjection } from '../../../../main/db/reset-projection.ts';
import { type MessageId, messageIdForWamid } from '../../../../shared/domain/ids.ts';
import type { FiledFile, RecordFile } from '../../../../shared/protocol/record-files.ts';
import { ALICE, AMARA_RECORD, BOB, NOW, THREAD, begin, entry, received, tell } from './story.ts';
import { createTestDatabase } from './test-database.ts';

const recordId = AMARA_RECORD.id;
const SHA = 'ab'.repeat(32);
const CV = messageIdForWamid('wamid.cv');
const COPY = messageIdForWamid('wamid.copy');

/** Amara has sent her CV twice; both files are at the relay. */
function open() {
  const db = createTestDatabase();
  begin(db);
  tell(db, entry(9, 'record.upserted', AMARA_RECORD), entry(10, 'user.changed', BOB));
  for (const [index, name] of ['cv', 'copy'].entries()) {
    const { conversationId, personKey, channelId } = THREAD;
    const content = {
      type: 'document',
      media: { mimeType: 'application/pdf', fileName: 'CV.pdf', mediaId: '1' },
    } as const;
    const file = { state: 'ready', fileName: 'CV.pdf', mimeType: 'application/pdf', size: 1_234 } as const;
    const place = { messageId: messageIdForWamid(`wamid.${name}`), conversationId, personKey, channelId };
    tell(
      db,
      entry(11 + index * 2, 'message.received', received(name, NOW + index, { content })),
      entry(12 + index * 2, 'media.changed', { ...place, ...file, sha256: SHA, at: NOW }),
    );
  }
  return db;
}

const filed = (id: MessageId, more: Partial<FiledFile> = {}): RecordFile => ({
  recordId,
  messageId: id,
  file: {
    conversationId: THREAD.conversationId,
    personKey: THREAD.personKey,
    name: 'CV of Amara.pdf',
    mimeType: 'application/pdf',
    size: 1_234,
    sha256: SHA,
    filedBy: BOB.id,
    filedAt: NOW,
    ...more,
  },
});

const namesOn = (db: ReturnType<typeof open>) =>
  listRecordFiles(db, { recordId }).rows.map(({ name, state }) => [name, state]);

test('what colleagues filed is on the record and at its message, and the same bytes are known again', () => {
  const db = open();
  expect(listFilingChoices(db, { messageId: COPY })).toMatchObject({
    name: 'CV.pdf',
    choices: [{ recordId, recordName: 'Amara Okafor' }],
  });
  tell(db, entry(20, 'record.file', filed(CV)));
  // An older word that comes late changes nothing.
  tell(db, entry(19, 'record.file', { recordId, messageId: CV }));
  expect(listRecordFiles(db, { recordId }).rows).toMatchObject([
    { messageId: CV, name: 'CV of Amara.pdf', filedBy: BOB.displayName, state: 'filed' },
  ]);
  const { messages } = listMessages(db, { conversationId: THREAD.conversationId, limit: 10 });
  expect(messages.find(({ id }) => id === CV)?.file?.filedOn).toEqual([recordId]);
  const already = { name: 'CV of Amara.pdf', filedBy: BOB.displayName, filedAt: NOW };
  expect(listFilingChoices(db, { messageId: COPY }).choices[0]?.already).toEqual({
    ...already,
    isThisMessage: false,
  });
  expect(listFilingChoices(db, { messageId: CV }).choices[0]?.already).toEqual({
    ...already,
    isThisMessage: true,
  });
  tell(db, entry(21, 'record.file', { recordId, messageId: CV }));
  expect(namesOn(db)).toEqual([]);
});

test('what is filed here shows at once, waits for the relay, and is what the relay answers', () => {
  const db = open();
  const changes = queueFiling(db, { recordId, messageId: CV, now: NOW });
  expect(changes.records).toEqual([recordId]);
  expect(namesOn(db)).toEqual([['CV.pdf', 'waiting']]);
  // A sign-out says so.
  expect(countOnlyHere(db).unfiled).toBe(1);
  const job = findNextFiling(db);
  expect(job).toMatchObject({ recordId, messageId: CV, file: { sha256: SHA, filedBy: ALICE.id } });
  if (job === undefined) throw new Error('It was queued.');
  settleFiling(db, { job, outcome: { entry: filed(CV, { filedBy: ALICE.id }) } });
  expect(namesOn(db)).toEqual([['CV of Amara.pdf', 'filed']]);
  expect(findNextFiling(db)).toBeUndefined();
  expect(countOnlyHere(db).unfiled).toBe(0);

  queueRemoval(db, { recordId, messageId: CV });
  expect(namesOn(db)).toEqual([]);
  expect(findNextFiling(db)).toMatchObject({ file: undefined });
});

test('what the user says while the relay answers is not lost, and a refusal says why until it is taken off', () => {
  const db = open();
  queueFiling(db, { recordId, messageId: CV, now: NOW });
  const job = findNextFiling(db);
  if (job === undefined) throw new Error('It was queued.');
  queueFiling(db, { recordId, messageId: CV, name: 'Better.pdf', now: NOW });
  settleFiling(db, { job, outcome: { entry: filed(CV) } });
  expect(namesOn(db)).toEqual([['Better.pdf', 'waiting']]);
  const next = findNextFiling(db);
  if (next === undefined) throw new Error('It was queued.');
  settleFiling(db, { job: next, outcome: { problem: 'This record is not there any more.' } });
  expect(namesOn(db)).toEqual([['Better.pdf', 'refused']]);
  expect(findNextFiling(db)).toBeUndefined();
});

test('what waits for the relay survives that everything is read anew, and goes with an erased record', () => {
  const db = open();
  tell(db, entry(20, 'record.file', filed(COPY)));
  queueFiling(db, { recordId, messageId: CV, now: NOW });
  resetProjection(db);
  expect(namesOn(db)).toEqual([['CV.pdf', 'waiting']]);
  tell(db, entry(21, 'record.erased', { recordId }));
  expect(namesOn(db)).toEqual([]);
});

test('a file that is nowhere to be had cannot be filed', () => {
  const db = createTestDatabase();
  begin(db);
  tell(db, entry(10, 'message.received', received('words', NOW)));
  expect(() => queueFiling(db, { recordId, messageId: messageIdForWamid('wamid.words'), now: NOW })).toThrow(
    /not here yet/u,
  );
});
