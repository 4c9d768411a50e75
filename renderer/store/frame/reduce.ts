import type { ChangeSet } from '../../../shared/ipc/contract.ts';
import type { Connection, Snapshot } from '../../../shared/ipc/views.ts';
import type { FrameState } from './state.ts';

/**
 * The first snapshot says where change sets continue. Later ones bring only the frame up to date: taking their revision
 * would make change sets look old whose lists have not been fetched yet.
 */
export function applySnapshot(state: FrameState, snapshot: Snapshot): FrameState {
  const isFirst = state.snapshot === undefined;
  return {
    ...state,
    phase: 'ready',
    failure: undefined,
    revision: isFirst ? snapshot.revision : state.revision,
    snapshot,
    connection: snapshot.connection,
    unreadCount: isFirst || snapshot.revision >= state.revision ? snapshot.unreadCount : state.unreadCount,
  };
}

export function applyRevision(state: FrameState, change: ChangeSet): FrameState {
  return { ...state, revision: change.revision, unreadCount: change.unreadCount };
}

export function applyConnection(state: FrameState, connection: Connection): FrameState {
  // Without the relay nobody knows who looks.
  return { ...state, connection, presence: connection.state === 'offline' ? undefined : state.presence };
}

export function failToStart(state: FrameState, failure: string): FrameState {
  return state.snapshot === undefined ? { ...state, phase: 'failed', failure } : state;
}
