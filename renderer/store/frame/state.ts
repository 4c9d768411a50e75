import type { PresenceView } from '../../../shared/ipc/reading-calls.ts';
import type { Connection, Snapshot } from '../../../shared/ipc/views.ts';

export type FrameState = {
  readonly phase: 'starting' | 'ready' | 'failed';
  /** Why the window could not start. */
  readonly failure: string | undefined;
  /** Of the snapshot, moved on by each change set. */
  readonly revision: number;
  readonly snapshot: Snapshot | undefined;
  readonly connection: Connection;
  readonly unreadCount: number;
  /** Of the conversation that is open. */
  readonly presence: PresenceView | undefined;
};

export const initialFrame: FrameState = {
  phase: 'starting',
  failure: undefined,
  revision: 0,
  snapshot: undefined,
  connection: { state: 'connecting' },
  unreadCount: 0,
  presence: undefined,
};
