import { expect, test } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../../../../shared/domain/preferences.ts';
import type { ChangeSet } from '../../../../../shared/ipc/contract.ts';
import type { Snapshot } from '../../../../../shared/ipc/views.ts';
import { applyRevision, applySnapshot, failToStart } from '../../../../../renderer/store/frame/reduce.ts';
import { initialFrame } from '../../../../../renderer/store/frame/state.ts';

function aSnapshot(revision: number, unreadCount = 0): Snapshot {
  return {
    revision,
    appVersion: '1',
    isOpening: false,
    agencyName: `Agency ${revision}`,
    connection: { state: 'online' },
    channels: [],
    unreadCount,
    notices: [],
    preferences: DEFAULT_PREFERENCES,
    managed: { preferences: [], areUpdatesSettled: false },
    updatesItself: false,
    canLaunchAtLogin: false,
  };
}

function aChange(revision: number, unreadCount: number): ChangeSet {
  return {
    revision,
    records: [],
    conversations: [],
    messages: [],
    hasTemplateChanges: false,
    hasFrameChanges: false,
    isEverything: false,
    unreadCount,
  };
}

test('the first snapshot says where change sets continue', () => {
  expect(applySnapshot(initialFrame, aSnapshot(7, 3))).toMatchObject({
    phase: 'ready',
    revision: 7,
    unreadCount: 3,
  });
});

test('a later snapshot renews the frame, yet makes no change set look old', () => {
  const running = applySnapshot(initialFrame, aSnapshot(7));
  const renewed = applySnapshot(running, aSnapshot(12, 5));
  expect(renewed).toMatchObject({ revision: 7, unreadCount: 5 });
  expect(renewed.snapshot?.agencyName).toBe('Agency 12');
});

test('a snapshot that was overtaken does not turn back the unread count', () => {
  const running = applyRevision(applySnapshot(initialFrame, aSnapshot(7, 1)), aChange(8, 4));
  expect(applySnapshot(running, aSnapshot(7, 1)).unreadCount).toBe(4);
});

test('a failure to refresh leaves a running window alone', () => {
  const running = applySnapshot(initialFrame, aSnapshot(7));
  expect(failToStart(running, 'no')).toBe(running);
  expect(failToStart(initialFrame, 'no')).toMatchObject({ phase: 'failed', failure: 'no' });
});
