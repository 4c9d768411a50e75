import { Smile } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { ClosedComposer } from '../components/closed-composer.tsx';
import { AttachmentTray, type TrayFile } from '../components/attachment-tray.tsx';
import { Composer } from '../components/composer.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { insertAtCaret } from '../components/insert-at-caret.ts';
import type { ConversationId } from '../../shared/domain/ids.ts';
import type { ConversationDetails } from '../../shared/ipc/views.ts';
import { useApp } from '../store/app-store.ts';
import {
  attachFiles,
  moveForward,
  removeFile,
  sendFiles,
  writeCaption,
} from '../store/attachments/actions.ts';
import { trayOf } from '../store/attachments/reduce.ts';
import { selectPreferences } from '../store/frame/preferences.ts';
import { quoteMessage, sendText, typeDraft } from '../store/chat/actions.ts';
import { flushDrafts } from '../store/chat/draft-saver.ts';
import { openCompose } from '../store/navigation/actions.ts';
import { tickAt } from '../store/ticker.ts';
import { decideComposer } from '../words/decide-composer.ts';
import { CardMenu } from './card-menu.tsx';
import { EmojiMenu } from './emoji-menu.tsx';
import { replyToMessage } from './reply-to-message.ts';
import { useCompletion } from './use-completion.tsx';

type ComposerBarProps = {
  readonly details: ConversationDetails;
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
};

/** The foot of a chat. It turns from a box into a template button on the second at which the window closes. */
export function ComposerBar({ details, inputRef }: ComposerBarProps) {
  const now = useApp((state) => state.now);
  const draft = useApp((state) => state.chat.drafts[details.id] ?? '');
  const quote = useApp((state) => state.chat.quotes[details.id]);
  const tray = useApp((state) => trayOf(state.attachments, details.id));
  const failure = useApp((state) => state.chat.sendFailures[details.id]);
  const isOffline = useApp(({ frame }) => ['offline', 'refused'].includes(frame.connection.state));
  const { sendKey, spellCheckLanguage } = useApp(selectPreferences);
  const { windowClosesAt } = details;
  useEffect(
    () => (windowClosesAt === undefined || windowClosesAt <= Date.now() ? undefined : tickAt(windowClosesAt)),
    [windowClosesAt],
  );
  const face = decideComposer(details, now);
  useEffect(() => {
    if (face.kind === 'write') inputRef.current?.focus();
  }, [face.kind, inputRef]);

  // Of one text: the next conversation begins with a small box, and so does the next message.
  const [largeId, setLargeId] = useState<ConversationId | undefined>(undefined);
  const setLarge = (isLarge: boolean) => {
    setLargeId(isLarge ? details.id : undefined);
    inputRef.current?.focus();
  };
  const completion = useCompletion(inputRef, draft, details.id);

  if (face.kind !== 'write') {
    return (
      <ClosedComposer
        face={face}
        draft={draft}
        onChooseTemplate={() => openCompose({ kind: 'conversation', conversationId: details.id })}
      />
    );
  }
  return (
    <Composer
      face={face}
      personName={details.personName}
      draft={draft}
      quote={quote}
      failure={failure}
      isOffline={isOffline}
      sendKey={sendKey}
      isLarge={largeId === details.id}
      onLarge={setLarge}
      spellCheckLanguage={spellCheckLanguage}
      inputRef={inputRef}
      onType={(text) => typeDraft(details.id, text)}
      onSend={() => {
        setLargeId(undefined);
        void send(details.id);
      }}
      onAttach={(files) => void attachFiles(details.id, files)}
      files={decideFiles(tray)}
      tray={
        <AttachmentTray
          files={tray}
          onCaption={(key, caption) => writeCaption(details.id, key, caption)}
          onMoveForward={(key) => moveForward(details.id, key)}
          onRemove={(key) => removeFile(details.id, key)}
        />
      }
      onDropQuote={() => quoteMessage(undefined)}
      onReplyToLast={replyToMessage}
      onBlur={flushDrafts}
      completion={completion}
      tools={
        <>
          <CardMenu conversationId={details.id} />
          <EmojiButton inputRef={inputRef} />
        </>
      }
    />
  );
}

/** Puts an emoji where the caret is, and the caret behind it. */
function EmojiButton({ inputRef }: Pick<ComposerBarProps, 'inputRef'>) {
  return (
    <EmojiMenu
      trigger={
        <IconButton label="Insert an emoji">
          <Smile size="1.0625rem" aria-hidden />
        </IconButton>
      }
      finalFocus={inputRef}
      onPick={(emoji) => {
        if (inputRef.current !== null) insertAtCaret(inputRef.current, emoji);
      }}
    />
  );
}

/** Files first, in their order, then what is typed. */
async function send(id: ConversationId): Promise<void> {
  if (await sendFiles(id)) await sendText(id);
}

function decideFiles(tray: readonly TrayFile[]): 'none' | 'reading' | 'ready' {
  if (tray.some(({ state }) => state === 'reading')) return 'reading';
  return tray.some(({ state }) => state === 'ready') ? 'ready' : 'none';
}
