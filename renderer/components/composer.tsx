import { Clock, Maximize2, Minimize2, Paperclip, SendHorizontal, X } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, type Ref, useRef } from 'react';
import type { Preferences } from '../../shared/domain/preferences.ts';
import type { MessageView } from '../../shared/ipc/views.ts';
import { listGaps } from '../../shared/domain/canned-reply.ts';
import { describeContent } from '../../shared/domain/message-content.ts';
import type { ComposerFace } from '../words/decide-composer.ts';
import { decidePaste } from '../words/decide-paste.ts';
import { countOf } from '../words/person-words.ts';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import { insertAtCaret } from './insert-at-caret.ts';
import { Tip } from './tip.tsx';
import classes from './composer.module.css';

type ComposerProps = {
  readonly face: Extract<ComposerFace, { kind: 'write' }>;
  readonly personName: string;
  readonly draft: string;
  readonly quote: MessageView | undefined;
  readonly failure: string | undefined;
  readonly isOffline: boolean;
  readonly sendKey: Preferences['sendKey'];
  /** Most of the pane is for the box, and only Ctrl (or Cmd) and Enter sends. */
  readonly isLarge: boolean;
  readonly onLarge: (isLarge: boolean) => void;
  readonly spellCheckLanguage: Preferences['spellCheckLanguage'];
  readonly inputRef: Ref<HTMLTextAreaElement>;
  readonly onType: (text: string) => void;
  readonly onSend: () => void;
  /** Files that were chosen or pasted. */
  readonly onAttach: (files: readonly File[]) => void;
  /** What is attached, and whether it can be sent now. */
  readonly tray: ReactNode;
  readonly files: 'none' | 'reading' | 'ready';
  readonly onDropQuote: () => void;
  /** The up arrow in an empty box. */
  readonly onReplyToLast: () => void;
  readonly onBlur: () => void;
  /** What completes the word at the caret. */
  readonly completion: Completion;
  /** Buttons between the box and Send. */
  readonly tools: ReactNode;
};

/** A list over the box that the keys of the box move in. */
export type Completion = {
  readonly list: ReactNode;
  /** The id of the chosen option while the list is open. */
  readonly activeId: string | undefined;
  readonly listId: string;
  /** Answers true where the key was for the list. */
  readonly takeKey: (event: KeyboardEvent) => boolean;
  readonly noteCaret: (caret: number) => void;
};

/** Meta's limit for a text message. */
const MAX_CHARACTERS = 4_096;
const COUNT_FROM = 3_700;

/** The box while the service window is open. The chosen key sends; composing (IME) never does. */
export function Composer(props: ComposerProps) {
  const { face, draft, quote, failure, inputRef, completion } = props;
  const isTooLong = draft.trim().length > MAX_CHARACTERS;
  const hasSomething = draft.trim() !== '' || props.files === 'ready';
  const gaps = listGaps(draft);
  const canSend = hasSomething && props.files !== 'reading' && !isTooLong && gaps.length === 0;
  const sendKey = props.isLarge ? 'modifier-enter' : props.sendKey;
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const { types, files } = event.clipboardData;
    const text = event.clipboardData.getData('text/plain');
    const pasted = decidePaste({ types, text, fileCount: files.length });
    if (pasted.kind === 'default') return;
    event.preventDefault();
    if (pasted.kind === 'files') props.onAttach([...files]);
    else insertAtCaret(event.currentTarget, pasted.text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.nativeEvent.isComposing && completion.takeKey(event)) return;
    if (isUpInEmptyBox(event, draft)) {
      event.preventDefault();
      props.onReplyToLast();
      return;
    }
    if (event.key === 'Escape' && props.isLarge) {
      event.preventDefault();
      props.onLarge(false);
      return;
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !isSendKey(event, sendKey)) return;
    event.preventDefault();
    if (canSend) props.onSend();
  };
  return (
    <form
      className={classes['composer']}
      aria-label={`Message to ${props.personName}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (canSend) props.onSend();
      }}
    >
      {face.warning === undefined ? null : <p className={classes['warning']}>{face.warning}</p>}
      {failure === undefined ? null : (
        <p className={classes['problem']} role="alert">
          {failure}
        </p>
      )}
      {gaps.length === 0 ? null : (
        <p className={classes['warning']} role="status">
          Write something in place of {gaps.map((gap) => `[${gap}]`).join(', ')}: the record does not say it.
        </p>
      )}
      {quote === undefined ? null : (
        <QuoteStrip quote={quote} personName={props.personName} onDrop={props.onDropQuote} />
      )}
      {props.tray}
      {completion.list}
      <div className={classes['box']}>
        <textarea
          ref={inputRef}
          className={classNames(classes['input'], props.isLarge && classes['large'])}
          data-composer=""
          aria-label="Write a message"
          placeholder="Write a message"
          rows={1}
          spellCheck={props.spellCheckLanguage !== 'off'}
          lang={props.spellCheckLanguage === 'off' ? undefined : props.spellCheckLanguage}
          value={draft}
          onChange={(event) => props.onType(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={props.onBlur}
          onSelect={({ currentTarget }) => completion.noteCaret(currentTarget.selectionEnd)}
          aria-autocomplete="list"
          aria-controls={completion.activeId === undefined ? undefined : completion.listId}
          aria-activedescendant={completion.activeId}
        />
        {/* Behind the box, so that Shift and Tab lead from it to the messages. */}
        <SizeButton isOffered={isLong(draft)} isLarge={props.isLarge} onLarge={props.onLarge} />
        <AttachButton onAttach={props.onAttach} />
        {props.tools}
        <Tip content={sendKey === 'enter' ? 'Send (Enter)' : 'Send (Ctrl or ⌘ Enter)'} side="top">
          <button type="submit" className={classes['send']} aria-label="Send" disabled={!canSend}>
            <SendHorizontal size="1.0625rem" aria-hidden />
          </button>
        </Tip>
      </div>
      <ComposerFoot face={face} length={draft.length} isOffline={props.isOffline} />
    </form>
  );
}

type AttachButtonProps = { readonly onAttach: (files: readonly File[]) => void };

function AttachButton({ onAttach }: AttachButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton label="Attach files" onClick={() => input.current?.click()}>
        <Paperclip size="1.0625rem" aria-hidden />
      </IconButton>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-attach=""
        aria-label="Files to attach"
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          // So that the same file can be chosen again after it was removed.
          target.value = '';
          if (files.length > 0) onAttach(files);
        }}
      />
    </>
  );
}

type SizeButtonProps = {
  readonly isOffered: boolean;
  readonly isLarge: boolean;
  readonly onLarge: (isLarge: boolean) => void;
};

/** Hidden while the text is short: the key presses it also then. */
function SizeButton({ isOffered, isLarge, onLarge }: SizeButtonProps) {
  return (
    <IconButton
      label={isLarge ? 'Make the box small' : 'Make the box large'}
      hidden={!isOffered && !isLarge}
      data-enlarge=""
      onClick={() => onLarge(!isLarge)}
    >
      {isLarge ? <Minimize2 size="1rem" aria-hidden /> : <Maximize2 size="1rem" aria-hidden />}
    </IconButton>
  );
}

/** More than the box shows at a glance. */
function isLong(draft: string): boolean {
  return draft.length > 160 || draft.split('\n').length > 3;
}

/** There is no line above to go to. Editing what was sent is nothing that the API promises, so it quotes the last message. */
function isUpInEmptyBox(event: KeyboardEvent, draft: string): boolean {
  const { altKey, ctrlKey, metaKey, shiftKey } = event;
  return event.key === 'ArrowUp' && draft === '' && !(altKey || ctrlKey || metaKey || shiftKey);
}

/** Where Enter sends, Shift and Enter make a new line; where Ctrl or Cmd is needed, Enter alone does. */
function isSendKey(event: KeyboardEvent, sendKey: Preferences['sendKey']): boolean {
  return sendKey === 'enter' ? !event.shiftKey : event.ctrlKey || event.metaKey;
}

type ComposerFootProps = {
  readonly face: ComposerProps['face'];
  readonly length: number;
  readonly isOffline: boolean;
};

function ComposerFoot({ face, length, isOffline }: ComposerFootProps) {
  return (
    <div className={classes['foot']}>
      <span className={classNames(classes['countdown'], face.isClosingSoon && classes['soon'])}>
        <Clock size="0.75rem" aria-hidden />
        {face.countdown}
      </span>
      {isOffline ? <span>Offline: sent once you are online</span> : null}
      {length < COUNT_FROM ? null : (
        <span
          className={classNames(classes['right'], length > MAX_CHARACTERS && classes['over'])}
          role="status"
        >
          {length > MAX_CHARACTERS
            ? `${countOf(length - MAX_CHARACTERS, 'character')} too many`
            : `${countOf(MAX_CHARACTERS - length, 'character')} left`}
        </span>
      )}
    </div>
  );
}

type QuoteStripProps = {
  readonly quote: MessageView;
  readonly personName: string;
  readonly onDrop: () => void;
};

function QuoteStrip({ quote, personName, onDrop }: QuoteStripProps) {
  return (
    <div className={classes['strip']}>
      <div>
        <p className={classes['strip-title']}>
          Reply to {quote.isInbound ? personName : (quote.sentBy?.displayName ?? 'your agency')}
        </p>
        <p className={classes['strip-text']}>{describeContent(quote.content)}</p>
      </div>
      <IconButton label="Do not quote" isSmall onClick={onDrop}>
        <X size="0.9375rem" aria-hidden />
      </IconButton>
    </div>
  );
}
