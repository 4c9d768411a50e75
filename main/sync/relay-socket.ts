import type { Agent, IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import {
  type ClientFrame,
  HEARTBEAT_MS,
  MAX_FRAME_BYTES,
  type RelayFrame,
  STREAM_PATH,
  relayFrameSchema,
} from '../../shared/protocol/frames.ts';
import { describeFailure } from '../network/describe-failure.ts';
import { isRevocation, parseJson } from './relay-http.ts';

export type SocketEnd =
  /** The relay did not accept the token. `isRevoked`: it did once, and an administrator has removed this desktop. */
  | { readonly kind: 'refused'; readonly isRevoked: boolean }
  | { readonly kind: 'broken'; readonly reason: string };

export type RelaySocket = { send(frame: ClientFrame): void; close(): void };

/**
 * One connection to the relay. Knows frames, not their meaning. `onEnd` comes exactly once, also when the relay falls
 * silent for two heartbeats (a laptop that slept, a network that went away without a word).
 */
export function openRelaySocket(options: {
  readonly relayUrl: string;
  readonly deviceToken: string;
  readonly userAgent: string;
  /** How connections are opened; default: straight. */
  readonly agent?: Agent;
  readonly onOpen: () => void;
  readonly onFrame: (frame: RelayFrame) => void;
  readonly onEnd: (end: SocketEnd) => void;
}): RelaySocket {
  const { relayUrl } = options;
  const socket = new WebSocket(`${relayUrl.replace(/^http/, 'ws')}${STREAM_PATH}`, {
    headers: { authorization: `Bearer ${options.deviceToken}`, 'user-agent': options.userAgent },
    ...(options.agent === undefined ? {} : { agent: options.agent }),
    maxPayload: MAX_FRAME_BYTES,
    handshakeTimeout: 15_000,
  });
  let silence: NodeJS.Timeout | undefined;
  let hasEnded = false;
  const end = (how: SocketEnd) => {
    if (hasEnded) return;
    hasEnded = true;
    clearTimeout(silence);
    socket.terminate();
    options.onEnd(how);
  };
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(() => end({ kind: 'broken', reason: 'The relay fell silent.' }), HEARTBEAT_MS * 2.5);
  };
  socket.on('open', () => {
    heard();
    options.onOpen();
  });
  socket.on('ping', heard);
  socket.on('message', (data, isBinary) => {
    heard();
    const frame = !isBinary && Buffer.isBuffer(data) ? parseFrame(data.toString('utf8')) : undefined;
    if (frame === undefined) end({ kind: 'broken', reason: 'The relay sent something that cannot be read.' });
    else options.onFrame(frame);
  });
  socket.on('unexpected-response', (_request, response) => {
    void readRefusal(response).then(end);
  });
  socket.on('error', (error) => end({ kind: 'broken', reason: describeFailure(error, relayUrl) ?? LOST }));
  socket.on('close', () => end({ kind: 'broken', reason: 'The connection to the relay was closed.' }));
  return {
    send(frame) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
    },
    close: () => end({ kind: 'broken', reason: 'Closed by this app.' }),
  };
}

const LOST = 'The connection to the relay was lost.';
const MAX_REFUSAL_BYTES = 4_096;

async function readRefusal(response: IncomingMessage): Promise<SocketEnd> {
  const { statusCode } = response;
  if (statusCode !== 401 && statusCode !== 403) {
    response.resume();
    return { kind: 'broken', reason: `The relay answered ${statusCode}.` };
  }
  let body = '';
  try {
    for await (const chunk of response.setEncoding('utf8')) {
      body += String(chunk);
      if (body.length > MAX_REFUSAL_BYTES) break;
    }
  } catch {
    // Refused all the same; without its whole body it says nothing more.
  }
  return { kind: 'refused', isRevoked: isRevocation(statusCode, parseJson(body)) };
}

function parseFrame(text: string): RelayFrame | undefined {
  try {
    return relayFrameSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
