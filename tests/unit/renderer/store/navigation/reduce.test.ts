import { describe, expect, test } from 'vitest';
import type { ConversationId, MessageId, RecordId } from '../../../../../shared/domain/ids.ts';
import * as reduce from '../../../../../renderer/store/navigation/reduce.ts';
import { initialNavigation } from '../../../../../renderer/store/navigation/state.ts';

const r1 = 'r1' as RecordId;
const c1 = 'c1' as ConversationId;
const m1 = 'm1' as MessageId;
const atChat = reduce.openConversation(
  reduce.openRecord(initialNavigation, r1, undefined),
  'records',
  c1,
  undefined,
);

describe('panes', () => {
  test('another record closes the chat beside it, the same one does not', () => {
    expect(reduce.openRecord(atChat, 'r2' as RecordId, undefined).panes.records.kind).toBe('none');
    expect(reduce.openRecord(atChat, r1, 'history').panes.records.kind).toBe('chat');
  });

  test('choosing the open conversation again is no new visit; asking for a message in it is', () => {
    const again = reduce.openConversation(atChat, 'records', c1, undefined);
    expect(again.panes.records).toBe(atChat.panes.records);
    const first = reduce.openConversation(atChat, 'records', c1, m1);
    const second = reduce.openConversation(first, 'records', c1, m1);
    expect(second.panes.records).not.toBe(first.panes.records);
  });

  test('closing the choice of a template goes back to the conversation it was for', () => {
    const target = { kind: 'conversation', conversationId: c1 } as const;
    const closed = reduce.closePane(reduce.openCompose(atChat, 'records', target));
    expect(closed.panes.records).toMatchObject({ kind: 'chat', conversationId: c1 });
  });

  test('each place keeps its own pane', () => {
    const inbox = reduce.openConversation(atChat, 'inbox', 'c2' as ConversationId, undefined);
    expect(reduce.goToPlace(inbox, 'records').panes.records).toMatchObject({ conversationId: c1 });
  });
});

test('in a narrow window, back leads from chat to record to list', () => {
  const atRecord = reduce.goBack(atChat);
  expect(atRecord.front).toBe('record');
  expect(reduce.goBack(atRecord).front).toBe('list');
});

test('going somewhere closes what lay on top', () => {
  const open = reduce.setOverlay(initialNavigation, 'switcher');
  expect(reduce.openRecord(open, r1, undefined).overlay).toBeUndefined();
  expect(reduce.goToPlace(open, 'inbox').overlay).toBeUndefined();
});
