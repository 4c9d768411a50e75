import { Agent, request } from 'node:http';
import { messageIdForWamid } from '../../../../shared/domain/ids.ts';
import type { Random } from '../../../../simulator/random.ts';
import { envelope, status, text } from '../meta-payloads.ts';
import { sign } from '../relay-harness.ts';

type Answer = number | 'no answer';

/** Meta as a crowd of connections: each sends one webhook after the other, and sends again what was not answered 200. */
export type MetaLoad = {
  /** Sends until `stop`, or until the relay is gone. */
  start(connections: number): void;
  /** Resolves when no connection waits for an answer. */
  stop(): Promise<void>;
  /** Every message that was not acknowledged is sent until it is; throws when the relay refuses one. */
  settle(): Promise<void>;
  /** Entries `received:…` of the messages that were answered 200, and of all that were ever sent. */
  readonly acknowledged: ReadonlySet<string>;
  readonly sent: ReadonlySet<string>;
  /** How often each answer was given. */
  readonly answers: ReadonlyMap<Answer, number>;
  /** Resolves when so many more webhooks have been answered 200, or the sending has ended. */
  whenAnswered(more: number): Promise<void>;
  close(): void;
};

/** The entry of the log that an inbound message becomes. */
const entryOf = (wamid: string) => `received:${messageIdForWamid(wamid)}`;
const BIG_BODY = 40_000;

export function createMetaLoad(url: string, random: Random, name: string): MetaLoad {
  const agent = new Agent({ keepAlive: true });
  const unanswered = new Set<string>();
  const known: string[] = [];
  const acknowledged = new Set<string>();
  const sent = new Set<string>();
  const answers = new Map<Answer, number>();
  const watchers = new Set<() => void>();
  let count = 0;
  let answered = 0;
  let round = new AbortController();
  let running: readonly Promise<void>[] = [];

  async function deliver(wamids: readonly string[], extra: readonly ReturnType<typeof text>[] = []) {
    const messages = wamids.map((wamid) => text(wamid, `Message ${wamid}`, senderOf(wamid)));
    for (const wamid of wamids) {
      sent.add(entryOf(wamid));
      if (!acknowledged.has(entryOf(wamid))) unanswered.add(wamid);
    }
    const answer = await post(agent, url, JSON.stringify(envelope(...messages, ...extra)));
    answers.set(answer, (answers.get(answer) ?? 0) + 1);
    if (answer !== 200) return answer;
    for (const wamid of wamids) {
      acknowledged.add(entryOf(wamid));
      unanswered.delete(wamid);
      known.push(wamid);
    }
    answered += 1;
    watchers.forEach((look) => look());
    return answer;
  }

  function chooseWamids(): readonly string[] {
    if (random.chance(0.25) && unanswered.size > 0) return [...unanswered].slice(0, 3);
    const again = known[random.below(known.length)];
    if (random.chance(0.05) && again !== undefined) return [again];
    return Array.from({ length: 1 + random.below(3) }, () => `wamid.${name}.${++count}`);
  }

  /** Statuses, and fields that nobody knows, some of them large: the log is to grow past its checkpoints. */
  function chooseExtra(): readonly ReturnType<typeof text>[] {
    const one = random.below(20);
    if (one < 4) return [status(`wamid.${name}.out.${random.below(500)}`, 'delivered')];
    const value = { note: `${name} ${++count}`, fill: 'x'.repeat(random.below(BIG_BODY)) };
    return one === 4 ? [{ field: 'a_field_of_tomorrow', value } as unknown as ReturnType<typeof text>] : [];
  }

  async function send(): Promise<void> {
    while (!round.signal.aborted) {
      if ((await deliver(chooseWamids(), chooseExtra())) === 'no answer') return;
    }
  }

  return {
    acknowledged,
    sent,
    answers,
    start(connections) {
      round = new AbortController();
      running = Array.from({ length: connections }, () => send());
    },
    async stop() {
      round.abort();
      await Promise.all(running);
      watchers.forEach((look) => look());
    },
    async settle() {
      while (unanswered.size > 0) {
        const answer = await deliver([...unanswered].slice(0, 50));
        if (answer !== 200) throw new Error(`A webhook was answered ${answer}.`);
      }
    },
    whenAnswered(more) {
      const goal = answered + more;
      return new Promise((resolve) => {
        const look = () => {
          if (answered < goal && !round.signal.aborted) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        void Promise.all(running).then(look);
        look();
      });
    },
    close: () => agent.destroy(),
  };
}

/** Forty people, the same for the same message. */
function senderOf(wamid: string) {
  const person = 100 + (Number(/\d+$/.exec(wamid)?.[0] ?? 0) % 40);
  return { waId: `447700900${person}`, bsuid: `GB.10293847561029384756${person}`, name: `Person ${person}` };
}

function post(agent: Agent, url: string, body: string): Promise<Answer> {
  return new Promise((resolve) => {
    const call = request(
      `${url}/webhook`,
      { method: 'POST', agent, headers: { 'x-hub-signature-256': sign(body) } },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 'no answer'));
        response.on('error', () => resolve('no answer'));
      },
    );
    call.on('error', () => resolve('no answer'));
    call.end(body);
  });
}
