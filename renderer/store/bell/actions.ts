import { callMain, explainError } from '../../api.ts';
import { updateApp } from '../app-store.ts';
import { coalesce } from '../coalesce.ts';
import { tellError } from '../feedback/actions.ts';
import { acceptReplies, failReplies } from './reduce.ts';

export const loadReplies = coalesce(async () => {
  try {
    const { replies, unreadCount } = await callMain('notifications:list', {});
    updateApp('bell', (state) => acceptReplies(state, replies));
    updateApp('frame', (frame) => ({ ...frame, unreadCount }));
  } catch (error) {
    updateApp('bell', (state) => failReplies(state, explainError(error)));
  }
});

export async function markAllRead(): Promise<void> {
  await callMain('notifications:mark-all-read', {}).catch(tellError);
  await loadReplies();
}
