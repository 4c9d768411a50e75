import { describeContent } from '../../shared/domain/message-content.ts';
import { withoutDirectionMarks } from '../../shared/domain/text-direction.ts';
import type { MessageId } from '../../shared/domain/ids.ts';
import type { MessageView } from '../../shared/ipc/views.ts';
import { stripTextMarks } from './parse-text-marks.ts';
import { describeStatus } from './status-words.ts';
import { formatClock, isSameDay } from './time-words.ts';

/** A message with what stands around it in the transcript. */
export type TranscriptLine = {
  readonly message: MessageView;
  /** The first of its day. */
  readonly startsDay: boolean;
  /** The first that was new; how many inbound messages follow from here, itself included. */
  readonly newCount: number | undefined;
  readonly startsGroup: boolean;
  readonly endsGroup: boolean;
};

/** Messages further apart than this are not one breath. */
const GROUP_MS = 5 * 60_000;

/** Groups messages by day and by sender. A template, a failure, the divider or another colleague breaks a group. */
export function listTranscriptLines(
  messages: readonly MessageView[],
  dividerId: MessageId | undefined,
): readonly TranscriptLine[] {
  const dividerIndex = messages.findIndex((message) => message.id === dividerId);
  const starts = messages.map((message, index) => {
    const before = messages[index - 1];
    return before === undefined || index === dividerIndex || !isOneGroup(before, message);
  });
  return messages.map((message, index) => {
    const before = messages[index - 1];
    return {
      message,
      startsDay: before === undefined || !isSameDay(before.at, message.at),
      newCount: index === dividerIndex ? countInbound(messages.slice(index)) : undefined,
      startsGroup: starts[index] ?? true,
      endsGroup: starts[index + 1] ?? true,
    };
  });
}

function countInbound(messages: readonly MessageView[]): number {
  return messages.filter((message) => message.isInbound).length;
}

/** How many inbound messages stand below what was seen. */
export function countUnseen(messages: readonly MessageView[], seenUpTo: string): number {
  return countInbound(messages.filter((message) => message.sortKey > seenUpTo));
}

function isOneGroup(before: MessageView, message: MessageView): boolean {
  return (
    before.isInbound === message.isInbound &&
    before.sentBy?.userId === message.sentBy?.userId &&
    message.at - before.at < GROUP_MS &&
    isSameDay(before.at, message.at) &&
    standsInGroup(before) &&
    standsInGroup(message)
  );
}

function standsInGroup({ content, status, reactions, lapsedAt }: MessageView): boolean {
  return (
    content.type !== 'template' &&
    content.type !== 'system' &&
    status !== 'failed' &&
    status !== 'unconfirmed' &&
    lapsedAt === undefined &&
    reactions.length === 0
  );
}

/** What the screen reader says for a message: who, when, what, and how far it came. */
export function describeMessage(message: MessageView, personName: string): string {
  const who = message.isInbound ? personName : (message.sentBy?.displayName ?? 'Your agency');
  const quote = message.quoted === undefined ? '' : `, in reply to ${message.quoted.author}`;
  const changed =
    message.deletedAt !== undefined ? ', deleted by the sender' : message.earlier ? ', edited' : '';
  const said = `${who}, ${formatClock(message.at)}${quote}${changed}: ${describeHeaderFile(message)}${stripTextMarks(describeContent(message.content))}`;
  if (message.status === undefined || message.isInbound) return said;
  // A sentence that has its end gets no second one: "details?. Read" is read out as it stands.
  return `${said}${/[.?!…]$/u.test(said) ? '' : '.'} ${describeStatus(message.status, message.lapsedAt !== undefined).label}`;
}

/** A file by itself is described by its message; the one at the top of a template is not. */
function describeHeaderFile({ content, file }: MessageView): string {
  return content.type !== 'template' || file === undefined ? '' : `${withoutDirectionMarks(file.fileName)}. `;
}
