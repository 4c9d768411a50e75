import type { ConversationId } from '../../../shared/domain/ids.ts';
import { MOST_FILES_AT_ONCE } from '../../../shared/domain/outbound-files.ts';
import type { CallOutput } from '../../../shared/ipc/types.ts';
import type { StagedFile } from '../../../shared/ipc/views.ts';
import type { Attached, AttachmentsState } from './state.ts';

const NONE: readonly Attached[] = [];

export function trayOf(state: AttachmentsState, id: ConversationId): readonly Attached[] {
  return state.trays[id] ?? NONE;
}

/** How many more files can be sent with what lies there; what was refused is not sent. */
export function roomFor(state: AttachmentsState, id: ConversationId): number {
  const sent = trayOf(state, id).filter((file) => file.state !== 'refused');
  return Math.max(0, MOST_FILES_AT_ONCE - sent.length);
}

function setTray(state: AttachmentsState, id: ConversationId, tray: readonly Attached[]): AttachmentsState {
  return { ...state, trays: { ...state.trays, [id]: tray } };
}

/** Files in the order in which they were chosen; their keys begin at `nextKey`. */
export function add(
  state: AttachmentsState,
  id: ConversationId,
  fileNames: readonly string[],
): AttachmentsState {
  const added = fileNames.map((fileName, index): Attached => {
    return { key: state.nextKey + index, fileName, caption: '', state: 'reading' };
  });
  const next = { ...state, nextKey: state.nextKey + fileNames.length };
  return setTray(next, id, [...trayOf(state, id), ...added]);
}

/** What was kept of the tray stands before what was attached meanwhile. */
export function restore(
  state: AttachmentsState,
  id: ConversationId,
  files: CallOutput<'conversations:get-tray'>['files'],
): AttachmentsState {
  if (state.restored.includes(id)) return state;
  const next = {
    ...state,
    restored: [...state.restored, id],
    nextKey: state.nextKey + files.length,
  };
  if (files.length === 0) return next;
  const kept = files.map(({ attachmentId, size, fileName, kind, caption }, index): Attached => {
    const key = state.nextKey + index;
    return { key, fileName, caption, state: 'ready', attachmentId, size, takesCaption: kind !== 'audio' };
  });
  return setTray(next, id, [...kept, ...trayOf(state, id)]);
}

/** What main said of a file. One that was removed meanwhile is not there any more. */
export function settle(
  state: AttachmentsState,
  id: ConversationId,
  key: number,
  staged: StagedFile,
): AttachmentsState {
  const tray = trayOf(state, id).map((file): Attached => {
    if (file.key !== key) return file;
    const { caption } = file;
    if (!staged.ok) {
      const { fileName, problem } = staged;
      return { key, fileName, caption, state: 'refused', problem };
    }
    const { attachmentId, size, fileName, kind } = staged;
    return { key, fileName, caption, state: 'ready', attachmentId, size, takesCaption: kind !== 'audio' };
  });
  return setTray(state, id, tray);
}

export function remove(state: AttachmentsState, id: ConversationId, key: number): AttachmentsState {
  return setTray(
    state,
    id,
    trayOf(state, id).filter((file) => file.key !== key),
  );
}

export function writeCaption(
  state: AttachmentsState,
  id: ConversationId,
  key: number,
  caption: string,
): AttachmentsState {
  const tray = trayOf(state, id).map((file) => (file.key === key ? { ...file, caption } : file));
  return setTray(state, id, tray);
}

/** One place nearer to the front: what is sent first. */
export function moveForward(state: AttachmentsState, id: ConversationId, key: number): AttachmentsState {
  const tray = [...trayOf(state, id)];
  const index = tray.findIndex((file) => file.key === key);
  const [moved] = index > 0 ? tray.splice(index, 1) : [];
  if (moved === undefined) return state;
  tray.splice(index - 1, 0, moved);
  return setTray(state, id, tray);
}
