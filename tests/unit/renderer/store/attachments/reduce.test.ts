import { expect, test } from 'vitest';
import * as reduce from '../../../../../renderer/store/attachments/reduce.ts';
import { initialAttachments } from '../../../../../renderer/store/attachments/state.ts';
import type { ConversationId } from '../../../../../shared/domain/ids.ts';
import type { StagedFile } from '../../../../../shared/ipc/views.ts';

const ID = 'sam' as ConversationId;
const OTHER = 'tom' as ConversationId;
const READY = {
  ok: true,
  attachmentId: 'a1',
  kind: 'document',
  fileName: 'CV.pdf',
  mimeType: 'application/pdf',
  size: 10,
} as const satisfies StagedFile;

const names = (state: typeof initialAttachments) =>
  reduce.trayOf(state, ID).map(({ fileName, state: how }) => `${fileName} ${how}`);

test('Files stand in the order in which they came, each conversation with its own.', () => {
  let state = reduce.add(initialAttachments, ID, ['CV.pdf', 'map.png']);
  state = reduce.add(state, OTHER, ['other.pdf']);
  state = reduce.add(state, ID, ['offer.pdf']);
  expect(names(state)).toEqual(['CV.pdf reading', 'map.png reading', 'offer.pdf reading']);
  expect(reduce.trayOf(state, ID).map(({ key }) => key)).toEqual([1, 2, 4]);
});

test('A file is ready or refused, and keeps the caption that was typed meanwhile.', () => {
  let state = reduce.add(initialAttachments, ID, ['CV.pdf', 'CVs.zip']);
  state = reduce.writeCaption(state, ID, 1, 'My CV');
  state = reduce.settle(state, ID, 1, READY);
  state = reduce.settle(state, ID, 2, { ok: false, fileName: 'CVs.zip', problem: 'No.' });
  expect(reduce.trayOf(state, ID)).toEqual([
    {
      key: 1,
      fileName: 'CV.pdf',
      caption: 'My CV',
      state: 'ready',
      attachmentId: 'a1',
      size: 10,
      takesCaption: true,
    },
    { key: 2, fileName: 'CVs.zip', caption: '', state: 'refused', problem: 'No.' },
  ]);
});

test('A file is moved to the front, and no further; what was removed does not come back.', () => {
  let state = reduce.add(initialAttachments, ID, ['a', 'b', 'c']);
  state = reduce.moveForward(state, ID, 3);
  state = reduce.moveForward(state, ID, 3);
  expect(reduce.moveForward(state, ID, 3)).toBe(state);
  state = reduce.remove(state, ID, 1);
  state = reduce.settle(state, ID, 1, READY);
  expect(names(state)).toEqual(['c reading', 'b reading']);
});

test('What was kept comes back once, before what was attached meanwhile.', () => {
  const { attachmentId, kind, fileName, mimeType, size } = READY;
  const kept = [{ attachmentId, kind, fileName, mimeType, size, caption: 'My CV' }];
  let state = reduce.add(initialAttachments, ID, ['map.png']);
  state = reduce.restore(state, ID, kept);
  expect(names(state)).toEqual(['CV.pdf ready', 'map.png reading']);
  expect(reduce.restore(state, ID, kept)).toBe(state);
  expect(new Set(reduce.trayOf(state, ID).map(({ key }) => key)).size).toBe(2);
});

test('There is room for as many files as can be sent at once; what is refused takes none.', () => {
  expect(reduce.roomFor(initialAttachments, ID)).toBe(30);
  let state = reduce.add(initialAttachments, ID, ['CV.pdf', 'CVs.zip']);
  state = reduce.settle(state, ID, 2, { ok: false, fileName: 'CVs.zip', problem: 'No.' });
  expect(reduce.roomFor(state, ID)).toBe(29);
  state = reduce.add(
    state,
    ID,
    Array.from({ length: 40 }, () => 'map.png'),
  );
  expect(reduce.roomFor(state, ID)).toBe(0);
});
