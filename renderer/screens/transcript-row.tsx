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
  openPreview,
} from '../store/media/actions.ts';
import { changeSpeed, seekSound, togglePlay } from '../store/player/actions.ts';
import { findPreviewKind } from '../documents/preview-kind.ts';
import { findMediaContent } from '../../shared/domain/media-file-name.ts';
import type { MessageView } from '../../shared/ipc/views.ts';
import { useApp } from '../store/app-store.ts';
import { copyableText } from '../words/content-words.ts';
import { nameSound, urlOfFile } from '../words/file-words.ts';
import { countOf } from '../words/person-words.ts';
import type { TranscriptLine } from '../words/transcript-lines.ts';
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

function playOrStop({ id: messageId, ...message }: MessageView, personName: string, at: number): void {
  const { conversationId, content, isInbound, sentBy } = message;
  if (content.type !== 'audio') return;
  const from = isInbound ? personName : (sentBy?.displayName ?? 'your agency');
  togglePlay({ messageId, conversationId, name: nameSound(content), from }, at);
}

function previewFile({ id: messageId, conversationId, content, file }: MessageView): void {
  const mimeType = findMediaContent(content)?.media.mimeType;
  if (file === undefined || mimeType === undefined) return;
  const kind = findPreviewKind(file.fileName, mimeType);
  if (kind !== undefined) openPreview({ conversationId, messageId, fileName: file.fileName, kind });
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
