import { expect, test } from 'vitest';
import { getConversation, listConversations } from '../../../../main/db/conversations.ts';
import { deleteDraftFile, findDraftFile, getTray, saveTray } from '../../../../main/db/draft-trays.ts';
import { saveDraft } from '../../../../main/db/drafts.ts';
import { forgetConversations } from '../../../../main/db/forget-conversations.ts';
import { inTransaction } from '../../../../main/db/handle.ts';
import { evictMedia, findStrayObjects } from '../../../../main/db/local-media.ts';
import { createProjection } from '../../../../main/db/projection.ts';
import { type OutboundFile, createOutboundFile } from '../../../../main/db/send-file.ts';
import { createOutboundText } from '../../../../main/db/send-text.ts';
import { ALICE, HOUR, NOW, THREAD, begin, entry, messageId, received, tell } from './story.ts';
import { createTestDatabase } from './test-database.ts';

const { conversationId } = THREAD;

const pdf = (objectId: string): OutboundFile => ({
  objectId,
  fileKey: 'ab'.repeat(32),
  kind: 'document',
  fileName: `${objectId}.pdf`,
  mimeType: 'application/pdf',
  size: 1_000,
  sha256: 'cd'.repeat(32),
});

/** An open chat with two files in its tray, and a quote. */
function open() {
  const db = createTestDatabase();
  begin(db);
  const hello = received('hello', NOW - HOUR);
  tell(db, entry(10, 'message.received', hello));
  const tray = { conversationId, quotedMessageId: hello.messageId, now: NOW };
  const files = ['cv', 'map'].map((id) => ({ attachmentId: id, caption: `My ${id}`, file: pdf(id) }));
  saveTray(db, { ...tray, files });
  const list = () =>
    getTray(db, { conversationId }).files.map(({ fileName, caption }) => [fileName, caption]);
  return { db, tray, files, list, hello };
}

test('the files of a tray are kept in their order with their captions, and so is the quote', () => {
  const { db, tray, list, hello } = open();
  expect(list()).toEqual([
    ['cv.pdf', 'My cv'],
    ['map.pdf', 'My map'],
  ]);
  expect(getTray(db, { conversationId }).quoted?.id).toBe(hello.messageId);
  // After a restart the window names them by their ids alone.
  const again = ['map', 'cv'].map((id) => ({ attachmentId: id, caption: '' }));
  saveTray(db, { ...tray, files: again, quotedMessageId: undefined });
  expect(list()).toEqual([
    ['map.pdf', ''],
    ['cv.pdf', ''],
  ]);
  expect(getTray(db, { conversationId }).quoted).toBeUndefined();
  expect(findDraftFile(db, { attachmentId: 'cv' })).toEqual(pdf('cv'));
});

test('what lies in a tray is no stray and counts for the budget; what was taken off is one', () => {
  const { db, tray, files } = open();
  const objectIds = ['cv', 'map', 'other'];
  expect(findStrayObjects(db, { objectIds })).toEqual(['other']);
  expect(evictMedia(db, { budget: 0 }).objectIds).toEqual([]);
  saveTray(db, { ...tray, files: files.slice(1) });
  expect(findStrayObjects(db, { objectIds })).toEqual(['cv', 'other']);
  expect(deleteDraftFile(db, { attachmentId: 'map' })).toBe(true);
  expect(deleteDraftFile(db, { attachmentId: 'map' })).toBe(false);
});

test('a file leaves the tray with its message, and a late save does not bring it back', () => {
  const { db, tray, files, list } = open();
  createOutboundFile(db, { messageId: messageId('m1'), conversationId, file: pdf('cv'), now: NOW });
  expect(list()).toEqual([['map.pdf', 'My map']]);
  saveTray(db, { ...tray, files });
  expect(list()).toEqual([['map.pdf', 'My map']]);
});

test('a quote outlives blank words, and goes with the message that answers', () => {
  const { db, hello } = open();
  saveDraft(db, { conversationId, text: '', now: NOW });
  expect(getTray(db, { conversationId }).quoted?.id).toBe(hello.messageId);
  createOutboundText(db, { messageId: messageId('m1'), conversationId, text: 'Yes', now: NOW });
  expect(getTray(db, { conversationId }).quoted).toBeUndefined();
});

test('a tray goes with a conversation that is out of sight', () => {
  const { db } = open();
  inTransaction(db, () => forgetConversations(createProjection(db, ALICE.id), [conversationId]));
  expect(findDraftFile(db, { attachmentId: 'cv' })).toBeUndefined();
  expect(findStrayObjects(db, { objectIds: ['cv'] })).toEqual(['cv']);
});

test('files or a quote alone are a draft in the list, until they are sent or taken off', () => {
  const { db, tray } = open();
  const row = () => {
    const { rows } = listConversations(db, { filter: 'all', limit: 1, now: NOW });
    return { hasDraft: rows[0]?.hasDraft, draft: getConversation(db, { conversationId }).draft };
  };
  const drafted = { hasDraft: true, draft: '' };
  expect(row()).toEqual(drafted);
  saveDraft(db, { conversationId, text: 'See both', now: NOW });
  saveDraft(db, { conversationId, text: ' ', now: NOW });
  expect(row()).toEqual(drafted);
  createOutboundText(db, { messageId: messageId('m1'), conversationId, text: 'Yes', now: NOW });
  expect(row()).toEqual(drafted);
  createOutboundFile(db, { messageId: messageId('m2'), conversationId, file: pdf('cv'), now: NOW });
  expect(row()).toEqual(drafted);
  createOutboundFile(db, { messageId: messageId('m3'), conversationId, file: pdf('map'), now: NOW });
  expect(row()).toEqual({ hasDraft: false, draft: '' });

  saveTray(db, { ...tray, files: [] });
  expect(row()).toEqual(drafted);
  saveTray(db, { ...tray, files: [], quotedMessageId: undefined });
  expect(row()).toEqual({ hasDraft: false, draft: '' });
});
