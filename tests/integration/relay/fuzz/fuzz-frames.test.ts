import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createRandom } from '../../../../simulator/random.ts';
import { envelope, text } from '../meta-payloads.ts';
import { enrolWith, openStream, postWebhook } from '../relay-harness.ts';
import { mutateBytes, mutateJson, pick } from './mutate.ts';
import { RUNS, SEED, TIMEOUT_MS } from './runs.ts';
import { runMany, startTarget } from './target.ts';

const COUNT = Math.ceil(RUNS * 0.2);
const PER_SOCKET = 4;
const FRAMES: readonly unknown[] = [
  { type: 'hello', protocol: 1, cursor: 0, clientVersion: 'fuzz' },
  { type: 'ack', cursor: 1 },
  { type: 'ack', cursor: 0 },
  { type: 'presence', conversationId: 'c1', isTyping: true },
  { type: 'welcome', head: 1 },
];
/** Frames as bytes: text, binary, ping, closing, fragments, unmasked, reserved bits, a length that is a lie. */
const RAW_FRAMES = [
  '8185000000007b7d202020',
  '8282000000000001',
  '898000000000',
  '88820000000003e8',
  '0181000000007b',
  '8081000000007d',
  '81027b7d',
  'f182000000007b7d',
  '81ff7fffffffffffffff00000000',
  '81fe100100000000',
].map((hex) => Buffer.from(hex, 'hex'));

test(
  `${COUNT} mutated frames (FUZZ_SEED=${SEED}) cost their own connection and nobody else's.`,
  { timeout: TIMEOUT_MS },
  async () => {
    const target = await startTarget();
    const alex = await enrolWith(target.relay.url, target.code);
    const random = createRandom(SEED);
    const witness = await openStream(target.relay.url, alex.token);
    // Three others at a time: with four sockets more, the oldest of a device would be replaced.
    await runMany(Math.ceil(COUNT / PER_SOCKET), 2, async () => {
      const socket = new WebSocket(`${target.relay.url.replace('http', 'ws')}/v1/stream`, {
        headers: { authorization: `Bearer ${alex.token}` },
      });
      await new Promise<void>((resolve, reject) => {
        socket.on('error', reject);
        socket.on('open', () => {
          socket.off('error', reject);
          socket.on('error', () => socket.terminate());
          for (let frame = 0; frame < PER_SOCKET; frame += 1) sendSomething(socket);
          // Whatever the relay made of it: the end of the connection is one's own to choose.
          socket.close();
        });
        socket.on('close', () => resolve());
      });
    });
    expect(await postWebhook(target.relay.url, envelope(text('wamid.after', 'Still there?')))).toBe(200);
    await witness.until(({ events }) => events.some((event) => event.kind === 'message.received'));
    expect(await target.examine()).toEqual([]);
    expect(await target.relay.terminate()).toBe(0);
    target.close();

    function sendSomething(socket: WebSocket): void {
      if (socket.readyState !== WebSocket.OPEN) return;
      if (random.chance(0.2)) {
        // Below the library, which would not send such a thing.
        const raw = pick(RAW_FRAMES, random) ?? Buffer.alloc(0);
        // The socket under the connection is not in the library's types.
        const { _socket: line } = socket as unknown as { _socket: { write(bytes: Buffer): void } };
        line.write(random.chance(0.5) ? raw : mutateBytes(raw, random));
        return;
      }
      const whole = pick(FRAMES, random);
      const frame = random.chance(0.3) ? whole : mutateJson(whole, FRAMES, random);
      const bytes = Buffer.from(JSON.stringify(frame) ?? '');
      const isBroken = random.chance(0.3);
      socket.send(isBroken ? mutateBytes(bytes, random) : bytes, { binary: random.chance(0.1) });
    }
  },
);
