import type { CallOutput } from '../../../shared/ipc/types.ts';

export type GuideState = {
  readonly phase: 'idle' | 'ready';
  /** Ids of the steps that the administrator has ticked. */
  readonly done: readonly string[];
  /** What the relay knows of Meta's webhooks; undefined until it answered. */
  readonly webhook: CallOutput<'guide:get-webhook'> | undefined;
};

export const initialGuide: GuideState = { phase: 'idle', done: [], webhook: undefined };
