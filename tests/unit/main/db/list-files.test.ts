import { describe, expect, it } from 'vitest';
import { listFiles } from '../../../../main/db/list-files.ts';
import type { MessageContent } from '../../../../shared/domain/message-content.ts';
import { MINUTE, NOW, THREAD, begin, entry, received, tell, text } from './story.ts';
import { createTestDatabase } from './test-database.ts';

const { conversationId } = THREAD;
const media = (mimeType: string) => ({ mimeType, mediaId: '1' });

const SAID: readonly (readonly [name: string, content: MessageContent])[] = [
  ['cv', { type: 'document', media: media('application/pdf') }],
  ['photo', { type: 'image', media: media('image/jpeg') }],
  ['film', { type: 'video', media: media('video/mp4') }],
  ['sticker', { type: 'sticker', media: media('image/webp') }],
  ['voice', { type: 'audio', media: media('audio/ogg'), isVoiceNote: true }],
  ['plain', text('No link in this')],
  ['link', text('See HTTPS://example.org or not')],
  ['bare', text('www.example.org')],
  ['letter', { type: 'document', media: media('application/msword') }],
];

function prepare() {
  const db = createTestDatabase();
  begin(db);
  tell(
    db,
    ...SAID.map(([name, content], n) =>
      entry(20 + n, 'message.received', received(name, NOW + n * MINUTE, { content })),
    ),
  );
  return db;
}

const nameOf = new Map(SAID.map(([name]) => [received(name, 0).messageId, name]));

describe('listFiles', () => {
  it.each([
    ['documents', ['letter', 'cv']],
    ['pictures', ['film', 'photo']],
    ['voice', ['voice']],
    ['links', ['bare', 'link']],
  ] as const)('lists %s, the newest first', (kind, names) => {
    const { messages, nextBefore } = listFiles(prepare(), { conversationId, kind, limit: 10 });
    expect(messages.map(({ id }) => nameOf.get(id))).toEqual(names);
    expect(nextBefore).toBeUndefined();
  });

  it('goes on where a page ended', () => {
    const db = prepare();
    const first = listFiles(db, { conversationId, kind: 'documents', limit: 1 });
    expect(first.messages.map(({ id }) => nameOf.get(id))).toEqual(['letter']);
    const next = listFiles(db, {
      conversationId,
      kind: 'documents',
      before: first.nextBefore,
      limit: 1,
    });
    expect(next.messages.map(({ id }) => nameOf.get(id))).toEqual(['cv']);
    expect(next.nextBefore).toBeUndefined();
  });

  it('leaves out what was deleted', () => {
    const db = prepare();
    const revoke = { type: 'revoke', targetWamid: 'wamid.letter' } as const;
    tell(db, entry(40, 'message.received', received('revoke', NOW + 20 * MINUTE, { content: revoke })));
    const { messages } = listFiles(db, { conversationId, kind: 'documents', limit: 10 });
    expect(messages.map(({ id }) => nameOf.get(id))).toEqual(['cv']);
  });
});
