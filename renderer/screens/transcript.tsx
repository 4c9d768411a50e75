import { ArrowDown, CornerDownLeft } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import { Badge } from '../components/badge.tsx';
import { EmptyNote } from '../components/state-note.tsx';
import type { MessageId, UserId } from '../../shared/domain/ids.ts';
import { isWindowOpen } from '../../shared/domain/service-window.ts';
import type { ConversationDetails, MessageView } from '../../shared/ipc/views.ts';
import { useApp } from '../store/app-store.ts';
import { goBack, goToNewest, loadNewer, loadOlder } from '../store/chat/actions.ts';
import type { ChatState } from '../store/chat/state.ts';
import { setAtBottom } from '../store/chat/watching.ts';
import { countOf } from '../words/person-words.ts';
import { selectUser } from '../store/frame/selectors.ts';
import { describeBeginning, formatDay } from '../words/time-words.ts';
import { type TranscriptLine, countUnseen, listTranscriptLines } from '../words/transcript-lines.ts';
import { TranscriptRow } from './transcript-row.tsx';
import { useCleanCopy } from './use-clean-copy.ts';
import { useFoundMarks } from './use-found-marks.ts';
import { useFollowEnd } from './use-follow-end.ts';
import { useMarkSeen } from './use-mark-seen.ts';
import { useVisibleMessages } from './use-visible-messages.ts';
import { useTranscriptKeys } from './use-transcript-keys.ts';
import classes from './transcript.module.css';

type TranscriptProps = {
  readonly details: ConversationDetails;
  /** Esc: back to the composer. */
  readonly onLeave: () => void;
};

/** Room to put older messages before the first without moving anything: Virtuoso's `firstItemIndex`. */
const MIDDLE = 1_000_000;

/** The messages of a conversation: only the visible ones exist; the end is followed only by who stands there. */
export function Transcript({ details, onLeave }: TranscriptProps) {
  const messages = useApp((state) => state.chat.messages);
  // One by one: what is typed lives in the same slice and must not render the transcript.
  const hasOlder = useApp((state) => state.chat.hasOlder);
  const hasNewer = useApp((state) => state.chat.hasNewer);
  const anchorId = useApp((state) => state.chat.anchorId);
  const landing = useApp((state) => state.chat.landing);
  const dividerId = useApp((state) => state.chat.dividerId);
  const flash = useApp((state) => state.chat.flash);
  const returnId = useApp((state) => state.chat.returnId);
  const now = useApp((state) => state.now);
  const list = useRef<VirtuosoHandle>(null);
  const log = useRef<HTMLDivElement>(null);
  const { watch, isAtEnd, goToEnd, expectMove } = useFollowEnd({
    log,
    lastId: messages.at(-1)?.id,
    startsAtEnd: landing.kind === 'newest',
    isNewest: !hasNewer,
  });
  const { visible, measure } = useVisibleMessages(log, messages.length > 0);
  const lines = useMemo(() => listTranscriptLines(messages, dividerId), [messages, dividerId]);
  const firstIndex =
    MIDDLE -
    Math.max(
      0,
      messages.findIndex((message) => message.id === anchorId),
    );
  const indexOf = (id: string | undefined) => messages.findIndex((message) => message.id === id);
  const topIndex = indexOf(visible?.firstId);
  const lastIndex = indexOf(visible?.lastId);
  const top = messages[topIndex];
  const returnIndex = indexOf(returnId);
  const isReturnSeen = returnIndex >= topIndex && returnIndex <= lastIndex && topIndex !== -1;

  useFoundMarks(
    log,
    useApp(({ find: { inChat } }) => (inChat?.conversationId === details.id ? inChat.query : '')),
  );
  useMarkSeen(messages[lastIndex]);
  useEffect(measure, [measure, messages]);
  const userId = useApp((state) => selectUser(state)?.id);
  useFollowOwnMessages(goToEnd, messages.at(-1), userId);
  const copyClean = useCleanCopy(messages, details.personName);
  const keys = useTranscriptKeys({ list, messages, inView: visible, onLeave });
  const initialIndex = useInitialIndex(
    lines.length,
    landing.kind === 'newest' ? -1 : indexOf(landing.messageId),
  );

  const flashVisit = useRef(flash?.visit);
  useEffect(() => {
    if (flash === undefined || flash.visit === flashVisit.current) return;
    flashVisit.current = flash.visit;
    expectMove();
    list.current?.scrollToIndex({ index: indexOf(flash.messageId), align: 'center' });
  });

  useEffect(() => {
    setAtBottom(isAtEnd && !hasNewer);
    return () => setAtBottom(true);
  }, [isAtEnd, hasNewer]);
  if (messages.length === 0) {
    return (
      <div className={classes['empty']}>
        {details.keptSince === undefined ? (
          <EmptyNote title="No messages yet">What you send and receive appears here.</EmptyNote>
        ) : (
          <EmptyNote title="No messages">{describeBeginning(details.keptSince)}</EmptyNote>
        )}
      </div>
    );
  }
  const jump = () => {
    const dividerIndex = indexOf(dividerId);
    expectMove();
    if (dividerIndex > lastIndex) list.current?.scrollToIndex({ index: dividerIndex, align: 'start' });
    else if (hasNewer) void goToNewest();
    else goToEnd();
  };
  return (
    <>
      {top === undefined || topIndex === 0 || isAtEnd ? null : (
        <div className={classes['floating']} aria-hidden>
          <span className={classes['pill']}>{formatDay(top.at, now)}</span>
        </div>
      )}
      <div
        // New messages are announced once by the app; a live region over a virtual list would read out scrolling.
        ref={log}
        role="log"
        aria-live="off"
        aria-label={`Messages with ${details.personName}`}
        className={classes['log']}
        onCopy={copyClean}
        {...keys.logProps}
      >
        <Virtuoso
          ref={list}
          data={lines}
          firstItemIndex={firstIndex}
          alignToBottom
          initialTopMostItemIndex={initialIndex}
          computeItemKey={(_index, line) => line.message.id}
          scrollerRef={watch}
          rangeChanged={measure}
          onScroll={measure}
          startReached={() => void loadOlder()}
          endReached={() => void loadNewer()}
          increaseViewportBy={400}
          tabIndex={-1}
          components={hasOlder ? PARTS_BEFORE_OLDER : PARTS_FROM_BEGINNING}
          context={{ details, now, activeId: keys.activeId, flash, onLeave }}
          itemContent={renderLine}
        />
      </div>
      {returnId === undefined || isReturnSeen ? null : (
        <button type="button" className={classes['back']} onClick={() => void goBack()}>
          <CornerDownLeft size="0.9375rem" aria-hidden />
          Back to the reply
        </button>
      )}
      {isAtEnd && !hasNewer ? null : <JumpButton onJump={jump} />}
    </>
  );
}

type LineContext = {
  readonly details: ConversationDetails;
  readonly now: number;
  readonly activeId: MessageId | undefined;
  readonly flash: ChatState['flash'];
  readonly onLeave: () => void;
};

function renderLine(
  _index: number,
  line: TranscriptLine,
  { details, now, activeId, flash, onLeave }: LineContext,
) {
  const { message, newCount, startsGroup, endsGroup } = line;
  return (
    <TranscriptRow
      message={message}
      newCount={newCount}
      startsGroup={startsGroup}
      endsGroup={endsGroup}
      personName={details.personName}
      dayLabel={line.startsDay ? formatDay(message.at, now) : undefined}
      canReply={details.canSend && isWindowOpen(details.windowClosesAt, now) && message.status !== 'failed'}
      isTabStop={message.id === activeId}
      flashVisit={flash?.messageId === message.id ? flash.visit : undefined}
      onLeave={onLeave}
    />
  );
}

function LoadingOlder() {
  return (
    <p className={classes['top']} role="status">
      Loading earlier messages…
    </p>
  );
}

function Beginning({ context }: { readonly context?: LineContext }) {
  return <p className={classes['top']}>{describeBeginning(context?.details.keptSince)}</p>;
}

function Bottom() {
  return <div className={classes['bottom']} />;
}

const PARTS_BEFORE_OLDER = { Header: LoadingOlder, Footer: Bottom };
const PARTS_FROM_BEGINNING = { Header: Beginning, Footer: Bottom };

type JumpButtonProps = { readonly onJump: () => void };

/** First to what is new, then to the newest. */
function JumpButton({ onJump }: JumpButtonProps) {
  const messages = useApp((state) => state.chat.messages);
  const seenUpTo = useApp((state) => state.chat.seenUpTo);
  const count = countUnseen(messages, seenUpTo);
  return (
    <button
      type="button"
      className={classes['jump']}
      aria-label={count === 0 ? 'Go to the newest message' : `Go to ${countOf(count, 'new message')}`}
      onClick={onJump}
    >
      <ArrowDown size="0.9375rem" aria-hidden />
      <span aria-hidden>
        <Badge count={count} label="new" />
      </span>
    </button>
  );
}

type InitialIndex = { readonly index: number; readonly align: 'start' | 'center' | 'end' };

/** Where the list opens; fixed for the life of the list. */
function useInitialIndex(count: number, landingIndex: number): InitialIndex {
  const [initial] = useState<InitialIndex>(() =>
    landingIndex === -1
      ? { index: Math.max(0, count - 1), align: 'end' }
      : { index: landingIndex, align: 'center' },
  );
  return initial;
}

/** A message that this user has just sent is always shown, wherever they stood; a colleague's moves nothing. */
function useFollowOwnMessages(
  goToEnd: () => void,
  last: MessageView | undefined,
  userId: UserId | undefined,
): void {
  const lastId = useRef(last?.id);
  useEffect(() => {
    if (last === undefined || last.id === lastId.current) return;
    lastId.current = last.id;
    if (last.sentBy !== undefined && last.sentBy.userId === userId) goToEnd();
  }, [last, goToEnd, userId]);
}
