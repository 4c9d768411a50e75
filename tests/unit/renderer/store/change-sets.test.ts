import { describe, expect, test } from 'vitest';
import type { ConversationId, MessageId, RecordId } from '../../../../shared/domain/ids.ts';
import type { ChangeSet } from '../../../../shared/ipc/contract.ts';
import { joinLists, judgeRevision, planReloads } from '../../../../renderer/store/change-sets.ts';

const nothing: ChangeSet = {
  revision: 8,
  records: [],
  conversations: [],
  messages: [],
  hasTemplateChanges: false,
  hasFrameChanges: false,
  isEverything: false,
  unreadCount: 0,
};
const shown = { recordId: 'r1' as RecordId, conversationId: 'c1' as ConversationId };

test.each([
  [7, 6, 'old'],
  [7, 7, 'old'],
  [7, 8, 'next'],
  [7, 9, 'gap'],
  [7, 700, 'gap'],
])('with revision %i known, %i is %s', (known, incoming, verdict) => {
  expect(judgeRevision(known, incoming)).toBe(verdict);
});

describe('what is fetched again', () => {
  test('nothing, when nothing that is shown has changed', () => {
    expect(
      Object.values(planReloads(shown, nothing)).every((part) => part === false || part === undefined),
    ).toBe(true);
  });

  test('the open chat, with the messages that changed', () => {
    const messages = [
      { conversationId: 'c1' as ConversationId, messageIds: ['m1' as MessageId] },
      { conversationId: 'c2' as ConversationId, messageIds: ['m2' as MessageId] },
    ];
    expect(planReloads(shown, { ...nothing, messages })).toMatchObject({
      chat: { changedIds: ['m1'] },
      conversations: true,
      records: true,
    });
  });

  test('not the open chat, when only another conversation changed', () => {
    const plan = planReloads(shown, { ...nothing, conversations: ['c2' as ConversationId] });
    expect(plan.chat).toBeUndefined();
  });

  test('not the open record, when only other records changed', () => {
    expect(planReloads(shown, { ...nothing, records: ['r2' as RecordId] })).toMatchObject({
      record: false,
      records: true,
    });
  });

  test('all of it, when more changed than could be named', () => {
    expect(planReloads(shown, { ...nothing, isEverything: true })).toMatchObject({
      records: true,
      record: true,
      conversations: true,
      chat: 'all',
      templates: true,
    });
  });
});

test('two changes together make stale what each of them does', () => {
  const record = planReloads(shown, { ...nothing, records: ['r1' as RecordId] });
  const template = planReloads(shown, { ...nothing, hasTemplateChanges: true });
  expect(joinLists(record, template)).toEqual({
    records: true,
    record: true,
    conversations: false,
    templates: true,
  });
});
