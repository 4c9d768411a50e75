import { AppError } from '../../../shared/domain/app-error.ts';
import type { ConversationId } from '../../../shared/domain/ids.ts';
import { explainError } from '../../api.ts';
import { failChat, loseChat } from './reduce.ts';
import type { ChatState } from './state.ts';

/** The open chat could not be fetched: it failed, or it is no longer there for this user. */
export function noteFailure(state: ChatState, conversationId: ConversationId, error: unknown): ChatState {
  return error instanceof AppError && error.code === 'not-found'
    ? loseChat(state, conversationId)
    : failChat(state, conversationId, explainError(error));
}
