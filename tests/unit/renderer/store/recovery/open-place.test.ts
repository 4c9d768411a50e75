import { expect, test } from 'vitest';
import { type NavigationState, initialNavigation } from '../../../../../renderer/store/navigation/state.ts';
import { describeOpenPlace, restoreNavigation } from '../../../../../renderer/store/recovery/open-place.ts';
import { conversationIdSchema, recordIdSchema } from '../../../../../shared/domain/ids.ts';
import { openPlaceSchema } from '../../../../../shared/ipc/views.ts';

const chat = { kind: 'chat', conversationId: conversationIdSchema.parse('c1') } as const;
const recordId = recordIdSchema.parse('CAN-1');

test.each<[string, Partial<NavigationState>]>([
  ['nothing', {}],
  ['a record', { recordId, recordTab: 'history', front: 'record' }],
  ['a chat beside a record', { recordId, front: 'chat', panes: { records: chat, inbox: { kind: 'none' } } }],
  [
    'a chat in the inbox',
    { place: 'inbox', front: 'chat', panes: { records: { kind: 'none' }, inbox: chat } },
  ],
  ['the settings', { place: 'settings', panes: { records: { kind: 'none' }, inbox: chat } }],
])('%s that was open is open again', (_what, change) => {
  const before = { ...initialNavigation, ...change };
  const place = openPlaceSchema.parse(describeOpenPlace(before));
  expect(restoreNavigation(initialNavigation, place)).toEqual(before);
});

test('a form for a new message is begun anew', () => {
  const before: NavigationState = {
    ...initialNavigation,
    recordId,
    front: 'chat',
    panes: { records: { kind: 'compose', target: { kind: 'record', recordId } }, inbox: { kind: 'none' } },
  };
  expect(restoreNavigation(initialNavigation, describeOpenPlace(before))).toMatchObject({
    recordId,
    panes: { records: { kind: 'none' } },
    front: 'record',
  });
});
