import type { AppState } from '../app-store.ts';
import type { Channel, User } from '../../../shared/protocol/events.ts';
import type { Snapshot } from '../../../shared/ipc/views.ts';

const NO_CHANNELS: readonly Channel[] = [];
const NOT_MANAGED: Snapshot['managed'] = { preferences: [], areUpdatesSettled: false };
const NO_NOTICES: Snapshot['notices'] = [];

export function selectUser(state: AppState): User | undefined {
  return state.frame.snapshot?.user;
}

/** Until the keychain and the cache are open nobody knows whether somebody is signed in. */
export function selectIsOpening(state: AppState): boolean {
  return state.frame.snapshot?.isOpening ?? true;
}

/** Nothing but the lock is shown. */
export function selectIsLocked(state: AppState): boolean {
  return state.frame.snapshot?.lock?.isLocked === true;
}

export function selectChannels(state: AppState): readonly Channel[] {
  return state.frame.snapshot?.channels ?? NO_CHANNELS;
}

/** Whether this user can write on WhatsApp at all; if not, every Message icon is a plain SMS icon. */
export function selectIsWhatsAppSetUp(state: AppState): boolean {
  return selectChannels(state).length > 0;
}

/** What an administrator has settled; before the first snapshot, nothing. */
export function selectManaged(state: AppState): Snapshot['managed'] {
  return state.frame.snapshot?.managed ?? NOT_MANAGED;
}

export function selectNotices(state: AppState): Snapshot['notices'] {
  return state.frame.snapshot?.notices ?? NO_NOTICES;
}
