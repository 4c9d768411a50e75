import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { type Relay, type RelayOptions, startRelay } from '../../../relay/build-relay.ts';
import type { RelayConfig } from '../../../relay/config.ts';
import { openLog } from '../../../relay/log/open-log.ts';
import type { RelayLog } from '../../../relay/log/relay-log.ts';
import type {
  Conversation,
  MediaFile,
  RawEvent,
  SentMessage,
  User,
} from '../../../shared/protocol/events.ts';
import type { Template } from '../../../shared/domain/template.ts';
import { type ClientFrame, type RelayFrame, relayFrameSchema } from '../../../shared/protocol/frames.ts';
import {
  type CompanySettings,
  enrolResponseSchema,
  eventsResponseSchema,
} from '../../../shared/protocol/http.ts';
import { databaseFor } from './test-database.ts';

export const APP_SECRET = 'test_app_secret';
export const VERIFY_TOKEN = 'test_verify_token';

export function makeTemporaryDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'relay-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

async function makeConfig(overrides: Partial<RelayConfig> = {}): Promise<RelayConfig> {
  const dataDirectory = overrides.dataDirectory ?? makeTemporaryDirectory();
  return {
    host: '127.0.0.1',
    port: 0,
    metrics: undefined,
    dataDirectory,
    databaseUrl: await databaseFor(dataDirectory),
    appSecret: APP_SECRET,
    verifyToken: VERIFY_TOKEN,
    publicUrl: undefined,
    trustedProxies: undefined,
    agencyName: 'Test Agency',
    graphUrl: 'http://127.0.0.1:9',
    country: 'GB',
    minimumDesktop: undefined,
    hookNetworks: [],
    company: undefined,
    mediaRetention: { days: undefined, bytes: undefined },
    retentionDays: undefined,
    secretKey: { key: undefined, keyFile: undefined, oldKey: undefined },
    ...overrides,
  };
}

/** A log of its own, or the one in this directory; closes by itself when the test ends. */
export async function openTestLog(dataDirectory = makeTemporaryDirectory()): Promise<RelayLog> {
  const log = await openLog({ dataDirectory, databaseUrl: await databaseFor(dataDirectory) });
  onTestFinished(() => log.close());
  return log;
}

/** A relay that stops by itself when the test ends (also if the test has stopped it already). */
export async function startTestRelay(
  config: Partial<RelayConfig> = {},
  options: RelayOptions = {},
): Promise<Relay> {
  const relay = await startRelay(await makeConfig(config), options);
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= relay.stop());
  onTestFinished(() => stop());
  return { ...relay, stop };
}

export function sign(body: string | Uint8Array, secret = APP_SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

export function postRaw(
  url: string,
  body: string | Uint8Array,
  signature: string | undefined,
): Promise<Response> {
  return fetch(`${url}/webhook`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(signature === undefined ? {} : { 'x-hub-signature-256': signature }),
    },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
}

/** A webhook as Meta would send it; answers the status. */
export async function postWebhook(url: string, payload: unknown): Promise<number> {
  const body = JSON.stringify(payload);
  const response = await postRaw(url, body, sign(body));
  await response.arrayBuffer();
  return response.status;
}

/** Whatever the relay may answer; each call has some of it. */
export type Answer = {
  readonly error?: { readonly code: string; readonly message: string };
  readonly head?: number;
  readonly message?: SentMessage;
  readonly conversation?: Conversation;
  readonly templates?: readonly Template[];
  readonly settings?: CompanySettings;
  readonly file?: MediaFile;
};

export type Desktop = {
  readonly token: string;
  readonly user: User;
  call(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ readonly status: number; readonly json: Answer }>;
};

/** A user with one enrolled desktop. */
export async function enrolDesktop(
  relay: Relay,
  username: string,
  role: 'consultant' | 'administrator' = 'consultant',
): Promise<Desktop> {
  await relay.admin.addUser({ username, displayName: `${username} of Test Agency`, role });
  const { code } = await relay.admin.createEnrolmentCode(username);
  return enrolWith(relay.url, code);
}

export async function enrolWith(url: string, code: string): Promise<Desktop> {
  const answer = await call(url, undefined, 'POST', '/v1/enrol', { code, deviceName: 'Test desktop' });
  const { deviceToken: token, user } = enrolResponseSchema.parse(answer.json);
  return { token, user, call: (method, route, body) => call(url, token, method, route, body) };
}

export async function call(
  url: string,
  token: string | undefined,
  method: string,
  route: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly json: Answer }> {
  const response = await fetch(`${url}${route}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: (text === '' ? {} : JSON.parse(text)) as Answer };
}

/** Every entry that a desktop may read, by HTTP. */
export async function readFeed(desktop: Desktop, after = 0): Promise<readonly RawEvent[]> {
  const events: RawEvent[] = [];
  for (let cursor = after; ;) {
    const { json } = await desktop.call('GET', `/v1/events?after=${cursor}&limit=1000`);
    const page = eventsResponseSchema.parse(json);
    events.push(...page.events);
    if (page.cursor === cursor) return events;
    cursor = page.cursor;
  }
}

export type TestStream = {
  readonly frames: readonly RelayFrame[];
  readonly events: readonly RawEvent[];
  readonly cursor: () => number;
  /** Heartbeats of the relay. */
  readonly pings: () => number;
  /** The code, once the connection has ended. */
  readonly closed: Promise<number>;
  send(frame: ClientFrame): void;
  sendRaw(text: string): void;
  /** Resolves when the claim is true of what has arrived; rejects when the connection ends first. */
  until(claim: (stream: TestStream) => boolean): Promise<void>;
  /** Takes nothing from the line any more, until `resume`. */
  pause(): void;
  resume(): void;
  close(): void;
};

/** A desktop's socket, without its logic: acknowledges every batch unless told not to. */
export async function openStream(
  url: string,
  token: string,
  options: {
    readonly cursor?: number;
    readonly isHelloSent?: boolean;
    readonly isAcknowledging?: boolean;
  } = {},
): Promise<TestStream> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/stream`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const frames: RelayFrame[] = [];
  const events: RawEvent[] = [];
  const waiting = new Set<() => void>();
  let cursor = options.cursor ?? 0;
  let hasEnded = false;
  const send = (frame: ClientFrame) => socket.send(JSON.stringify(frame));
  const closed = new Promise<number>((resolve) =>
    socket.on('close', (code) => {
      hasEnded = true;
      waiting.forEach((look) => look());
      resolve(code);
    }),
  );
  socket.on('message', (data: Buffer) => {
    const frame = relayFrameSchema.parse(JSON.parse(data.toString('utf8')));
    frames.push(frame);
    if (frame.type === 'batch') {
      events.push(...frame.events);
      cursor = frame.cursor;
      if (options.isAcknowledging !== false) send({ type: 'ack', cursor });
    }
    waiting.forEach((look) => look());
  });
  let pings = 0;
  socket.on('ping', () => (pings += 1));
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => resolve());
    socket.on('error', reject);
  });
  onTestFinished(() => socket.terminate());
  if (options.isHelloSent !== false) send({ type: 'hello', protocol: 1, cursor, clientVersion: 'test' });
  const stream: TestStream = {
    frames,
    events,
    cursor: () => cursor,
    pings: () => pings,
    closed,
    send,
    sendRaw: (text) => socket.send(text),
    until: (claim) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!claim(stream) && !hasEnded) return;
          waiting.delete(look);
          if (claim(stream)) resolve();
          else reject(new Error('The connection ended before the claim came true.'));
        };
        waiting.add(look);
        look();
      }),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    close: () => socket.close(),
  };
  return stream;
}
