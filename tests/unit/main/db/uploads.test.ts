import { expect, it } from 'vitest';
import { readableText } from '../../../../main/db/content-facts.ts';
import type { WriteHandle } from '../../../../main/db/handle.ts';
import { askForMedia, evictMedia, findNextMedia, loseMedia } from '../../../../main/db/local-media.ts';
import { listMessages } from '../../../../main/db/messages.ts';
import { settle, takeDue } from '../../../../main/db/outbox.ts';
import { createRetry } from '../../../../main/db/retry-message.ts';
import { type OutboundFile, createOutboundFile } from '../../../../main/db/send-file.ts';
import { createOutboundTemplate } from '../../../../main/db/send-template.ts';
import { findNextUpload, settleUpload } from '../../../../main/db/uploads.ts';
import {
  GREETING,
  GREETING_VALUES,
  HOUR,
  NOW,
  THREAD,
  begin,
  entry,
  messageId,
  received,
  tell,
} from './story.ts';
import { createTestDatabase } from './test-database.ts';

const { conversationId } = THREAD;
const PDF: OutboundFile = {
  objectId: 'o1',
  fileKey: 'ab'.repeat(32),
  kind: 'document',
  fileName: 'Rota.pdf',
  mimeType: 'application/pdf',
  size: 9,
  sha256: 'cd'.repeat(32),
};

function open(): WriteHandle {
  const db = createTestDatabase();
  begin(db);
  tell(
    db,
    entry(10, 'message.received', received('hello', NOW - HOUR)),
    entry(11, 'template.changed', {
      template: { ...GREETING, header: { format: 'document' }, syncedAt: NOW },
    }),
  );
  return db;
}

function greet(db: WriteHandle, name: string, file?: OutboundFile) {
  const said = { templateId: GREETING.id, values: GREETING_VALUES, now: NOW };
  return createOutboundTemplate(db, {
    messageId: messageId(name),
    target: { conversationId },
    ...said,
    file,
  });
}

function sendPdf(db: WriteHandle, name: string) {
  const said = { conversationId, file: PDF, caption: 'This week' };
  return createOutboundFile(db, { messageId: messageId(name), ...said, now: NOW });
}

const nextUpload = (db: WriteHandle) => findNextUpload(db, { now: NOW, running: [] });

function finishUpload(db: WriteHandle, name: string, mediaId: string): void {
  settleUpload(db, { messageId: messageId(name), outcome: { kind: 'uploaded', mediaId }, now: NOW });
}

/** Meta has the file, and refuses the message. */
function fail(db: WriteHandle, name: string, canRetry = true): void {
  finishUpload(db, name, '77');
  takeDue(db, { now: NOW });
  const failure = { code: 131053, sentence: 'Meta could not read it.', advice: 'Retry.', canRetry };
  settle(db, { messageId: messageId(name), verdict: { kind: 'rejected', failure }, now: NOW });
}

function retry(db: WriteHandle, name: string, of: string) {
  return createRetry(db, { messageId: messageId(name), ofMessageId: messageId(of), now: NOW });
}

function show(db: WriteHandle, name: string) {
  const { messages } = listMessages(db, { conversationId, limit: 50 });
  return messages.find(({ id }) => id === messageId(name));
}

it('a template waits with the file at its top until Meta has it, and is found by its name', () => {
  const db = open();
  expect(() => greet(db, 't1')).toThrow(/needs a document at its top/u);
  expect(() => greet(db, 't1', { ...PDF, kind: 'image' })).toThrow(/and this is a picture/u);
  expect(nextUpload(db)).toBeUndefined();
  greet(db, 't1', PDF);
  expect(takeDue(db, { now: NOW })).toBeUndefined();
  expect(nextUpload(db)).toMatchObject({ messageId: messageId('t1'), mimeType: 'application/pdf' });
  finishUpload(db, 't1', '77');
  expect(takeDue(db, { now: NOW })?.job.content).toMatchObject({
    media: { kind: 'document', fileName: 'Rota.pdf', mediaId: '77' },
  });
  const shown = show(db, 't1');
  expect(shown && readableText(shown.content)).toMatch(/^Rota\.pdf Hi /u);
});

it.each([
  ['a file', sendPdf],
  ['a template with a file at its top', (db: WriteHandle, name: string) => greet(db, name, PDF)],
])('%s that failed is sent again as a new message, with its file uploaded anew', (_name, send) => {
  const db = open();
  send(db, 'm1');
  fail(db, 'm1');
  expect(show(db, 'm1')).toMatchObject({ failure: { canRetry: true }, file: { state: 'here' } });
  retry(db, 'm2', 'm1');
  expect(nextUpload(db)).toMatchObject({ messageId: messageId('m2'), object: { objectId: 'o1' } });
  expect(takeDue(db, { now: NOW })).toBeUndefined();
  finishUpload(db, 'm2', '78');
  const { content } = takeDue(db, { now: NOW })?.job ?? {};
  expect(content).toMatchObject({ media: { fileName: 'Rota.pdf', mediaId: '78' } });
  expect(show(db, 'm2')).toMatchObject({ retryOfMessageId: messageId('m1'), file: { state: 'here' } });
  expect(() => retry(db, 'm3', 'm1')).toThrow(/already been sent again/u);
});

it('a file that is shared is let go once, and never while it is being uploaded', () => {
  const db = open();
  sendPdf(db, 'm1');
  fail(db, 'm1');
  retry(db, 'm2', 'm1');
  expect(evictMedia(db, { budget: 0 }).objectIds).toEqual([]);
  finishUpload(db, 'm2', '78');
  expect(evictMedia(db, { budget: 9 }).objectIds).toEqual([]);
  expect(evictMedia(db, { budget: 0 }).objectIds).toEqual(['o1']);
  expect([show(db, 'm1')?.file?.state, show(db, 'm2')?.file?.state]).toEqual(['expired', 'expired']);
});

it('a message whose file is gone offers no Retry, and says what to do', () => {
  const db = open();
  sendPdf(db, 'm1');
  fail(db, 'm1');
  evictMedia(db, { budget: 0 });
  expect(show(db, 'm1')?.failure).toMatchObject({
    sentence: 'Meta could not read it.',
    advice: 'Its file is not on this computer any more. Attach it again if it is still wanted.',
    canRetry: false,
  });
  expect(() => retry(db, 'm2', 'm1')).toThrow(/not on this computer any more/u);
});

it('a file that was sent and that the relay has too makes room here, and comes back when it is asked for', () => {
  const db = open();
  sendPdf(db, 'm1');
  finishUpload(db, 'm1', '77');
  const { size, sha256, fileName, mimeType } = PDF;
  const { personKey, channelId } = THREAD;
  const place = { messageId: messageId('m1'), conversationId, personKey, channelId };
  const file = { ...place, state: 'ready' as const, fileName, mimeType, size, sha256, at: NOW };
  tell(db, entry(12, 'media.changed', file));
  expect(show(db, 'm1')?.file?.state).toBe('here');
  evictMedia(db, { budget: 0 });
  expect(show(db, 'm1')?.file).toMatchObject({ state: 'away' });
  askForMedia(db, { messageId: messageId('m1') });
  expect(findNextMedia(db, { now: NOW, running: [] })).toMatchObject({
    source: 'relay',
    expectedSha256: sha256,
  });
});

it('a file that was sent and is damaged here is fetched from where it may be', () => {
  const db = open();
  sendPdf(db, 'm1');
  finishUpload(db, 'm1', '77');
  loseMedia(db, { messageId: messageId('m1') });
  expect(findNextMedia(db, { now: NOW, running: [] })).toMatchObject({ source: 'meta', mediaId: '77' });
});
