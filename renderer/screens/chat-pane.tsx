import { EyeOff } from 'lucide-react';
import { useCallback, useEffect, useRef } from 'react';
import { Button } from '../components/button.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { EmptyNote, FailureNote } from '../components/state-note.tsx';
import { useApp } from '../store/app-store.ts';
import { closeChat, openChat } from '../store/chat/actions.ts';
import { closePane } from '../store/navigation/actions.ts';
import type { ChatPane as Pane } from '../store/navigation/state.ts';
import { ChatHead } from './chat-head.tsx';
import { ComposerBar } from './composer-bar.tsx';
import { ConversationFiles } from './conversation-files.tsx';
import { MessageInfoDialog } from './message-info-dialog.tsx';
import { FilingDialog } from './filing-dialog.tsx';
import { PictureViewer } from './picture-viewer.tsx';
import { FindBar } from './find-bar.tsx';
import { attachFiles } from '../store/attachments/actions.ts';
import { decideComposer } from '../words/decide-composer.ts';
import { NoRecordBar } from './no-record-bar.tsx';
import { Transcript } from './transcript.tsx';
import { useFileDrop } from './use-file-drop.ts';
import classes from './chat-pane.module.css';

type ChatPaneProps = {
  /** A new object for each visit, also to the same message. */
  readonly pane: Extract<Pane, { kind: 'chat' }>;
  readonly hasBack: boolean;
};

/** A conversation: head, messages, and the composer that is the service window. */
export function ChatPane({ pane, hasBack }: ChatPaneProps) {
  const { conversationId, messageId } = pane;
  const isHere = useApp((state) => state.chat.conversationId === conversationId);
  const phase = useApp((state) => state.chat.phase);
  const failure = useApp((state) => state.chat.failure);
  const details = useApp((state) => state.chat.details);
  const stretch = useApp((state) => state.chat.stretch);
  const search = useApp(({ find: { inChat } }) =>
    inChat?.conversationId === conversationId ? inChat : undefined,
  );
  const composerInput = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    void openChat(pane.conversationId, pane.messageId);
  }, [pane]);
  useEffect(() => closeChat, []);
  const canWrite = useApp(
    ({ chat, now }) => chat.details !== undefined && decideComposer(chat.details, now).kind === 'write',
  );
  const { isOver, dropProps } = useFileDrop(
    canWrite ? (files) => void attachFiles(conversationId, files) : undefined,
  );
  const leaveTranscript = useCallback(() => composerInput.current?.focus(), []);

  if (isHere && phase === 'failed') {
    return (
      <FailureNote
        title="This conversation could not be opened"
        text={failure ?? ''}
        onRetry={() => void openChat(conversationId, messageId)}
      />
    );
  }
  if (isHere && phase === 'lost') {
    return (
      <EmptyNote
        icon={<EyeOff size="1.375rem" aria-hidden />}
        title="You no longer see this conversation"
        action={<Button onClick={closePane}>Close</Button>}
      >
        A colleague has it now, or your agency has changed who sees what. What you had typed is kept in case
        it comes back.
      </EmptyNote>
    );
  }
  if (!isHere || details === undefined) return <Skeleton label="Loading the conversation" />;
  return (
    <section
      className={classes['pane']}
      aria-label={`Conversation with ${details.personName}`}
      {...dropProps}
    >
      {isOver ? <p className={classes['drop']}>Drop the files to attach them</p> : null}
      <ChatHead details={details} hasBack={hasBack} />
      {search === undefined ? null : <FindBar search={search} onLeave={leaveTranscript} />}
      {details.recordIds.length === 0 ? <NoRecordBar details={details} /> : null}
      <div className={classes['body']}>
        <Transcript key={stretch} details={details} onLeave={leaveTranscript} />
      </div>
      <ComposerBar details={details} inputRef={composerInput} />
      <ConversationFiles details={details} />
      <PictureViewer />
      <MessageInfoDialog />
      <FilingDialog />
    </section>
  );
}
