import type { IncomingMessage } from 'node:http';
import { RelayRefusal } from './relay-refusal.ts';

export type BodyIntake = {
  /**
   * The body, whole. Throws RelayRefusal: `too-large`, or `unavailable` when too much is being received at the same
   * time. Throws SenderGone when the connection ended before the body did.
   */
  read(request: IncomingMessage, maxBytes: number): Promise<Buffer>;
};

/** Nobody is there to hear an answer. */
export class SenderGone extends Error {}

const MAX_BODIES = 2_000;
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Bodies on their way in: bounded in number and in bytes, because whoever sends them has not shown yet who it is. Bytes
 * count when they arrive, not when they are announced, so that an announcement costs us nothing.
 */
export function createBodyIntake({ maxBodies = MAX_BODIES, maxBytes: maxHeld = MAX_BYTES } = {}): BodyIntake {
  let bodies = 0;
  let heldBytes = 0;

  function receive(request: IncomingMessage, maxBytes: number, take: (bytes: number) => void) {
    return new Promise<Buffer>((resolve, reject) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      request.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        take(chunk.length);
        if (bytes > maxBytes) reject(tooLarge(maxBytes));
        else if (heldBytes > maxHeld) reject(tooBusy());
        else chunks.push(chunk);
      });
      // `close` follows `end` too: an error, with its stack, is made only where nothing came whole.
      let isWhole = false;
      const fail = () => isWhole || reject(new SenderGone());
      request.on('end', () => {
        isWhole = true;
        resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
      });
      request.on('error', fail);
      request.on('close', fail);
    });
  }

  return {
    async read(request, maxBytes) {
      if (Number(request.headers['content-length']) > maxBytes) throw tooLarge(maxBytes);
      if (bodies >= maxBodies || heldBytes >= maxHeld) throw tooBusy();
      let taken = 0;
      let isOver = false;
      bodies += 1;
      try {
        return await receive(request, maxBytes, (bytes) => {
          // What still comes of a refused body is thrown away unread.
          if (isOver) return;
          taken += bytes;
          heldBytes += bytes;
        });
      } finally {
        isOver = true;
        bodies -= 1;
        heldBytes -= taken;
      }
    },
  };
}

function tooLarge(maxBytes: number): RelayRefusal {
  return new RelayRefusal('too-large', `A webhook has at most ${Math.floor(maxBytes / 1024 / 1024)} MB.`);
}

function tooBusy(): RelayRefusal {
  return new RelayRefusal('unavailable', 'The relay receives too much at once: deliver this webhook again.');
}
