import { AppError } from '../../shared/domain/app-error.ts';
import type { ConversationId } from '../../shared/domain/ids.ts';
import { PROTOCOL_VERSION, type Presence, type RelayFrame } from '../../shared/protocol/frames.ts';
import type { RawEvent, User } from '../../shared/protocol/events.ts';
import type { Connection } from '../../shared/ipc/views.ts';
import type { Log } from '../log.ts';
import { decideBackoffMs } from './backoff.ts';
import { type AppFacts, describeTooOld, RELAY_TOO_OLD } from './relay-versions.ts';
import type { RelaySocket, SocketEnd } from './relay-socket.ts';
import { createWaitingBatches, isCatchUp } from './waiting-batches.ts';

export type AppliedBatch<Result> = {
  readonly result: Result;
  /** Entries that were in the log before this desktop came back. */
  readonly isCatchUp: boolean;
  /** The last batch of a catch-up, or a live one. */
  readonly isLive: boolean;
  /** This desktop had never been synchronised before. */
  readonly isFirstSync: boolean;
};

export type RelaySession = {
  readonly connection: () => Connection;
  /** Now, without waiting for the back-off: after sleep, or because the user asks. */
  reconnect(): void;
  /** Which conversation is shown, and whether it is being written in: colleagues who look at it are told. */
  setPresence(presence: { readonly conversationId?: ConversationId; readonly isTyping: boolean }): void;
  stop(): Promise<void>;
};

/**
 * Keeps this desktop's place in the relay's log: cursor, batch, apply, acknowledge. A batch is acknowledged only after
 * the database has committed it together with the cursor, so nothing is lost and nothing is applied twice.
 */
export function startRelaySession<Result>(options: {
  readonly openSocket: (handlers: {
    readonly onOpen: () => void;
    readonly onFrame: (frame: RelayFrame) => void;
    readonly onEnd: (end: SocketEnd) => void;
  }) => RelaySocket;
  readonly app: AppFacts;
  readonly getCursor: () => Promise<number>;
  readonly apply: (batch: {
    readonly events: readonly RawEvent[];
    readonly cursor: number;
    /** Where this connection began, and how far the log reached then. */
    readonly resumed: { readonly start: number; readonly head: number };
  }) => Promise<Result>;
  readonly onApplied: (batch: AppliedBatch<Result>) => Promise<void> | void;
  readonly onUser: (user: User) => Promise<void>;
  /** An administrator has removed this desktop. */
  readonly onRevoked: () => void;
  /** Whether a log of this id is the one that was read before; the first id that is heard is remembered. */
  readonly isSameLog: (logId: string) => Promise<boolean>;
  /** The relay's log is not the one that was read before (it was restored from a backup): forget it, cursor and all. */
  readonly forgetLog: (logId: string | undefined) => Promise<void>;
  /** This computer's time less the relay's, at each welcome. Milliseconds. */
  readonly onClockSkew?: (skewMs: number) => void;
  /** Who else looks at the conversation that was set. */
  readonly onPresence?: (presence: Presence) => void;
  readonly onConnection: (connection: Connection) => void;
  readonly random: () => number;
  readonly now: () => number;
  readonly log: Log;
}): RelaySession {
  let connection: Connection = { state: 'connecting' };
  let socket: RelaySocket | undefined;
  let timer: NodeJS.Timeout | undefined;
  let attempt = 0;
  /** The relay has asked not to be called before so many milliseconds have passed. */
  let pauseMs = 0;
  let isStopped = false;
  let hasPresence = false;
  let presence: { readonly conversationId?: ConversationId; readonly isTyping: boolean } = {
    isTyping: false,
  };
  /** Batches are applied one after the other, whatever the speed at which they arrive. */
  let work: Promise<void> = Promise.resolve();
  let place = { start: 0, head: 0 };
  const waiting = createWaitingBatches();

  const setConnection = (next: Connection) => {
    connection = next;
    options.onConnection(next);
  };

  /** Told already, and not to be told again at every attempt. */
  const isAway = () => connection.state === 'offline' || connection.state === 'refused';

  const connect = () => {
    clearTimeout(timer);
    if (isStopped || socket !== undefined) return;
    if (!isAway()) setConnection({ state: 'connecting' });
    const opened = options.openSocket({
      onOpen: () => void enqueue(() => greet(opened)),
      onFrame: (frame) => {
        if (frame.type === 'batch' && opened === socket) waiting.add(frame);
        void enqueue(() => handleFrame(opened, frame));
      },
      onEnd: (end) => handleEnd(opened, end),
    });
    waiting.clear();
    socket = opened;
  };

  const enqueue = (task: () => Promise<void> | void) => {
    work = work.then(task).catch((error: unknown) => {
      // The database refused: nothing was acknowledged, so the relay will send the same entries again.
      options.log.error('batch could not be applied', { message: String(error) });
      const from = socket;
      // A sentence for the user, such as that the disk is full.
      if (from !== undefined && error instanceof AppError && error.retryable)
        handleEnd(from, { kind: 'broken', reason: error.message });
      from?.close();
    });
    return work;
  };

  const greet = async (from: RelaySocket) => {
    place = { start: await options.getCursor(), head: 0 };
    from.send({
      type: 'hello',
      protocol: PROTOCOL_VERSION,
      cursor: place.start,
      clientVersion: options.app.version,
    });
  };

  const handleFrame = async (from: RelaySocket, frame: RelayFrame) => {
    if (from !== socket) return;
    switch (frame.type) {
      case 'welcome':
        return handleWelcome(from, frame);
      case 'batch':
        return handleBatches(from);
      case 'presence':
        return frame.conversationId === presence.conversationId ? options.onPresence?.(frame) : undefined;
      case 'goodbye':
        return handleGoodbye(from, frame);
    }
  };

  const handleGoodbye = (from: RelaySocket, frame: Extract<RelayFrame, { type: 'goodbye' }>) => {
    if (frame.reason === 'revoked') {
      refuse(REMOVED);
      options.onRevoked();
    } else if (isAppTooOld(frame)) {
      // The relay may be told to be less strict: it is asked again, but not often.
      pauseMs = TOO_OLD_PAUSE_MS;
      setConnection({
        state: 'refused',
        reason: describeTooOld(options.app, frame.minimumDesktop),
        isTooOld: true,
      });
    } else if (frame.reason === 'protocol') {
      // Not for good: a relay that is brought up to date is found again.
      handleEnd(from, { kind: 'broken', reason: RELAY_TOO_OLD });
    } else {
      pauseMs = frame.retryAfterMs ?? 0;
    }
    from.close();
  };

  const handleWelcome = async (from: RelaySocket, frame: Extract<RelayFrame, { type: 'welcome' }>) => {
    attempt = 0;
    options.onClockSkew?.(options.now() - frame.serverTime);
    await options.onUser(frame.user);
    const { head, logId } = frame;
    if (head < place.start || (logId !== undefined && !(await options.isSameLog(logId)))) {
      options.log.warn('the relay has another log than before; reading it anew', {
        head,
        cursor: place.start,
      });
      await options.forgetLog(logId);
      from.close();
      return;
    }
    hasPresence = frame.hasPresence === true;
    if (presence.conversationId !== undefined) sendPresence(from);
    place.head = frame.head;
    const total = frame.head - place.start;
    setConnection(total > 0 ? { state: 'catching-up', done: 0, total } : { state: 'online' });
  };

  const sendPresence = (to: RelaySocket) => {
    if (hasPresence) to.send({ type: 'presence', ...presence });
  };

  const handleBatches = async (from: RelaySocket) => {
    const taken = waiting.take(place.head);
    const cursor = taken.at(-1)?.cursor;
    // It was applied together with one before it.
    if (cursor === undefined) return;
    const events = taken.flatMap((frame) => frame.events);
    const result = await options.apply({ events, cursor, resumed: { ...place } });
    from.send({ type: 'ack', cursor });
    const isLive = cursor >= place.head;
    const wasWaiting = isCatchUp({ events, cursor }, place.head);
    const isFirstSync = place.start === 0 && wasWaiting;
    await options.onApplied({ result, isCatchUp: wasWaiting, isLive, isFirstSync });
    if (isLive && connection.state !== 'online') setConnection({ state: 'online' });
    if (!isLive) {
      setConnection({
        state: 'catching-up',
        done: cursor - place.start,
        total: place.head - place.start,
      });
    }
  };

  const refuse = (reason: string) => {
    isStopped = true;
    setConnection({ state: 'refused', reason });
  };

  const handleEnd = (from: RelaySocket, end: SocketEnd) => {
    if (from !== socket) return;
    socket = undefined;
    hasPresence = false;
    if (isStopped) return;
    if (end.kind === 'refused') {
      refuse('The relay no longer accepts this desktop. Sign out and enrol again with a new code.');
      if (end.isRevoked) options.onRevoked();
      return;
    }
    if (!isAway()) {
      options.log.warn('offline', { reason: end.reason });
      setConnection({ state: 'offline', since: options.now(), reason: end.reason });
    }
    timer = setTimeout(connect, Math.max(pauseMs, decideBackoffMs(attempt, options.random)));
    pauseMs = 0;
    attempt += 1;
  };

  // After the caller has the session in hand: its callbacks may ask for it.
  queueMicrotask(connect);
  return {
    connection: () => connection,
    reconnect() {
      if (isStopped) return;
      attempt = 0;
      if (socket === undefined) connect();
      else socket.close();
    },
    setPresence(next) {
      presence = next;
      if (socket !== undefined) sendPresence(socket);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      const open = socket;
      socket = undefined;
      open?.close();
      await work;
    },
  };
}

/** How long a desktop that is too old waits before it asks again. */
const TOO_OLD_PAUSE_MS = 10 * 60_000;

const REMOVED = 'An administrator has removed this desktop.';

/** A relay that says no version of its own is one that knows what we say, and finds it wrong. */
function isAppTooOld({ reason, protocol }: Extract<RelayFrame, { type: 'goodbye' }>): boolean {
  return reason === 'protocol' && (protocol ?? PROTOCOL_VERSION) >= PROTOCOL_VERSION;
}
