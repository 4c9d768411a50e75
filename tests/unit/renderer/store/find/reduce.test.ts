import { expect, test } from 'vitest';
import {
  accept,
  acceptInChat,
  ask,
  fail,
  openInChat,
  step,
} from '../../../../../renderer/store/find/reduce.ts';
import { type ChatSearch, initialFind, initialSearch } from '../../../../../renderer/store/find/state.ts';
import type { ConversationId, MessageId } from '../../../../../shared/domain/ids.ts';
import type { MessageHit } from '../../../../../shared/ipc/views.ts';

const HERE = 'c1' as ConversationId;
const hit = (id: string): MessageHit => ({
  messageId: id as MessageId,
  conversationId: HERE,
  at: 1,
  personName: 'Sam',
  excerpt: id,
});
const answer = { hits: [hit('new'), hit('middle'), hit('old')], hasMore: false };

function openWith(startsAt?: string): ChatSearch {
  const asked = startsAt === undefined ? undefined : { query: 'x', startsAt: startsAt as MessageId };
  const { inChat } = openInChat(initialFind, HERE, asked);
  if (inChat === undefined) throw new Error('Nothing was opened.');
  return inChat;
}

test('The hits stay while the next question is asked, and go with the question.', () => {
  const asked = ask(initialSearch, 'sal');
  const answered = accept(asked, asked.epoch, answer);
  expect(answered).toMatchObject({ phase: 'ready', hits: answer.hits });
  expect(ask(answered, 'sala')).toMatchObject({ phase: 'loading', hits: answer.hits });
  expect(ask(answered, '  ')).toMatchObject({ phase: 'idle', hits: [], query: '  ' });
});

test('An answer to an older question changes nothing, nor does its failure.', () => {
  const newer = ask(ask(initialSearch, 'a'), 'ab');
  expect(accept(newer, newer.epoch - 1, answer)).toBe(newer);
  expect(fail(newer, newer.epoch - 1, 'no')).toBe(newer);
});

test('In a conversation the walk begins at the newest hit, or at the one that was chosen.', () => {
  const typed = ask(openWith(), 'x');
  expect(acceptInChat(typed, typed.epoch, answer).at).toBe(0);
  const chosen = openWith('middle');
  expect(acceptInChat(chosen, chosen.epoch, answer).at).toBe(1);
  const gone = openWith('deleted meanwhile');
  expect(acceptInChat(gone, gone.epoch, answer).at).toBe(0);
});

test('A step goes to the older and the newer hit, and stays at the ends.', () => {
  const opened = openWith('middle');
  const middle = acceptInChat(opened, opened.epoch, answer);
  expect([step(middle, 1).at, step(middle, -1).at]).toEqual([2, 0]);
  expect(step(step(middle, 1), 1).at).toBe(2);
  expect(step(step(middle, -1), -1).at).toBe(0);
});

test('Asked for again, the search keeps its words and takes the keyboard; another conversation begins empty.', () => {
  const state = { ...initialFind, inChat: { ...openWith(), query: 'leeds' } };
  const again = openInChat(state, HERE).inChat;
  expect(again).toMatchObject({ query: 'leeds', visit: 2 });
  expect(openInChat(state, 'c2' as ConversationId).inChat).toMatchObject({ query: '', visit: 2, at: 0 });
});

test('What arrives or goes meanwhile leaves the reader at their hit; is that gone, at the next older one.', () => {
  const opened = openWith('middle');
  const middle = acceptInChat(opened, opened.epoch, answer);
  const again = (search: ChatSearch, ...ids: readonly string[]) =>
    acceptInChat(search, search.epoch, { hits: ids.map(hit), hasMore: false });
  const chosen = (search: ChatSearch) => search.hits[search.at]?.messageId;
  const joined = again(middle, 'newest', 'new', 'middle', 'old');
  expect([joined.at, chosen(joined)]).toEqual([2, 'middle']);
  expect(chosen(step(joined, -1))).toBe('new');
  expect(chosen(again(joined, 'newest', 'middle'))).toBe('middle');
  expect(chosen(again(joined, 'newest', 'new', 'old'))).toBe('old');
  expect(chosen(again(joined, 'newest', 'new'))).toBe('new');
  expect(again(joined).at).toBe(0);
});
