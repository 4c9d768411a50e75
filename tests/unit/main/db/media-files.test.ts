import { expect, it } from 'vitest';
import { findMediaFile } from '../../../../main/db/media-files.ts';
import { listMessages } from '../../../../main/db/messages.ts';
import { resetProjection } from '../../../../main/db/reset-projection.ts';
import { listUnprojected } from '../../../../main/db/unprojected.ts';
import type { MediaFile } from '../../../../shared/protocol/events.ts';
import { NOW, THREAD, begin, entry, received, tell } from './story.ts';
import { createTestDatabase } from './test-database.ts';

const CV = received('cv', NOW, {
  content: { type: 'document', media: { mimeType: 'application/pdf', fileName: 'CV.pdf', mediaId: '1' } },
});
const WAITING: MediaFile = {
  messageId: CV.messageId,
  conversationId: THREAD.conversationId,
  personKey: THREAD.personKey,
  channelId: THREAD.channelId,
  state: 'waiting',
  fileName: 'CV.pdf',
  mimeType: 'application/pdf',
  at: NOW,
};
const READY: MediaFile = { ...WAITING, state: 'ready', size: 1_234, sha256: 'ab', at: NOW + 1 };

function open() {
  const db = createTestDatabase();
  begin(db);
  const fileShown = () =>
    listMessages(db, { conversationId: THREAD.conversationId, limit: 10 }).messages.at(-1)?.file;
  return { db, fileShown };
}

it('shows how far a file is, and says that its message changed', () => {
  const { db, fileShown } = open();
  tell(db, entry(10, 'message.received', CV));
  expect(fileShown()).toMatchObject({ state: 'elsewhere', fileName: 'CV.pdf' });
  tell(db, entry(11, 'media.changed', WAITING));
  expect(fileShown()).toEqual({ state: 'waiting', fileName: 'CV.pdf' });
  const changes = tell(db, entry(12, 'media.changed', READY));
  expect(changes.conversations).toContain(THREAD.conversationId);
  expect(fileShown()).toEqual({ state: 'waiting', fileName: 'CV.pdf', size: 1_234 });
});

it('takes the newest word in whatever order they come, also before the message', () => {
  const { db, fileShown } = open();
  tell(db, entry(12, 'media.changed', READY));
  tell(db, entry(11, 'media.changed', { ...WAITING, problem: 'Meta cannot be reached.' }));
  tell(db, entry(10, 'message.received', CV));
  expect(fileShown()).toEqual({ state: 'waiting', fileName: 'CV.pdf', size: 1_234 });
  expect(listUnprojected(db)).toEqual([]);
});

it('says why a file will not come', () => {
  const { db, fileShown } = open();
  const problem = 'Meta no longer has this file.';
  tell(
    db,
    entry(10, 'message.received', CV),
    entry(11, 'media.changed', { ...WAITING, state: 'expired', problem }),
  );
  expect(fileShown()).toEqual({ state: 'expired', fileName: 'CV.pdf', problem });
});

it('forgets files with the rest of the log', () => {
  const { db } = open();
  tell(db, entry(10, 'message.received', CV), entry(11, 'media.changed', READY));
  resetProjection(db);
  expect(findMediaFile(db, CV.messageId)).toBeUndefined();
});
