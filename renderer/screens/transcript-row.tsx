import { useState } from 'react';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { MessageLine } from '../components/message-line.tsx';
import type { MessageId } from '../../shared/domain/ids.ts';
import type { ConversationDetails } from '../../shared/ipc/views.ts';
import { goToMessage, quoteMessage, retryMessage } from '../store/chat/actions.ts';
import { copyText } from '../store/feedback/actions.ts';
import { openLink } from '../store/frame/actions.ts';
import { copyableText } from '../words/content-words.ts';
import { countOf } from '../words/person-words.ts';
import { formatDay } from '../words/time-words.ts';
import type { TranscriptLine } from '../words/transcript-lines.ts';
import { isWindowOpen } from '../../shared/domain/service-window.ts';
import classes from './transcript.module.css';

type TranscriptRowProps = {
  readonly line: TranscriptLine;
  readonly details: ConversationDetails;
  readonly now: number;
  readonly isTabStop: boolean;
  /** Set while this message is pointed at; each visit plays the flash again. */
  readonly flashVisit: number | undefined;
  /** To the composer, where a reply is written. */
  readonly onLeave: () => void;
};

/** A message with the day or the "N new" line above it. */
export function TranscriptRow({ line, details, now, isTabStop, flashVisit, onLeave }: TranscriptRowProps) {
  const [isAsking, setIsAsking] = useState(false);
  const { message } = line;
  return (
    <>
      {line.startsDay ? (
        <div className={classes['day']}>
          <span className={classes['pill']}>{formatDay(message.at, now)}</span>
        </div>
      ) : null}
      {line.newCount === undefined || line.newCount === 0 ? null : (
        <div
          className={classes['divider']}
          role="separator"
          aria-label={countOf(line.newCount, 'new message')}
        >
          {line.newCount} new
        </div>
      )}
      <MessageLine
        key={flashVisit}
        line={line}
        personName={details.personName}
        canReply={details.canSend && isWindowOpen(details.windowClosesAt, now) && message.status !== 'failed'}
        isTabStop={isTabStop}
        isFlashing={flashVisit !== undefined}
        onReply={() => {
          quoteMessage(message);
          onLeave();
        }}
        onCopy={() => void copyText(selectedTextOf(message.id) || copyableText(message.content), 'Text')}
        onRetry={() => void retryMessage(message.id)}
        onSendAgain={() => setIsAsking(true)}
        onGoToQuoted={() => {
          if (message.quoted?.messageId !== undefined) void goToMessage(message.quoted.messageId);
        }}
        onOpenLink={(url) => void openLink(url)}
      />
      <ConfirmDialog
        isOpen={isAsking}
        title="Send this message again?"
        confirmLabel="Send again"
        onClose={() => setIsAsking(false)}
        onConfirm={() => void retryMessage(message.id)}
      >
        Nobody knows yet whether the first one went out. If it did, {details.personName} gets the message
        twice. Waiting a few minutes often settles it: the ticks then appear by themselves.
      </ConfirmDialog>
    </>
  );
}

/** What is selected inside a message; empty if nothing is. */
function selectedTextOf(id: MessageId): string {
  const selection = window.getSelection();
  const element = document.querySelector(`[data-message-id="${CSS.escape(id)}"]`);
  if (selection === null || selection.isCollapsed || element === null) return '';
  return element.contains(selection.anchorNode) && element.contains(selection.focusNode)
    ? selection.toString()
    : '';
}
