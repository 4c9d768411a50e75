import type { ConversationId } from '../../../shared/domain/ids.ts';
import type { ConversationDetails, Owner } from '../../../shared/ipc/views.ts';
import { callMain } from '../../api.ts';
import { getApp } from '../app-store.ts';
import { tell, tellError } from '../feedback/actions.ts';
import { selectUser } from '../frame/selectors.ts';

/** Makes the user the owner of a conversation that nobody holds. */
export async function takeConversation(conversationId: ConversationId): Promise<void> {
  try {
    await callMain('conversations:take', { conversationId });
    tell('This conversation is now yours.', () => void giveTo(conversationId, undefined));
  } catch (error) {
    tellError(error);
  }
}

/** Gives a conversation to a colleague, or to nobody. Where the user may take that back, the note offers it. */
export async function handOver({ id, owner }: ConversationDetails, to: Owner | undefined): Promise<void> {
  const undo = () => void giveTo(id, owner?.userId);
  try {
    await callMain('conversations:hand-over', { conversationId: id, ...withUser(to?.userId) });
    tell(
      to === undefined
        ? 'Nobody holds this conversation now.'
        : `${to.displayName} holds this conversation now.`,
      canTakeBack(to) ? undo : undefined,
    );
  } catch (error) {
    tellError(error);
  }
}

/** What nobody holds, anybody takes; what a colleague holds, only they and administrators give away. */
export function canTakeBack(to: Owner | undefined): boolean {
  const me = selectUser(getApp());
  return to === undefined || to.userId === me?.id || me?.role === 'administrator';
}

async function giveTo(conversationId: ConversationId, userId: Owner['userId'] | undefined): Promise<void> {
  try {
    await callMain('conversations:hand-over', { conversationId, ...withUser(userId) });
    tell('It is as before.');
  } catch (error) {
    tellError(error);
  }
}

const withUser = (toUserId: Owner['userId'] | undefined) => (toUserId === undefined ? {} : { toUserId });
