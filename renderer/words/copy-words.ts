import type { MessageView } from '../../shared/ipc/views.ts';
import { copyableText } from './content-words.ts';
import { formatFullTime } from './time-words.ts';

/** Several messages as text for a mail or a note: who, when, what; one paragraph each, oldest first. */
export function describeForCopy(messages: readonly MessageView[], personName: string): string {
  return messages
    .map((message) => {
      const who = message.isInbound ? personName : (message.sentBy?.displayName ?? 'Your agency');
      return `${who}, ${formatFullTime(message.at)}:\n${copyableText(message.content)}`;
    })
    .join('\n\n');
}
