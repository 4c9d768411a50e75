import { vi } from 'vitest';
import { createLog } from '../../../../main/log.ts';
import type { RelaySocket, SocketEnd } from '../../../../main/sync/relay-socket.ts';
import { type AppliedBatch, startRelaySession } from '../../../../main/sync/relay-session.ts';
import { type User, userSchema } from '../../../../shared/protocol/events.ts';
import { type ClientFrame, PROTOCOL_VERSION, type RelayFrame } from '../../../../shared/protocol/frames.ts';
import type { Connection } from '../../../../shared/ipc/views.ts';

export const user: User = userSchema.parse({
  id: 'u1',
  username: 'priya',
  displayName: 'Priya Shah',
  role: 'consultant',
});

/** A connection whose other end is this test. */
export type Line = {
  readonly sent: ClientFrame[];
  isClosed: boolean;
  readonly open: () => void;
  readonly say: (frame: RelayFrame) => void;
  readonly end: (end: SocketEnd) => void;
};

/** Lets everything that is not waiting for time run to its end. */
export async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

/** A session on lines that the test holds the other end of. */
export function startSession(options: { cursor?: number; apply?: (cursor: number) => Promise<void> } = {}) {
  const lines: Line[] = [];
  const heard = {
    connections: [] as Connection[],
    applied: [] as AppliedBatch<number>[],
    users: [] as User[],
    log: [] as string[],
    revocations: 0,
  };
  let cursor = options.cursor ?? 0;
  let logId: string | undefined;
  const session = startRelaySession<number>({
    openSocket({ onOpen, onFrame, onEnd }) {
      const sent: ClientFrame[] = [];
      const line: Line = { sent, isClosed: false, open: onOpen, say: onFrame, end: onEnd };
      lines.push(line);
      const socket: RelaySocket = {
        send: (frame) => void sent.push(frame),
        close() {
          if (line.isClosed) return;
          line.isClosed = true;
          onEnd({ kind: 'broken', reason: 'Closed by this app.' });
        },
      };
      return socket;
    },
    app: { version: '0.1.0', updatesItself: true },
    getCursor: async () => cursor,
    async apply(batch) {
      await options.apply?.(batch.cursor);
      cursor = batch.cursor;
      return batch.events.length;
    },
    onApplied: (batch) => void heard.applied.push(batch),
    onUser: async (known) => void heard.users.push(known),
    onRevoked() {
      heard.revocations += 1;
    },
    isSameLog: async (id) => (logId ??= id) === id,
    async forgetLog(id) {
      cursor = 0;
      logId = id;
    },
    onConnection: (connection) => void heard.connections.push(connection),
    random: () => 1,
    now: () => 1_000,
    log: createLog('sync', (line) => heard.log.push(line)),
  });
  const line = (index: number): Line => {
    const found = lines[index];
    if (found === undefined) throw new Error(`There was no connection ${index}.`);
    return found;
  };
  return { session, lines, line, heard };
}

export const welcome = (head: number, logId?: string): RelayFrame => ({
  type: 'welcome',
  protocol: PROTOCOL_VERSION,
  head,
  ...(logId === undefined ? {} : { logId }),
  serverTime: 1,
  relayVersion: '1',
  user,
});
