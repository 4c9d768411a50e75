import { WebSocket } from 'ws';
import type { CleanUp } from '../clean-up.ts';

/** Sockets opened at once; the relay looks up no more tokens than this at a time. */
const AT_ONCE = 32;

export type Desktops = {
  /** Resolves when a frame with this text has reached every one of them. */
  whenAllHave(text: string): Promise<void>;
};

/** Desktops without their logic: they greet, acknowledge every batch, and look whether a text is in it. */
export async function openDesktops(
  cleanUp: CleanUp,
  url: string,
  tokens: readonly (string | undefined)[],
): Promise<Desktops> {
  let wanted = Buffer.alloc(0);
  let missing = 0;
  let tell = () => {};
  const onFrame = (frame: Buffer) => {
    if (missing === 0 || !frame.includes(wanted)) return;
    missing -= 1;
    if (missing === 0) tell();
  };
  for (let first = 0; first < tokens.length; first += AT_ONCE) {
    const some = tokens.slice(first, first + AT_ONCE);
    await Promise.all(some.map((token) => openDesktop(cleanUp, url, token, onFrame)));
  }
  return {
    whenAllHave(text) {
      wanted = Buffer.from(text);
      missing = tokens.length;
      return new Promise((resolve) => {
        tell = resolve;
      });
    },
  };
}

/** With a token it speaks as a desktop does, from the present end of the log; without, it only listens. */
async function openDesktop(
  cleanUp: CleanUp,
  url: string,
  token: string | undefined,
  onFrame: (frame: Buffer) => void,
): Promise<void> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/stream`, {
    perMessageDeflate: false,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  cleanUp.add(() => socket.terminate());
  socket.on('message', (frame: Buffer) => {
    if (token !== undefined) acknowledge(socket, frame);
    onFrame(frame);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  if (token === undefined) return;
  const welcomed = new Promise<void>((resolve) => socket.once('message', () => resolve()));
  socket.send(JSON.stringify({ type: 'hello', protocol: 1, cursor: 0, clientVersion: 'bench' }));
  await welcomed;
}

const BATCH = Buffer.from('{"type":"batch"');
const CURSOR = Buffer.from('"cursor":');

/** Reads the cursor at the end of a batch, without parsing the rest. */
export function acknowledge(socket: WebSocket, frame: Buffer): number | undefined {
  if (!frame.subarray(0, BATCH.length).equals(BATCH)) return undefined;
  const at = frame.lastIndexOf(CURSOR) + CURSOR.length;
  const cursor = Number.parseInt(frame.toString('latin1', at, at + 16), 10);
  socket.send(`{"type":"ack","cursor":${cursor}}`);
  return cursor;
}
