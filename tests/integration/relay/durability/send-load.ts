import { setTimeout as waitFor } from 'node:timers/promises';
import type { Random } from '../../../../simulator/random.ts';
import type { MessageId, UserId } from '../../../../shared/domain/ids.ts';
import type { Template } from '../../../../shared/domain/template.ts';
import { fill, makeSent } from '../company-harness.ts';

/** A desktop that hands messages to the relay as ours does: it repeats each, with the same id, until it is answered. */
export type SendLoad = {
  /** Ids that the relay has taken: it answered 200. */
  readonly taken: ReadonlySet<MessageId>;
  start(senders: number): void;
  /** Resolves when so many more have been taken. */
  whenTaken(count: number): Promise<void>;
  /** Makes no more messages; what is under way goes on. */
  pause(): void;
  /** Resolves when everything that was made has been taken. */
  settle(): Promise<void>;
};

const PEOPLE = 60;
const RETRY_MS = 20;

export function createSendLoad(options: {
  readonly url: string;
  readonly token: string;
  readonly userId: UserId;
  readonly template: Template;
  readonly random: Random;
}): SendLoad {
  const { url, token, userId, template, random } = options;
  const taken = new Set<MessageId>();
  const waiting = new Set<() => void>();
  let running: Promise<void>[] = [];
  const state = { isPaused: true };

  async function handOver(to: string): Promise<void> {
    const message = makeSent(userId, fill(template), { to });
    for (;;) {
      const status = await fetch(`${url}/v1/messages/${message.messageId}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ message, addressee: { to }, template }),
      }).then(
        (response) => response.arrayBuffer().then(() => response.status),
        () => undefined,
      );
      if (status === 200) break;
      if (status !== undefined && status < 500) throw new Error(`The relay answered ${status}.`);
      // No relay: asked at once again, the machine would be too busy to start one.
      await waitFor(RETRY_MS);
    }
    taken.add(message.messageId);
    waiting.forEach((look) => look());
  }

  async function run(): Promise<void> {
    while (!state.isPaused) await handOver(`+4477009011${String(random.below(PEOPLE)).padStart(2, '0')}`);
  }

  return {
    taken,
    start(senders) {
      state.isPaused = false;
      running = [...running, ...Array.from({ length: senders }, run)];
    },
    whenTaken(count) {
      const wanted = taken.size + count;
      return new Promise((resolve) => {
        const look = () => {
          if (taken.size < wanted) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
    },
    pause() {
      state.isPaused = true;
    },
    async settle() {
      state.isPaused = true;
      await Promise.all(running);
    },
  };
}
