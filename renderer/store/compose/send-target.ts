import type { CallInput } from '../../../shared/ipc/types.ts';
import type { ComposeState } from './state.ts';

/** To whom the form would send; undefined while a number or a channel is missing. */
export function findSendTarget(
  state: Pick<ComposeState, 'target' | 'e164' | 'channelId'>,
): CallInput<'messages:send-template'>['target'] | undefined {
  const { target, e164, channelId } = state;
  if (target === undefined) return undefined;
  if (target.kind === 'conversation') return { conversationId: target.conversationId };
  if (e164 === undefined || channelId === undefined) return undefined;
  return { recordId: target.recordId, e164, channelId };
}
