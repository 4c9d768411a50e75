import type { ReplyNotice } from '../../../shared/ipc/views.ts';

export type BellState = {
  readonly replies: readonly ReplyNotice[];
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly failure: string | undefined;
};

export const initialBell: BellState = { replies: [], phase: 'loading', failure: undefined };
