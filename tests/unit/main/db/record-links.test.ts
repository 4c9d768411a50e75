import { expect, test } from 'vitest';
import { getConversation, listConversationsForRecord } from '../../../../main/db/conversations.ts';
import { listHistory } from '../../../../main/db/history.ts';
import { saveRecordLink } from '../../../../main/db/record-links.ts';
import { getRecordDetails, listRecords } from '../../../../main/db/records.ts';
import { resetProjection } from '../../../../main/db/reset-projection.ts';
import { conversationIdFor, personKeyForBsuid } from '../../../../shared/domain/ids.ts';
import { AMARA_RECORD, COMPANY, NOW, begin, entry, received, tell } from './story.ts';
import { createTestDatabase } from './test-database.ts';

const BSUID = 'GB.5550001112223334445556';
const MAYA = personKeyForBsuid(BSUID);
const WITH_MAYA = conversationIdFor({ channelId: COMPANY.id, personKey: MAYA, ownerUserId: undefined });
const RECORD = { ...AMARA_RECORD, firstName: 'Maya', lastName: 'Iqbal', phones: [] };
const { id: recordId } = RECORD;

const person = entry(10, 'person.changed', {
  key: MAYA,
  bsuid: BSUID,
  username: 'maya',
  profileName: 'Maya\u202E',
  aliases: [],
});
const hello = entry(
  11,
  'message.received',
  received('m1', NOW, { conversationId: WITH_MAYA, personKey: MAYA, channelId: COMPANY.id }),
);
const record = entry(12, 'record.upserted', RECORD);
const linked = entry(13, 'record.linked', { recordId, personKeys: [MAYA] });

function createStory() {
  const db = createTestDatabase();
  begin(db);
  return db;
}

test('somebody without a number is found on the record on which they were put, in whatever order it is told', () => {
  for (const events of [
    [person, hello, record, linked],
    [linked, record, hello, person],
    [record, person, linked, hello],
  ]) {
    const db = createStory();
    tell(db, ...events);
    expect(getConversation(db, { conversationId: WITH_MAYA })).toMatchObject({
      personName: 'Maya Iqbal',
      profileName: 'Maya',
      recordIds: [recordId],
    });
    expect(listConversationsForRecord(db, { recordId }).rows.map(({ id }) => id)).toEqual([WITH_MAYA]);
    expect(listHistory(db, { recordId, limit: 10 }).entries).toHaveLength(1);
    expect(getRecordDetails(db, { recordId }).linkedPeople).toEqual([
      { personKey: MAYA, name: 'Maya', hasOptedOut: false, conversationId: WITH_MAYA },
    ]);
    expect(listRecords(db, { query: '', offset: 0, limit: 10 }).rows).toMatchObject([{ unreadCount: 1 }]);
  }
});

test('an opt-out of somebody who was put on a record shows there', () => {
  const db = createStory();
  tell(db, person, hello, record, linked);
  tell(db, entry(14, 'consent.changed', { personKey: MAYA, hasOptedOut: true, at: NOW, source: 'message' }));
  expect(listRecords(db, { query: '', offset: 0, limit: 10 }).rows).toMatchObject([{ hasOptedOut: true }]);
  expect(getRecordDetails(db, { recordId }).linkedPeople).toMatchObject([{ hasOptedOut: true }]);
});

test('who is taken off is off, and an older word does not bring them back', () => {
  const db = createStory();
  tell(db, person, hello, record, linked);
  const changes = saveRecordLink(db, { recordId, personKeys: [] });
  expect(changes.records).toEqual([recordId]);
  expect(changes.conversations).toEqual([WITH_MAYA]);
  tell(db, entry(14, 'record.linked', { recordId, personKeys: [] }));
  tell(db, linked);
  expect(getConversation(db, { conversationId: WITH_MAYA })).toMatchObject({
    personName: 'Maya',
    recordIds: [],
  });
});

test('an erased record names nobody, and a cache that is read anew has the link again', () => {
  const db = createStory();
  tell(db, person, hello, record, linked);
  tell(db, entry(14, 'record.erased', { recordId }));
  expect(getConversation(db, { conversationId: WITH_MAYA }).personName).toBe('Maya');

  const other = createStory();
  tell(other, person, hello, record, linked);
  resetProjection(other);
  begin(other);
  tell(other, person, hello, record, linked);
  expect(getConversation(other, { conversationId: WITH_MAYA }).recordIds).toEqual([recordId]);
});
