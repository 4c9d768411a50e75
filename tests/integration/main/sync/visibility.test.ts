import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type WriteHandle, listRows } from '../../../../main/db/handle.ts';
import type { Relay } from '../../../../relay/build-relay.ts';
import { channelIdSchema, conversationIdFor } from '../../../../shared/domain/ids.ts';
import { personKeyForNumber } from '../../../../shared/domain/phone-number.ts';
import { type Sender, envelope, inbound, text } from '../../relay/meta-payloads.ts';
import { type Desktop, enrolDesktop, postWebhook, startTestRelay } from '../../relay/relay-harness.ts';
import { type Reader, createReader, describeSight, readAnew, waitUntilCurrent } from './visibility-reader.ts';

const COMPANY = channelIdSchema.parse('200300400500600');
const USERS = ['alex', 'ben', 'cleo'] as const;
const PEOPLE: readonly Sender[] = ['447700900001', '447700900002', '447700900003', '447700900004'].map(
  (waId, index) => ({ waId, bsuid: `GB.${index}0000000000000000000`, name: `Person ${index}` }),
);

type Step =
  | { readonly kind: 'write'; readonly person: number }
  | { readonly kind: 'react'; readonly person: number }
  | { readonly kind: 'take'; readonly person: number; readonly user: number }
  | { readonly kind: 'hand-over'; readonly person: number; readonly to: number | undefined }
  | { readonly kind: 'visibility'; readonly choice: 'everyone' | 'team' | 'own' }
  | { readonly kind: 'team'; readonly user: number; readonly team: 0 | 1 | undefined }
  | { readonly kind: 'switch'; readonly user: number };

const person = fc.nat({ max: PEOPLE.length - 1 });
const user = fc.nat({ max: USERS.length - 1 });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('write' as const), person }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('react' as const), person }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('take' as const), person, user }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('hand-over' as const),
      person,
      to: fc.option(user, { nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('visibility' as const),
      choice: fc.constantFrom('everyone' as const, 'team' as const, 'own' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('team' as const),
      user,
      team: fc.constantFrom(0 as const, 1 as const, undefined),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('switch' as const), user }) },
);

test(
  'Whatever changes, and whenever a desktop is on or off, it ends with what a new desktop would have: no more, no less.',
  { timeout: 120_000 },
  async () => {
    await fc.assert(fc.asyncProperty(fc.array(anyStep, { minLength: 10, maxLength: 40 }), runStory), {
      numRuns: 12,
    });
  },
);

async function runStory(steps: readonly Step[]): Promise<void> {
  const relay = await startTestRelay();
  const desktops: Desktop[] = [];
  for (const name of USERS) desktops.push(await enrolDesktop(relay, name));
  const teams = [await relay.admin.addTeam('North'), await relay.admin.addTeam('South')];
  const readers = desktops.map((desktop) => createReader(relay.url, desktop));
  const isOn = readers.map(() => false);
  let count = 0;
  for (const step of steps) {
    if (step.kind === 'switch') {
      const reader = readers[step.user]!;
      if (isOn[step.user]) await reader.stop();
      else reader.start();
      isOn[step.user] = !isOn[step.user];
    } else if (step.kind === 'team') {
      const teamId = step.team === undefined ? null : teams[step.team]!.id;
      await relay.admin.changeUser(desktops[step.user]!.user.id, { teamId });
    } else if (step.kind === 'visibility') await relay.admin.setVisibility(step.choice);
    else await converse(relay, desktops, step, (count += 1));
  }
  for (const [index, reader] of readers.entries()) {
    reader.start();
    await waitUntilCurrent(reader, desktops[index]!);
    expect(describeSight(reader.db)).toEqual(describeSight(await readAnew(desktops[index]!)));
    await reader.stop();
  }
  await relay.stop();
}

async function converse(
  relay: Relay,
  desktops: readonly Desktop[],
  step: Extract<Step, { person: number }>,
  count: number,
): Promise<void> {
  const sender = PEOPLE[step.person]!;
  if (step.kind === 'write') {
    await postWebhook(relay.url, envelope(text(`wamid.${count}`, `Word ${count}`, sender)));
  } else if (step.kind === 'react') {
    const reaction = { type: 'reaction', reaction: { message_id: `wamid.${count - 1}`, emoji: '👍' } };
    await postWebhook(relay.url, envelope(inbound(`wamid.${count}`, reaction, sender)));
  } else {
    const personKey = personKeyForNumber(`+${sender.waId}`);
    const id = conversationIdFor({ channelId: COMPANY, personKey, ownerUserId: undefined });
    const path = `/v1/conversations/${id}`;
    if (step.kind === 'take') await desktops[step.user]!.call('POST', `${path}/take`);
    else {
      const toUserId = step.to === undefined ? undefined : desktops[step.to]!.user.id;
      // Only the owner may; the others are refused, which is part of the story.
      for (const desktop of desktops) await desktop.call('POST', `${path}/hand-over`, { toUserId });
    }
  }
}

test('A past of thousands of messages is fetched page by page, also when the desktop is switched off in between.', async () => {
  const relay = await startTestRelay();
  const [alex, ben] = [await enrolDesktop(relay, 'alex'), await enrolDesktop(relay, 'ben')];
  await relay.admin.setVisibility('own');
  const sender = PEOPLE[0]!;
  await postWebhook(relay.url, envelope(text('wamid.first', 'First', sender)));
  const personKey = personKeyForNumber(`+${sender.waId}`);
  const id = conversationIdFor({ channelId: COMPANY, personKey, ownerUserId: undefined });
  await alex.call('POST', `/v1/conversations/${id}/take`);
  for (let part = 0; part < 5; part += 1) {
    const words = Array.from({ length: 600 }, (_, n) =>
      text(`wamid.${part}.${n}`, `Word ${part} ${n}`, sender),
    );
    await postWebhook(relay.url, envelope(...words));
  }
  const reader = createReader(relay.url, ben);
  reader.start();
  await waitUntilCurrent(reader, ben);
  expect(countMessages(reader.db)).toBe(0);
  await alex.call('POST', `/v1/conversations/${id}/hand-over`, { toUserId: ben.user.id });
  await switchOffAndOn(reader);
  await waitUntilCurrent(reader, ben);
  expect(countMessages(reader.db)).toBe(3_001);
  expect(describeSight(reader.db)).toEqual(describeSight(await readAnew(ben)));
});

async function switchOffAndOn(reader: Reader): Promise<void> {
  for (let times = 0; times < 4; times += 1) {
    await reader.stop();
    reader.start();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function countMessages(db: WriteHandle): number {
  return listRows<{ n: number }>(db, 'SELECT count(*) AS n FROM messages')[0]?.n ?? -1;
}
