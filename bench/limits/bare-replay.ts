import type { WebSocket } from 'ws';

/** PostgreSQL gives whole numbers as text. */
export type ReplayRow = {
  readonly seq: number | string;
  readonly id: string;
  readonly kind: string;
  readonly at: number | string;
  readonly body: string;
};

/** What the socket may hold back before reading waits for it. */
const MOST_BUFFERED = 4_000_000;

/** The least that a replay can cost: rows as JSON in frames of the relay's size, as fast as the socket takes them. */
export async function sendRows(
  socket: WebSocket,
  rows: AsyncIterable<ReplayRow> | Iterable<ReplayRow>,
  perFrame: number,
): Promise<void> {
  let events: string[] = [];
  let cursor: number | string = 0;
  for await (const { seq, id, kind, at, body } of rows) {
    events.push(`{"seq":${seq},"id":"${id}","kind":"${kind}","at":${at},"body":${body}}`);
    cursor = seq;
    if (events.length < perFrame) continue;
    await send(socket, events, cursor);
    events = [];
  }
  if (events.length > 0) await send(socket, events, cursor);
}

async function send(socket: WebSocket, events: readonly string[], cursor: number | string): Promise<void> {
  const frame = Buffer.from(`{"type":"batch","events":[${events.join(',')}],"cursor":${cursor}}`);
  const sent = new Promise<void>((resolve) => socket.send(frame, { binary: false }, () => resolve()));
  if (socket.bufferedAmount > MOST_BUFFERED) await sent;
}
