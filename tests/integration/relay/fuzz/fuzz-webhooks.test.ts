import { expect, test } from 'vitest';
import { createRandom } from '../../../../simulator/random.ts';
import { logEventSchema } from '../../../../shared/protocol/events.ts';
import { enrolWith, readFeed, sign } from '../relay-harness.ts';
import { environmentOf, runRelay } from '../relay-process.ts';
import { mutateBytes, mutateJson, pick } from './mutate.ts';
import { RUNS, SEED, TIMEOUT_MS } from './runs.ts';
import { type Target, runMany, startTarget } from './target.ts';
import { WEBHOOKS } from './webhook-corpus.ts';

const COUNT = Math.ceil(RUNS * 0.6);
/** Of a webhook (source: Meta, webhooks, payload size). */
const MOST_BYTES = 3 * 1024 * 1024;
/** Kinds that a desktop understands: what the relay puts into the log must be readable. */
const KNOWN = new Set(logEventSchema.options.map((option) => option.shape.kind.value as string));

test(
  `${COUNT} mutated webhooks (FUZZ_SEED=${SEED}): every signed one is kept, no other is, and the relay stands.`,
  { timeout: TIMEOUT_MS },
  async () => {
    const target = await startTarget();
    const alex = await enrolWith(target.relay.url, target.code);
    const random = createRandom(SEED);
    await runMany(COUNT, 32, async () => {
      const { body, mutation } = makeBody();
      const answer = await post(target, body, sign(body));
      if (answer.status !== 200) expect.unreachable(`${answer.status} for ${mutation}: ${excerpt(body)}`);
    });
    expect(await target.examine()).toEqual([]);
    const events = await readFeed(alex);
    const unreadable = events.filter(
      (event) => KNOWN.has(event.kind) && !logEventSchema.safeParse(event).success,
    );
    expect(unreadable.slice(0, 3)).toEqual([]);
    expect(events.length).toBeGreaterThan(COUNT / 20);

    // The same again, but signed before the mutation, or hardly at all.
    const before = await countFacts(target);
    await runMany(Math.ceil(COUNT / 10), 32, async () => {
      const whole = Buffer.from(JSON.stringify(pick(WEBHOOKS, random)));
      const body = mutateBytes(whole, random);
      const isSame = body.equals(whole);
      const signature = random.chance(0.5) && !isSame ? sign(whole) : mangle(sign(body));
      expect((await post(target, body, signature)).status).toBe(401);
    });
    expect(await countFacts(target)).toEqual(before);
    expect(await target.examine()).toEqual([]);
    expect(await target.relay.terminate()).toBe(0);
    target.close();

    function makeBody(): { readonly body: Buffer; readonly mutation: string } {
      const made = mutate();
      // What is longer than Meta ever sends is refused, and rightly.
      return made.body.length > MOST_BYTES ? makeBody() : made;
    }

    function mutate() {
      const webhook = pick(WEBHOOKS, random);
      const json = random.chance(0.15) ? webhook : mutateJson(webhook, WEBHOOKS, random);
      // Most of them about something new: what is known already is not looked at any more.
      const text = (JSON.stringify(json) ?? 'null').replaceAll('wamid.corpus', `wamid.${random.hex(6)}`);
      if (!random.chance(0.3)) return { body: Buffer.from(text), mutation: 'structure' };
      return { body: mutateBytes(Buffer.from(text), random), mutation: 'bytes' };
    }

    function mangle(signature: string): string {
      const at = 7 + random.below(64);
      const letter = signature[at] === '0' ? '1' : '0';
      const options = [
        signature.slice(0, at) + letter + signature.slice(at + 1),
        signature.slice(0, at),
        `${signature}00`,
        signature.replace('sha256', 'sha512'),
        signature.slice(7),
        `${signature}, ${signature}`,
        '',
        'sha256=',
        random.hex(200),
      ];
      return pick(options, random) ?? '';
    }
  },
);

/** How many entries came of webhooks. What became of a file afterwards is the relay's own doing. */
async function countFacts({ dataDirectory }: Target): Promise<readonly string[]> {
  const { stdout } = await runRelay(['status'], environmentOf({ RELAY_DATA: dataDirectory }));
  const facts = stdout.split('\n').filter((line) => /^(message|webhook|consent|person)\./.test(line));
  expect(facts.length).toBeGreaterThan(3);
  return facts;
}

function post(target: Target, body: Buffer, signature: string) {
  return target.send('POST', '/webhook', { 'x-hub-signature-256': signature }, body);
}

function excerpt(body: Buffer): string {
  return body.toString('latin1').slice(0, 500);
}
