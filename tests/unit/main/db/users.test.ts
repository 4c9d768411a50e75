import { expect, it } from 'vitest';
import { countOnlyHere } from '../../../../main/db/publish-queue.ts';
import { createOutboundText } from '../../../../main/db/send-text.ts';
import { listColleagues } from '../../../../main/db/users.ts';
import { userIdSchema } from '../../../../shared/domain/ids.ts';
import { BOB, MINUTE, NOW, THREAD, begin, entry, messageId, received, tell } from './story.ts';
import { createTestDatabase } from './test-database.ts';

it('lists who else could hold a conversation, by name, without leavers and without the user', () => {
  const db = createTestDatabase();
  begin(db);
  const named = (seq: number, displayName: string, isActive = true) =>
    entry(seq, 'user.changed', { ...BOB, id: userIdSchema.parse(`user-${seq}`), displayName, isActive });
  tell(db, named(20, 'Zoë Adams'), named(21, 'Adam Young'), named(22, 'Eve Gone', false));
  const names = listColleagues(db).map(({ displayName }) => displayName);
  expect(names).toEqual(['Adam Young', BOB.displayName, 'Zoë Adams']);
});

it('counts what a sign-out would lose', () => {
  const db = createTestDatabase();
  begin(db);
  tell(db, entry(20, 'message.received', received('hello', NOW)));
  expect(countOnlyHere(db)).toEqual({ unpublished: 0, unsent: 0, unfiled: 0 });
  createOutboundText(db, {
    messageId: messageId('m1'),
    conversationId: THREAD.conversationId,
    text: 'Hi',
    now: NOW + MINUTE,
  });
  expect(countOnlyHere(db)).toEqual({ unpublished: 0, unsent: 1, unfiled: 0 });
});
