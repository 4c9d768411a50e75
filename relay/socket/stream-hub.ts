import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { STREAM_PATH } from '../../shared/protocol/frames.ts';
import { createSightBook } from '../access/sight-book.ts';
import { type Caller, authenticate, readmit } from '../accounts/authenticate.ts';
import type { RelayContext } from '../context.ts';
import { refuseDesktop } from '../http/device-auth.ts';
import { createAddressShare } from '../http/address-share.ts';
import { createAddressReader } from '../http/client-address.ts';
import type { RelayRefusal } from '../http/relay-refusal.ts';
import type { RelayState } from '../metrics/state-gauges.ts';
import { createFeedFrames } from './feed-frames.ts';
import { createLineBudget } from './line-budget.ts';
import { watchAccess } from './watch-access.ts';
import { createPresenceRoom } from './presence-room.ts';
import { type Goodbye, type StreamSession, type StreamTiming, startStreamSession } from './stream-session.ts';

export type StreamHub = {
  /** The sockets, and how far behind the slowest desktop is. */
  describe(): Promise<SocketState>;
  stop(): Promise<void>;
};

type SocketState = Pick<RelayState, 'sockets' | 'lagEntries' | 'lagSeconds'>;

/** What a desktop may send: a hello, an ack or what it shows. */
const MAX_CLIENT_FRAME_BYTES = 4_096;
/** Upgrades whose token is being looked up: more are told to come back, so that strangers cannot pile up work. */
const MAX_PENDING = 64;
/** Of one address: the other half is for the others. */
const MAX_PENDING_OF_ADDRESS = MAX_PENDING / 2;
const MAX_SOCKETS = 5_000;
/** A desktop that reconnects before its old connection has died has two for a while. */
const MAX_SOCKETS_OF_DEVICE = 4;
/** A socket that has not answered its goodbye by then has been cut off. */
const CLOSED_MS = 2_000;
/** When desktops may come back after a goodbye: not at once, and not all in the same moment. */
const RETURN_MS = 1_000;
const RETURN_EVERY_MS = 20;

/** The sockets of all desktops: admits them, wakes them after every commit, keeps an eye on them. */
export function startStreamHub(
  context: RelayContext,
  server: Server,
  options: { readonly timing: StreamTiming; readonly relayVersion: string },
): StreamHub {
  const { log, logger, metrics, now, elapsed, randomBytes } = context;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_CLIENT_FRAME_BYTES,
    perMessageDeflate: false,
  });
  const sessions = new Set<StreamSession>();
  const frames = createFeedFrames(log, createSightBook(log));
  const budget = createLineBudget(sessions);
  const findAddress = createAddressReader(context.config.trustedProxies);
  const shares = createAddressShare(findAddress, MAX_PENDING_OF_ADDRESS);
  const presence = createPresenceRoom({
    log,
    elapsed,
    onFailure: (error) => logger.error({ error }, 'presence could not be told'),
  });
  let pending = 0;
  let isStopped = false;

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (request.url?.split('?')[0] !== STREAM_PATH) return refuse(socket, '404 Not Found');
    if (isStopped || pending >= MAX_PENDING || sessions.size >= MAX_SOCKETS) {
      return refuse(socket, '503 Service Unavailable');
    }
    const giveBack = shares.take(request);
    if (giveBack === undefined) return refuse(socket, '429 Too Many Requests');
    pending += 1;
    return void admit(request, socket, head).finally(() => {
      pending -= 1;
      giveBack();
    });
  };

  async function admit(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    try {
      const caller = await authenticate(log, request.headers.authorization);
      if (typeof caller === 'string') return refuse(socket, '401 Unauthorized', refuseDesktop(caller));
      if (isStopped || socket.destroyed) return refuse(socket, '503 Service Unavailable');
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        const session = startStreamSession({
          ...options,
          minimumDesktop: context.config.minimumDesktop,
          socket: webSocket,
          caller,
          frames,
          now,
          elapsed,
          log,
          presence,
          onPushed: (bytes) => budget.notePushed(bytes),
          onGoodbye: noteGoodbye,
          onFailure: (error) => logger.error({ error }, 'stream failed'),
          onEnd: () => sessions.delete(session),
        });
        replaceOldest(sessions, caller);
        sessions.add(session);
        remember(caller);
      });
    } catch (error) {
      logger.error({ error }, 'upgrade failed');
      refuse(socket, '503 Service Unavailable');
    }
  }

  function noteGoodbye(reason: Goodbye): void {
    metrics.noteGoodbye(reason);
    if (reason === 'too-slow') logger.info({ sockets: sessions.size }, 'desktop is too slow and comes back');
  }

  function remember({ device }: Caller): void {
    log
      .write((transaction) => transaction.touchDevice(device.id, now()))
      .catch((error: unknown) => logger.warn({ error }, 'device not marked as seen'));
  }

  /** Desktops that were sent away together must not come back together. */
  function decideWait(spreadMs: number): number {
    return Math.round((spreadMs * (randomBytes(1)[0] ?? 0)) / 255);
  }

  /** Sends away the desktops that are no longer admitted. */
  async function recheck(): Promise<void> {
    for (const session of sessions) {
      if (typeof (await readmit(log, session.caller)) === 'string') session.end('revoked');
    }
    presence.recheck();
  }

  const watch = watchAccess(log, recheck, (error) => logger.error({ error }, 'recheck failed'));
  server.on('upgrade', onUpgrade);
  const stopListening = log.onAppended(() => {
    frames.forget();
    sessions.forEach((session) => session.wake());
    watch.wake();
  });
  const heartbeat = setInterval(() => {
    const at = elapsed();
    sessions.forEach((session) => session.beat(at));
    recheck().catch((error: unknown) => logger.error({ error }, 'recheck failed'));
  }, options.timing.heartbeatMs);

  return {
    async describe() {
      const head = await log.findHead();
      const lags = [...sessions].flatMap((session) => session.lag(head) ?? []);
      return {
        sockets: { admitting: pending, silent: sessions.size - lags.length, streaming: lags.length },
        lagEntries: Math.max(0, ...lags.map(({ entries }) => entries)),
        lagSeconds: Math.max(0, ...lags.map(({ ms }) => ms)) / 1_000,
      };
    },
    async stop() {
      isStopped = true;
      clearInterval(heartbeat);
      stopListening();
      presence.stop();
      budget.stop();
      server.off('upgrade', onUpgrade);
      const spreadMs = sessions.size * RETURN_EVERY_MS;
      sessions.forEach((session) =>
        session.end('shutting-down', { retryAfterMs: RETURN_MS + decideWait(spreadMs) }),
      );
      await closeAll(sockets);
    },
  };
}

function replaceOldest(sessions: ReadonlySet<StreamSession>, caller: Caller): void {
  const ofDevice = [...sessions].filter((session) => session.caller.device.id === caller.device.id);
  if (ofDevice.length >= MAX_SOCKETS_OF_DEVICE) ofDevice[0]?.end('replaced');
}

/** Resolves when every socket is closed; one that does not answer the goodbye is cut off. */
async function closeAll(sockets: WebSocketServer): Promise<void> {
  const cutOff = setTimeout(() => sockets.clients.forEach((client) => client.terminate()), CLOSED_MS);
  await new Promise<void>((resolve) => sockets.close(() => resolve()));
  clearTimeout(cutOff);
}

function refuse(socket: Duplex, status: string, refusal?: RelayRefusal): void {
  if (!socket.writable) return void socket.destroy();
  const body =
    refusal === undefined ? '' : JSON.stringify({ error: { code: refusal.code, message: refusal.message } });
  const headers = [
    `HTTP/1.1 ${status}`,
    'Connection: close',
    ...(body === '' ? [] : ['Content-Type: application/json; charset=utf-8']),
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${headers.join('\r\n')}\r\n\r\n${body}`);
}
