import type { MessageView } from '../../shared/ipc/views.ts';
import { togglePlay } from '../store/player/actions.ts';
import { nameSound } from '../words/file-words.ts';

/** Plays the sound of a message from a place (seconds), or stops it where it plays. */
export function playOrStop({ id: messageId, ...message }: MessageView, personName: string, at: number): void {
  const { conversationId, content, isInbound, sentBy } = message;
  if (content.type !== 'audio') return;
  const from = isInbound ? personName : (sentBy?.displayName ?? 'your agency');
  togglePlay({ messageId, conversationId, name: nameSound(content), from }, at);
}
