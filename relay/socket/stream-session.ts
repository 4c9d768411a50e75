import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { isOlderVersion } from '../../shared/domain/app-version.ts';
import {
  CLOSE_CODES,
  OLDEST_PROTOCOL_VERSION,
  PROTOCOL_VERSION,
  type RelayFrame,
  clientFrameSchema,
} from '../../shared/protocol/frames.ts';
import type { Caller } from '../accounts/authenticate.ts';
import type { RelayLog } from '../log/relay-log.ts';
import type { PresenceRoom, Visitor } from './presence-room.ts';
import { type BatchFrame, type FeedFrames, writeBatch } from './feed-frames.ts';

export type StreamTiming = {
  /** A desktop that has not said hello by then is sent away. */
  readonly helloMs: number;
  /** How often we ping; silence of twice that ends the connection. */
  readonly heartbeatMs: number;
  /** A desktop that acknowledges nothing for so long is too slow. */
  readonly ackMs: number;
};

export type StreamSession = {
  readonly caller: Caller;
  /** The log has grown. */
  wake(): void;
  /** How far behind it is; undefined before it has been greeted. */
  lag(head: number): Lag | undefined;
  /** Bytes that the desktop's line has not taken yet. */
  bufferedBytes(): number;
  /** Pings, and ends a connection that is silent or too slow. */
  beat(at: number): void;
  end(reason: Goodbye, more?: Farewell): void;
};

/** What a goodbye says beside its reason. */
type Farewell = { readonly retryAfterMs?: number; readonly minimumDesktop?: string | undefined };

/** Entries that the desktop has not acknowledged, and the age of its oldest unacknowledged batch. */
export type Lag = { readonly entries: number; readonly ms: number };

export type Goodbye = Extract<RelayFrame, { type: 'goodbye' }>['reason'];

/**
 * Batches on their way that the desktop has not committed yet. It commits up to eight of them at once (MAX_MERGED_EVENTS
 * in main/sync/waiting-batches.ts), and eight more are on their way meanwhile.
 */
const MAX_IN_FLIGHT = 16;
/** What the line has not taken yet. Above this no further batch follows, so that a slow line holds little of our memory. */
const MAX_BUFFERED_BYTES = 256_000;
/** A desktop that does not take the goodbye either is cut off. */
const LAST_WORDS_MS = 1_000;
const GOODBYE_CODES: Record<Goodbye, number> = {
  'shutting-down': CLOSE_CODES.shuttingDown,
  'too-slow': CLOSE_CODES.tooSlow,
  protocol: CLOSE_CODES.protocol,
  revoked: CLOSE_CODES.revoked,
  replaced: CLOSE_CODES.protocol,
};

/** One desktop's connection: hello, welcome, then batches as fast as the desktop commits them. Knows no meaning. */
export function startStreamSession(options: {
  readonly socket: WebSocket;
  readonly caller: Caller;
  readonly frames: FeedFrames;
  readonly log: Pick<RelayLog, 'findHead' | 'findLogId'>;
  readonly relayVersion: string;
  /** The oldest version of the app that is admitted, if operations have set one. */
  readonly minimumDesktop: string | undefined;
  readonly timing: StreamTiming;
  readonly now: () => number;
  readonly elapsed: () => number;
  /** Told of bytes that were handed to the line. */
  readonly onPushed: (bytes: number) => void;
  readonly presence: PresenceRoom;
  readonly onGoodbye: (reason: Goodbye) => void;
  readonly onFailure: (error: unknown) => void;
  readonly onEnd: () => void;
}): StreamSession {
  const { socket, frames, timing, now, elapsed } = options;
  let state: 'awaiting-hello' | 'streaming' | 'ended' = 'awaiting-hello';
  let sentCursor = 0;
  /** What the desktop has been told: behind `sentCursor` when the entries since then were not for it. */
  let toldCursor = 0;
  /** The newest entry when the desktop was welcomed: until it has been told so far, it shows that it catches up. */
  let welcomeHead = 0;
  /** Up to where the desktop has everything. */
  let ackedCursor = 0;
  let inFlight: { readonly cursor: number; readonly pushedAt: number }[] = [];
  let heardAt = elapsed();
  let progressAt = heardAt;
  let isPumping = false;
  let isStale = false;

  let cutOff: NodeJS.Timeout | undefined;

  const visitor: Visitor = {
    userId: options.caller.user.id,
    displayName: options.caller.user.displayName,
    id: randomUUID(),
    // A slow line has better things to carry.
    tell: (presence) =>
      isStreaming() && socket.bufferedAmount < MAX_BUFFERED_BYTES ? send(presence) : undefined,
  };

  // Its main process may be held up. Not 'protocol': a desktop believes that for good and never comes back.
  const hello = setTimeout(() => end('too-slow', { retryAfterMs: 5_000 }), timing.helloMs);
  socket.on('message', (data: Buffer, isBinary) => {
    heardAt = elapsed();
    receive(isBinary ? undefined : parseFrame(data.toString('utf8')));
  });
  socket.on('pong', () => {
    heardAt = elapsed();
  });
  // What is wrong with the connection does not matter: 'close' follows, and the desktop comes back.
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    state = 'ended';
    options.presence.leave(visitor);
    clearTimeout(hello);
    clearTimeout(cutOff);
    options.onEnd();
  });

  function receive(frame: ReturnType<typeof parseFrame>): void {
    if (frame?.type === 'hello' && state === 'awaiting-hello' && isUnderstood(frame.protocol)) {
      clearTimeout(hello);
      if (isAdmitted(frame.clientVersion)) void welcome(frame.cursor).catch(fail);
      // Apps from before this field say at least that they are too old.
      else end('protocol', { minimumDesktop: options.minimumDesktop });
    } else if (frame?.type === 'ack' && state === 'streaming' && frame.cursor <= sentCursor) {
      inFlight = inFlight.filter(({ cursor }) => cursor > frame.cursor);
      ackedCursor = Math.max(ackedCursor, frame.cursor);
      progressAt = elapsed();
      wake();
    } else if (frame?.type === 'presence' && state === 'streaming') {
      options.presence.note(visitor, frame);
    } else if (state !== 'ended') {
      end('protocol');
    }
  }

  async function welcome(cursor: number): Promise<void> {
    state = 'streaming';
    sentCursor = cursor;
    toldCursor = cursor;
    ackedCursor = cursor;
    // Before the first await: batches follow the welcome because the pump waits for it.
    isPumping = true;
    const [head, logId] = await Promise.all([options.log.findHead(), options.log.findLogId()]);
    isPumping = false;
    welcomeHead = head;
    send({
      type: 'welcome',
      protocol: PROTOCOL_VERSION,
      head,
      logId,
      serverTime: now(),
      relayVersion: options.relayVersion,
      user: options.caller.user,
      hasPresence: true,
    });
    wake();
  }

  function isAdmitted(version: string): boolean {
    const { minimumDesktop } = options;
    return minimumDesktop === undefined || !isOlderVersion(version, minimumDesktop);
  }

  function wake(): void {
    isStale = true;
    if (isPumping || state !== 'streaming') return;
    void pump().catch(fail);
  }

  async function pump(): Promise<void> {
    isPumping = true;
    try {
      while (isStale && hasRoom()) {
        isStale = false;
        const batch = await frames.read(sentCursor, options.caller.user.id);
        if (batch !== undefined && isStreaming()) pass(batch);
      }
    } finally {
      // In the same breath as the last look at `isStale`: a wake in between would be lost.
      isPumping = false;
    }
  }

  function pass({ json, cursor, head }: BatchFrame): void {
    isStale = true;
    sentCursor = cursor;
    if (json !== undefined) push(json);
    // Live, a desktop need not hear of every entry that is not for it: the next batch or heartbeat tells.
    else if (toldCursor < welcomeHead) push(writeBatch([], cursor, head));
  }

  function push(json: Buffer): void {
    const pushedAt = elapsed();
    if (inFlight.length === 0) progressAt = pushedAt;
    inFlight.push({ cursor: sentCursor, pushedAt });
    toldCursor = sentCursor;
    socket.send(json, { binary: false });
    options.onPushed(json.length);
  }

  function hasRoom(): boolean {
    return isStreaming() && inFlight.length < MAX_IN_FLIGHT && socket.bufferedAmount < MAX_BUFFERED_BYTES;
  }

  function isStreaming(): boolean {
    return state === 'streaming' && socket.readyState === WebSocket.OPEN;
  }

  function send(frame: RelayFrame): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  }

  function end(reason: Goodbye, { retryAfterMs, minimumDesktop }: Farewell = {}): void {
    if (state === 'ended') return;
    state = 'ended';
    clearTimeout(hello);
    options.onGoodbye(reason);
    send({
      type: 'goodbye',
      reason,
      ...(reason === 'protocol' ? { protocol: PROTOCOL_VERSION } : {}),
      ...(minimumDesktop === undefined ? {} : { minimumDesktop }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
    socket.close(GOODBYE_CODES[reason], reason);
    cutOff = setTimeout(() => socket.terminate(), LAST_WORDS_MS);
  }

  function fail(error: unknown): void {
    options.onFailure(error);
    end('shutting-down', { retryAfterMs: 5_000 });
  }

  return {
    caller: options.caller,
    wake,
    end,
    lag(head) {
      if (state !== 'streaming') return undefined;
      // What was passed over because it is not for this desktop, it never acknowledges.
      const done = inFlight.length === 0 ? sentCursor : ackedCursor;
      const [oldest] = inFlight;
      return {
        entries: Math.max(0, head - done),
        ms: oldest === undefined ? 0 : elapsed() - oldest.pushedAt,
      };
    },
    bufferedBytes: () => socket.bufferedAmount,
    beat(at) {
      if (at - heardAt > timing.heartbeatMs * 2) {
        socket.close(CLOSE_CODES.silent, 'silent');
        // Nobody is there to answer a closing handshake.
        socket.terminate();
      } else if (inFlight.length > 0 && at - progressAt > timing.ackMs) {
        end('too-slow', { retryAfterMs: 5_000 });
      } else if (socket.readyState === WebSocket.OPEN) {
        if (toldCursor < sentCursor && hasRoom()) push(writeBatch([], sentCursor, sentCursor));
        socket.ping();
      }
    },
  };
}

function isUnderstood(protocol: number): boolean {
  return protocol >= OLDEST_PROTOCOL_VERSION && protocol <= PROTOCOL_VERSION;
}

function parseFrame(text: string) {
  try {
    return clientFrameSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
