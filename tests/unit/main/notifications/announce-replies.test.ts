import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createReplyAnnouncer } from '../../../../main/notifications/announce-replies.ts';
import {
  type NewReply,
  type NotificationToShow,
  decideNotifications,
} from '../../../../main/notifications/decide-notifications.ts';
import { conversationIdSchema, messageIdSchema, userIdSchema } from '../../../../shared/domain/ids.ts';
import { DEFAULT_PREFERENCES } from '../../../../shared/domain/preferences.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const kate = userIdSchema.parse('kate');
let made = 0;

function replyOf(person: string, ownerUserId = kate): NewReply {
  made += 1;
  return {
    conversationId: conversationIdSchema.parse(person),
    messageId: messageIdSchema.parse(`m${made}`),
    personName: person,
    text: `Reply ${made}`,
    at: made,
    ownerUserId,
  };
}

function start() {
  const shown: NotificationToShow[] = [];
  const announcer = createReplyAnnouncer({
    decide: (news) =>
      decideNotifications({
        ...news,
        myUserId: kate,
        focusedConversationId: undefined,
        preferences: DEFAULT_PREFERENCES,
        date: new Date(2026, 10, 24, 14, 30),
      }),
    show: (notifications) => void shown.push(...notifications),
  });
  const arrive = (...replies: readonly NewReply[]) =>
    announcer.announce({ replies, count: replies.length, gathered: undefined });
  const takeTitles = () => shown.splice(0).map(({ title }) => title);
  return { announcer, arrive, takeTitles };
}

test('a few replies are told one by one, at once', () => {
  const { arrive, takeTitles } = start();
  arrive(replyOf('Amara'));
  arrive(replyOf('Ben'), replyOf('Cleo'));
  expect(takeTitles()).toEqual(['Amara', 'Ben', 'Cleo']);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(5_000);
  expect(takeTitles()).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test('of two thousand replies in a moment three are told one by one and the rest once', () => {
  const { arrive, takeTitles } = start();
  for (let index = 0; index < 2_000; index += 1) arrive(replyOf(`Person ${index % 50}`));
  expect(takeTitles()).toEqual(['Person 0', 'Person 1', 'Person 2']);
  vi.advanceTimersByTime(5_000);
  expect(takeTitles()).toEqual(['1997 new replies']);
  vi.advanceTimersByTime(5_000);
  expect(takeTitles()).toEqual([]);
});

test('many at once after a quiet time are told at once, as one', () => {
  const { announcer, takeTitles } = start();
  const replies = ['Amara', 'Ben', 'Cleo', 'Dan'].map((person) => replyOf(person));
  announcer.announce({ replies, count: 60, gathered: undefined });
  expect(takeTitles()).toEqual(['60 new replies']);
});

test('a burst that goes on is told once in each moment', () => {
  const { arrive, takeTitles } = start();
  for (let second = 0; second < 20; second += 1) {
    for (let index = 0; index < 100; index += 1) arrive(replyOf(`Person ${index % 7}`));
    vi.advanceTimersByTime(1_000);
  }
  const titles = takeTitles();
  expect(titles.length).toBeLessThanOrEqual(3 + 4 * 3);
  expect(titles.filter((title) => title.endsWith('new replies'))).toHaveLength(4);
});

test('what is held of one person is told as that person’s', () => {
  const { arrive, takeTitles } = start();
  for (let index = 0; index < 6; index += 1) arrive(replyOf('Amara'));
  expect(takeTitles()).toEqual(['Amara', 'Amara', 'Amara']);
  vi.advanceTimersByTime(5_000);
  expect(takeTitles()).toEqual(['Amara (3 messages)']);
});

test('a colleague’s replies take nobody’s place', () => {
  const { arrive, takeTitles } = start();
  for (let index = 0; index < 10; index += 1) arrive(replyOf(`Person ${index}`, userIdSchema.parse('tom')));
  arrive(replyOf('Amara'));
  expect(takeTitles()).toEqual(['Amara']);
});

test('the summary of a time away does not wait', () => {
  const { announcer, arrive, takeTitles } = start();
  for (const person of ['Amara', 'Ben', 'Cleo', 'Dan']) arrive(replyOf(person));
  const replies = [replyOf('Amara'), replyOf('Eve')];
  announcer.announce({ replies, count: 40, gathered: 'away' });
  expect(takeTitles()).toEqual(['Amara', 'Ben', 'Cleo', '40 replies while you were away']);
});

test('what was opened while it waited is no longer news', () => {
  const { announcer, arrive, takeTitles } = start();
  for (const person of ['Amara', 'Ben', 'Cleo', 'Dan']) arrive(replyOf(person));
  takeTitles();
  announcer.withdraw('Dan');
  vi.advanceTimersByTime(5_000);
  expect(takeTitles()).toEqual([]);
});

test('nothing is told after it was stopped', () => {
  const { announcer, arrive, takeTitles } = start();
  for (const person of ['Amara', 'Ben', 'Cleo', 'Dan']) arrive(replyOf(person));
  takeTitles();
  announcer.stop();
  vi.advanceTimersByTime(60_000);
  expect(takeTitles()).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
