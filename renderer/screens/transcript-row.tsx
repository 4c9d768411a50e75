import { memo, useState } from 'react';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { MessageLine } from '../components/message-line.tsx';
import type { MessageId } from '../../shared/domain/ids.ts';
import {
  checkMessage,
  chooseReaction,
  chooseTemplateInstead,
  discardMessage,
  goToQuoted,
  quoteMessage,
  reactTo,
  retryMessage,
  showInfo,
} from '../store/chat/actions.ts';
import { copyText } from '../store/feedback/actions.ts';
import { followLink } from './follow-link.ts';
import { fileOnRecord } from '../store/media/filing-actions.ts';
import {
  copyPicture,
  fetchFile,
  openFile,
  saveFile,
  stopUpload,
  viewPicture,
} from '../store/media/actions.ts';
import { changeSpeed, seekSound } from '../store/player/actions.ts';
import { useApp } from '../store/app-store.ts';
import { copyableText } from '../words/content-words.ts';
import { urlOfFile } from '../words/file-words.ts';
import { countOf } from '../words/person-words.ts';
import type { TranscriptLine } from '../words/transcript-lines.ts';
import { playOrStop } from './play-or-stop.ts';
import { previewFile } from './preview-file.ts';
import { ReactMenu } from './react-menu.tsx';
import classes from './transcript.module.css';

type TranscriptRowProps = Omit<TranscriptLine, 'startsDay'> & {
  readonly personName: string;
  /** Set on the first message of a day. */
  readonly dayLabel: string | undefined;
  readonly canReply: boolean;
  readonly isTabStop: boolean;
  /** Set while this message is pointed at; each visit plays the flash again. */
  readonly flashVisit: number | undefined;
  /** To the composer, where a reply is written. */
  readonly onLeave: () => void;
};

/**
 * A message with the day or the "N new" line above it. Its props are plain values and kept objects, so that a message
 * that arrives and a clock that ticks render no other row.
 */
export const TranscriptRow = memo(function TranscriptRow(props: TranscriptRowProps) {
  const { message, dayLabel, newCount, personName, flashVisit, onLeave } = props;
  const [isAsking, setIsAsking] = useState(false);
  const isReacting = useApp((state) => state.chat.reactingId === message.id);
  const progress = useApp((state) => state.media.progress[message.id]);
  const heard = useApp(({ player }) => (player.sound?.messageId === message.id ? player : undefined));
  const speed = useApp(({ player }) => player.speed);
  return (
    <>
      {dayLabel === undefined ? null : (
        <div className={classes['day']}>
          <span className={classes['pill']}>{dayLabel}</span>
        </div>
      )}
      {newCount === undefined || newCount === 0 ? null : (
        <div className={classes['divider']} role="separator" aria-label={countOf(newCount, 'new message')}>
          {newCount} new
        </div>
      )}
      <MessageLine
        key={flashVisit}
        message={message}
        startsGroup={props.startsGroup}
        endsGroup={props.endsGroup}
        personName={personName}
        fileUrl={urlOfFile(message.id)}
        progress={progress}
        heard={heard}
        speed={speed}
        onToggleSound={(at) => playOrStop(message, personName, at)}
        onSeekSound={seekSound}
        onChangeSpeed={changeSpeed}
        onViewFile={() => viewPicture(message.id)}
        onPreviewFile={() => previewFile(message)}
        onOpenFile={() => void openFile(message.id)}
        onSaveFile={() => void saveFile(message.id)}
        onStopUpload={() => void stopUpload(message.id)}
        onFileFile={() => void fileOnRecord(message.id)}
        onFetchFile={() => void fetchFile(message.id)}
        canReply={props.canReply}
        isTabStop={props.isTabStop}
        isFlashing={flashVisit !== undefined}
        onReply={() => {
          quoteMessage(message);
          onLeave();
        }}
        onCopy={() => void copyText(selectedTextOf(message.id) || copyableText(message.content), 'Text')}
        onCopyPart={(part, what) => void copyText(part, what)}
        onCopyPicture={() => void copyPicture(message.id)}
        onChooseReaction={() => chooseReaction(message.id)}
        onReact={(emoji) => void reactTo(message.id, emoji)}
        onInfo={() => showInfo(message.id)}
        onRetry={() => void retryMessage(message.id)}
        onCheck={() => void checkMessage(message.id)}
        onSendAgain={() => setIsAsking(true)}
        onChooseTemplate={() => void chooseTemplateInstead(message)}
        onDiscard={() => void discardMessage(message.id)}
        onGoToQuoted={() => void goToQuoted(message)}
        onOpenLink={followLink}
      />
      {isReacting ? (
        <ReactMenu
          messageId={message.id}
          current={message.reactions.find(({ isInbound }) => !isInbound)?.emoji}
          onReact={(emoji) => void reactTo(message.id, emoji)}
          onClose={() => chooseReaction(undefined)}
        />
      ) : null}
      {message.status === 'unconfirmed' || isAsking ? (
        <ConfirmDialog
          isOpen={isAsking}
          title="Send this message again?"
          confirmLabel="Send again"
          onClose={() => setIsAsking(false)}
          onConfirm={() => void retryMessage(message.id)}
        >
          Nobody knows yet whether the first one went out. If it did, {personName} gets the message twice.
          Waiting a few minutes often settles it: the ticks then appear by themselves.
        </ConfirmDialog>
      ) : null}
    </>
  );
});

/** What is selected inside a message; empty if nothing is. */
function selectedTextOf(id: MessageId): string {
  const selection = window.getSelection();
  const element = document.querySelector(`[data-message-id="${CSS.escape(id)}"]`);
  if (selection === null || selection.isCollapsed || element === null) return '';
  return element.contains(selection.anchorNode) && element.contains(selection.focusNode)
    ? selection.toString()
    : '';
}
