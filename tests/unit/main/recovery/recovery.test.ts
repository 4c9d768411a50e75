import { expect, test } from 'vitest';
import { createCrashRecord } from '../../../../main/recovery/crash-record.ts';
import { decideRecovery } from '../../../../main/recovery/decide-recovery.ts';
import { createOpenPlaceKeeper } from '../../../../main/recovery/open-place.ts';
import { conversationIdSchema } from '../../../../shared/domain/ids.ts';
import type { OpenPlace } from '../../../../shared/ipc/views.ts';
import { createMemorySettings } from '../account/fake-keychain.ts';

const PLACE: OpenPlace = {
  place: 'inbox',
  recordTab: 'whatsapp',
  chats: { inbox: conversationIdSchema.parse('c1') },
};

test('an app that did not end as it should is counted at its next start, one that did is not', () => {
  const settings = createMemorySettings();
  expect(createCrashRecord(settings).wasCutShort).toBe(false);
  const second = createCrashRecord(settings);
  expect(second.wasCutShort).toBe(true);
  second.note('window');
  second.end();
  const third = createCrashRecord(settings);
  expect(third.wasCutShort).toBe(false);
  expect(third.counts()).toEqual({ app: 1, fault: 0, window: 1, database: 0 });
});

test.each([
  [true, PLACE],
  [false, undefined],
])('what was open is shown again after a crash and not otherwise (cut short: %s)', (wasCutShort, found) => {
  const settings = createMemorySettings();
  createOpenPlaceKeeper(settings, { wasCutShort: false }).save(PLACE);
  expect(createOpenPlaceKeeper(settings, { wasCutShort }).find()).toEqual(found);
});

test('a window that went down finds what was open', () => {
  const keeper = createOpenPlaceKeeper(createMemorySettings(), { wasCutShort: false });
  keeper.save(PLACE);
  expect(keeper.find()).toBeUndefined();
  keeper.allowRestore();
  expect(keeper.find()).toEqual(PLACE);
});

test.each<[number[], 'reload' | 'ask']>([
  [[100_000], 'reload'],
  [[98_000, 99_000, 100_000], 'reload'],
  [[97_000, 98_000, 99_000, 100_000], 'ask'],
  [[1_000, 2_000, 3_000, 100_000], 'reload'],
])('a window that went down at %j: %s', (wentDownAt, decision) => {
  expect(decideRecovery(wentDownAt, 100_000)).toBe(decision);
});
