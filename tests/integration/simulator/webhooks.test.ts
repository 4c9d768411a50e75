import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator, type Simulator } from '../../../simulator/build-simulator.ts';
import { demoIds } from '../../../simulator/demo-world.ts';
import type { SimulatorOptions } from '../../../simulator/options.ts';
import { startCallbackServer, verifyToken, type CallbackServer } from './callback-server.ts';
import { callGraph, messagesPath, templateTo, textTo } from './graph-client.ts';

const sam = '447700900456';
let callback: CallbackServer;
let simulator: Simulator;

async function start(options: SimulatorOptions = {}): Promise<void> {
  simulator = await startSimulator({
    speed: 1_000,
    webhook: { callbackUrl: callback.url, verifyToken },
    ...options,
  });
}
beforeEach(async () => {
  callback = await startCallbackServer(demoIds.appSecret);
});
afterEach(async () => {
  await simulator.stop();
  await callback.close();
});

type Status = {
  readonly id: string;
  readonly status: string;
  readonly recipient_id?: string;
  readonly recipient_user_id?: string;
  readonly pricing?: object;
  readonly biz_opaque_callback_data?: string;
  readonly errors?: readonly { readonly code: number }[];
};
// The values hold what the reference says of this field; the tests assert on it.
const statuses = (): Status[] => callback.values().flatMap((value) => (value['statuses'] ?? []) as Status[]);
const inbound = (): { readonly id: string; readonly text?: { readonly body: string } }[] =>
  callback
    .values()
    .flatMap((value) => (value['messages'] ?? []) as { id: string; text?: { body: string } }[]);

describe('an outbound message', () => {
  it('is sent, delivered and read, with the price once and our data in each', async () => {
    await start();
    const reply = await callGraph(simulator, messagesPath, {
      body: templateTo(`+${sam}`, { biz_opaque_callback_data: 'local-1' }),
    });
    await simulator.control.whenIdle();
    const seen = statuses();
    expect(seen.map((status) => status.status)).toEqual(['sent', 'delivered', 'read']);
    expect(
      seen.every(
        (status) =>
          status.id === reply.body.messages?.[0]?.id && status.biz_opaque_callback_data === 'local-1',
      ),
    ).toBe(true);
    expect(seen.filter((status) => status.pricing !== undefined)).toEqual([
      expect.objectContaining({
        pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category: 'marketing' },
      }),
    ]);
    expect(callback.values().every((value) => !('conversation' in (value['statuses'] as object[])[0]!))).toBe(
      true,
    );
  });

  it('is signed over the very bytes, with non-ASCII escaped', async () => {
    await start();
    await simulator.control.sendText({ from: sam, text: 'Café 👍 1/2' });
    await simulator.control.whenIdle();
    expect(callback.posted).toHaveLength(1);
    expect(callback.posted[0]?.isSigned).toBe(true);
    expect(callback.posted[0]?.body).toContain('Caf\\u00e9 \\ud83d\\udc4d 1\\/2');
    expect(callback.posted[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-hub-signature': expect.stringMatching(/^sha1=[0-9a-f]{40}$/),
    });
  });

  it('as text fails with 131047 outside the window and arrives inside', async () => {
    await start();
    const before = await callGraph(simulator, messagesPath, { body: textTo(`+${sam}`) });
    await simulator.control.whenIdle();
    expect(before.status).toBe(200);
    expect(statuses()).toEqual([
      expect.objectContaining({
        status: 'failed',
        errors: [expect.objectContaining({ code: 131047, title: 'Re-engagement message' })],
      }),
    ]);
    await simulator.control.sendText({ from: sam, text: 'Hi' });
    const inside = await callGraph(simulator, messagesPath, { body: textTo(`+${sam}`, 'Arrives') });
    await simulator.control.whenIdle();
    expect((await simulator.control.listReceived()).map((bubble) => bubble.id)).toEqual([
      inside.body.messages?.[0]?.id,
    ]);
  });

  it('finds the window closed again a day later, for this number only', async () => {
    await start();
    await simulator.control.sendText({ from: sam, text: 'Hi', to: demoIds.ownPhoneOne });
    await callGraph(simulator, messagesPath, { body: textTo(`+${sam}`) });
    await callGraph(simulator, `${demoIds.ownPhoneOne}/messages`, { body: textTo(`+${sam}`) });
    await simulator.control.whenIdle();
    await simulator.control.advanceClock({ milliseconds: 24 * 3_600_000 });
    await callGraph(simulator, `${demoIds.ownPhoneOne}/messages`, { body: textTo(`+${sam}`) });
    await simulator.control.whenIdle();
    const accepted = await simulator.control.listAccepted();
    expect(accepted.map((message) => message.statuses.at(-1)?.status)).toEqual(['failed', 'read', 'failed']);
  });

  it.each([
    ['001', 'failed 131026'],
    ['002', 'failed 131050'],
    ['003', 'failed 131049'],
    ['004', 'sent, read'],
    ['005', 'sent'],
    ['006', 'read, read, delivered, delivered, sent, sent'],
    ['007', 'sent, delivered, read'],
    ['010', 'failed 132015'],
  ])('to …%s goes: %s', async (digits, expected) => {
    await start({ webhookSettings: { concurrency: 1 } });
    const reply = await callGraph(simulator, messagesPath, { body: templateTo(`+447700900${digits}`) });
    await simulator.control.whenIdle();
    expect(
      statuses()
        .map((status) => (status.errors ? `${status.status} ${status.errors[0]?.code}` : status.status))
        .join(', '),
    ).toBe(expected);
    expect(reply.body.messages?.[0]?.message_status).toBe(
      digits === '010' ? 'held_for_quality_assessment' : 'accepted',
    );
  });

  it('to …009 makes the person change the number, with both ids in the event and no contacts', async () => {
    await start();
    await callGraph(simulator, messagesPath, { body: templateTo('+447700900009') });
    await simulator.control.whenIdle();
    const event = callback
      .values()
      .find((value) => (value['messages'] as { type: string }[] | undefined)?.[0]?.type === 'system');
    expect(event).not.toHaveProperty('contacts');
    expect(event?.['messages']).toEqual([
      expect.objectContaining({
        from: '447700900009',
        system: expect.objectContaining({
          type: 'user_changed_number',
          wa_id: '447700900109',
          user_id: expect.stringMatching(/^GB\./),
          previous_user_id: expect.stringMatching(/^GB\./),
        }),
      }),
    ]);
  });
});

describe('identities', () => {
  it.each([
    ['phone-only', true, false],
    ['phone-and-bsuid', true, true],
    ['bsuid-only', false, true],
  ] as const)('in mode %s carry phone: %s, user id: %s', async (identityMode, hasPhone, hasUserId) => {
    await start({ identityMode });
    await simulator.control.sendText({ from: sam, text: 'Hi' });
    await simulator.control.whenIdle();
    const [message, contact] = ['messages', 'contacts'].flatMap(
      (key) => (callback.values()[0]?.[key] ?? []) as object[],
    );
    expect([message && 'from' in message, contact && 'wa_id' in contact]).toEqual([hasPhone, hasPhone]);
    expect([message && 'from_user_id' in message, contact && 'user_id' in contact]).toEqual([
      hasUserId,
      hasUserId,
    ]);
  });

  it('let a username person be answered by user id, without any phone in the answer or its statuses', async () => {
    await start();
    await simulator.control.sendText({ from: '447700900008', text: 'Hi, I only have a username' });
    const maya = (await simulator.control.listPeople()).find((person) => person.phone === '447700900008');
    const reply = await callGraph(simulator, messagesPath, {
      body: {
        messaging_product: 'whatsapp',
        recipient: maya?.bsuid,
        type: 'text',
        text: { body: 'Hello Maya' },
      },
    });
    await simulator.control.whenIdle();
    expect(reply.body['contacts']).toEqual([{ input: maya?.bsuid, user_id: maya?.bsuid }]);
    expect(callback.posted.map(({ body }) => body).join()).not.toContain('447700900008');
    expect(Buffer.from(reply.body.messages?.[0]?.id.slice(6) ?? '', 'base64').toString()).not.toContain(
      '447700900008',
    );
    expect(statuses().map((status) => [status.status, status.recipient_user_id])).toEqual(
      ['sent', 'delivered', 'read'].map((status) => [status, maya?.bsuid]),
    );
  });

  it('leave out what Meta sometimes leaves out', async () => {
    await start();
    await simulator.control.sendText({ from: sam, text: 'a', omits: ['contacts'] });
    await simulator.control.sendText({ from: sam, text: 'b', omits: ['profile-name'] });
    await simulator.control.whenIdle();
    const [first, second] = callback.values();
    expect(first).not.toHaveProperty('contacts');
    expect(second?.['contacts']).toEqual([expect.objectContaining({ profile: {} })]);
  });
});

describe('delivery', () => {
  it('repeats the same bytes until it is answered 200', async () => {
    await start();
    callback.answers.push(500, 503, 0, 404);
    await simulator.control.sendText({ from: sam, text: 'Until you have it' });
    await simulator.control.whenIdle();
    expect(callback.posted).toHaveLength(5);
    expect(new Set(callback.posted.map(({ body }) => body)).size).toBe(1);
    const { deliveries, counts } = await simulator.control.listDeliveries();
    expect(deliveries).toEqual([
      expect.objectContaining({
        attempts: 5,
        lastStatus: 200,
        acknowledgedAt: expect.any(Number),
        body: callback.posted[0]?.body,
      }),
    ]);
    expect(counts).toMatchObject({ created: 1, acknowledged: 1, attempts: 5 });
  });

  it('gives up after seven days', async () => {
    await start({ speed: 100_000_000 });
    callback.answers.push(...Array.from({ length: 200 }, () => 500));
    await simulator.control.sendText({ from: sam, text: 'Lost' });
    await simulator.control.whenIdle();
    expect((await simulator.control.listDeliveries()).deliveries).toEqual([
      expect.objectContaining({ isGivenUp: true }),
    ]);
  });

  it('duplicates when told to', async () => {
    await start({ webhookSettings: { duplicateRate: 1 } });
    await simulator.control.sendText({ from: sam, text: 'Twice' });
    await simulator.control.whenIdle();
    const ids = inbound().map((message) => message.id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('lets later updates overtake when told to, and loses none', async () => {
    await start({ speed: 100, webhookSettings: { reorderRate: 0.5 }, seed: 5 });
    const texts = Array.from({ length: 30 }, (_unused, index) => String(index));
    for (const text of texts) await simulator.control.sendText({ from: sam, text });
    await simulator.control.whenIdle();
    const arrived = inbound().map((message) => message.text?.body ?? '');
    expect(arrived.toSorted()).toEqual(texts.toSorted());
    expect(arrived).not.toEqual(texts);
  });

  it('batches, over every level of the envelope, and loses none', async () => {
    await start({ webhookSettings: { batchSize: 10 } });
    await simulator.control.setWebhooks({ isPaused: true });
    for (let index = 0; index < 40; index += 1)
      await simulator.control.sendText({
        from: `4477009002${String(index).padStart(2, '0')}`,
        text: String(index),
        to: index % 3 === 0 ? demoIds.ownPhoneOne : demoIds.companyPhone,
      });
    await simulator.control.setWebhooks({ isPaused: false });
    await simulator.control.whenIdle();
    expect(callback.posted.length).toBeLessThan(40);
    expect(new Set(inbound().map((message) => message.text?.body)).size).toBe(40);
    expect(callback.values().some((value) => (value['messages'] as object[]).length > 1)).toBe(true);
  });

  it('can bring a status before the answer to the request', async () => {
    await start({ speed: 1 });
    await simulator.control.addFault({ kind: 'status-first' });
    const reply = await callGraph(simulator, messagesPath, { body: templateTo(`+${sam}`) });
    expect(statuses()).toEqual([
      expect.objectContaining({ id: reply.body.messages?.[0]?.id, status: 'sent' }),
    ]);
  });

  it('carries only subscribed fields, and nothing once the account is unsubscribed', async () => {
    await start({ webhook: { callbackUrl: callback.url, verifyToken, fields: ['messages'] } });
    await simulator.control.setTemplate({ name: 'weekend_work', status: 'APPROVED' });
    await simulator.control.sendText({ from: sam, text: 'one' });
    await simulator.control.whenIdle();
    expect(callback.values().map((value) => value['field'])).toEqual(['messages']);
    await callGraph(simulator, `${demoIds.waba}/subscribed_apps`, { method: 'DELETE' });
    await simulator.control.sendText({ from: sam, text: 'two' });
    await simulator.control.whenIdle();
    expect(callback.posted).toHaveLength(1);
    expect((await simulator.control.listDeliveries()).counts.undeliverable).toEqual({
      'field-not-subscribed': 1,
      'account-not-subscribed': 1,
    });
  });

  it('measures a burst, every webhook of which arrives once', async () => {
    await start();
    const result = await simulator.control.burst({ count: 500, concurrency: 20, people: 50 });
    expect(result).toMatchObject({ count: 500, acknowledged: 500 });
    expect(new Set(inbound().map((message) => message.id)).size).toBe(500);
    expect(callback.posted.every(({ isSigned }) => isSigned)).toBe(true);
  });
});

describe('starting', () => {
  it('fails when the callback does not know the verify token', async () => {
    await start();
    await expect(
      startSimulator({ webhook: { callbackUrl: callback.url, verifyToken: 'wrong' } }),
    ).rejects.toThrow('HTTP Status Code = 403');
  });
});
