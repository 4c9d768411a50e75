import { expect, test } from 'vitest';
import {
  enrolDesktop,
  openStream,
  postRaw,
  readFeed,
  sign,
  startTestRelay,
  VERIFY_TOKEN,
} from './relay-harness.ts';
import { envelope, text } from './meta-payloads.ts';

const ONE_MESSAGE = JSON.stringify(envelope(text('wamid.1', 'Hello')));

test('The challenge is answered verbatim, as plain text, for the right verify token.', async () => {
  const relay = await startTestRelay();
  const answer = await fetch(
    `${relay.url}/webhook?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${VERIFY_TOKEN}`,
  );
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(await answer.text()).toBe('1158201444');
});

test.each([
  ['no query at all', ''],
  ['no token', '?hub.mode=subscribe&hub.challenge=1'],
  ['a wrong token', '?hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong'],
  ['a token with one letter more', `?hub.mode=subscribe&hub.challenge=1&hub.verify_token=${VERIFY_TOKEN}x`],
  ['another mode', `?hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=${VERIFY_TOKEN}`],
  ['two tokens', `?hub.mode=subscribe&hub.challenge=1&hub.verify_token=${VERIFY_TOKEN}&hub.verify_token=x`],
])('A verification with %s is refused with a page for humans that runs nothing.', async (_case, query) => {
  const relay = await startTestRelay();
  const answer = await fetch(`${relay.url}/webhook${query}`);
  expect(answer.status).toBe(403);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  const page = await answer.text();
  expect(page).toContain('This address is for Meta');
  expect(page).not.toMatch(/<script|javascript:|\son[a-z]+=/i);
  expect(page).not.toContain(VERIFY_TOKEN);
});

test.each([
  ['no signature', undefined],
  ['an empty signature', ''],
  ['a signature of another secret', sign(ONE_MESSAGE, 'another_secret')],
  ['a signature of other bytes', sign(`${ONE_MESSAGE} `)],
  ['half a signature', sign(ONE_MESSAGE).slice(0, 40)],
  ['a signature with sha1', sign(ONE_MESSAGE).replace('sha256', 'sha1')],
  ['a signature that is not hex', `sha256=${'z'.repeat(64)}`],
])('A webhook with %s is refused, and nothing is stored.', async (_case, signature) => {
  const relay = await startTestRelay();
  const desktop = await enrolDesktop(relay, 'alex');
  expect((await postRaw(relay.url, ONE_MESSAGE, signature)).status).toBe(401);
  const { json } = await desktop.call('GET', '/v1/events');
  expect(json.head).toBe(1);
});

test('A webhook of 3 MB is taken and one of more is refused as too large.', async () => {
  const relay = await startTestRelay();
  const fill = (bytes: number) => {
    const frame = JSON.stringify({ object: 'whatsapp_business_account', entry: [], fill: '' }).length;
    return JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [],
      fill: 'x'.repeat(bytes - frame),
    });
  };
  const largest = fill(3 * 1024 * 1024);
  expect((await postRaw(relay.url, largest, sign(largest))).status).toBe(200);
  const larger = fill(3 * 1024 * 1024 + 1);
  const refused = await postRaw(relay.url, larger, sign(larger));
  expect(refused.status).toBe(413);
  expect(await refused.json()).toMatchObject({ error: { code: 'too-large' } });
});

test.each([
  ['no JSON', 'not json {'],
  ['no bytes', ''],
  ['another object', JSON.stringify({ object: 'page', entry: [] })],
  ['a list', '[]'],
  ['null', 'null'],
  ['an unknown field', JSON.stringify(envelope({ field: 'brand_new_field', value: { a: 1 } }))],
  [
    'a field with the name of a property of objects',
    JSON.stringify(envelope({ field: 'constructor', value: {} })),
  ],
  ['messages without metadata', JSON.stringify(envelope({ field: 'messages', value: { messages: [] } }))],
])('A signed webhook with %s is kept, answered 200 and shown to no desktop.', async (_case, body) => {
  const relay = await startTestRelay();
  const desktop = await enrolDesktop(relay, 'alex');
  const stream = await openStream(relay.url, desktop.token);
  expect((await postRaw(relay.url, body, sign(body))).status).toBe(200);
  const { json } = await desktop.call('GET', '/v1/events?after=1');
  expect(json).toMatchObject({ events: [], cursor: 2, head: 2 });
  // The cursor passes it, so that a desktop does not think it is behind for ever.
  await stream.until(() => stream.cursor() === 2);
  expect(stream.events.map((event) => event.kind)).toEqual(['user.changed']);
});

test('Every entry, change, message and status of one webhook is cut out, and a bad one does not cost its neighbours.', async () => {
  const relay = await startTestRelay();
  const desktop = await enrolDesktop(relay, 'alex');
  const one = text('wamid.1', 'One');
  const two = text('wamid.2', 'Two');
  const both = {
    ...one,
    value: { ...one.value, messages: [...messagesOf(one), { id: {} }, null, ...messagesOf(two)] },
  };
  const payload = {
    object: 'whatsapp_business_account',
    entry: [...envelope(both).entry, ...envelope(text('wamid.3', 'Three')).entry],
  };
  const body = JSON.stringify(payload);
  expect((await postRaw(relay.url, body, sign(body))).status).toBe(200);
  const events = await readFeed(desktop);
  const texts = events.flatMap((event) =>
    event.kind === 'message.received' ? [(event.body as { content: { text: string } }).content.text] : [],
  );
  expect(texts).toEqual(['One', 'Two', 'Three']);
});

function messagesOf(change: { readonly value: object }): readonly unknown[] {
  return (change.value as { messages: unknown[] }).messages;
}

test('What a webhook says about itself in its headers does not matter: only the bytes and their signature do.', async () => {
  const relay = await startTestRelay();
  for (const contentType of [
    'text/plain',
    'application/octet-stream',
    'application/json; charset=iso-8859-1',
  ]) {
    const answer = await fetch(`${relay.url}/webhook`, {
      method: 'POST',
      headers: { 'content-type': contentType, 'x-hub-signature-256': sign(ONE_MESSAGE) },
      body: ONE_MESSAGE,
    });
    expect(answer.status).toBe(200);
  }
});

test('Escapes of Meta are read as the letters they stand for, over the bytes as received.', async () => {
  const relay = await startTestRelay();
  const desktop = await enrolDesktop(relay, 'alex');
  const body = JSON.stringify(envelope(text('wamid.1', 'PLACE'))).replace(
    'PLACE',
    String.raw`caf\u00e9 \ud83d\udc4d https:\/\/x.example`,
  );
  expect((await postRaw(relay.url, body, sign(body))).status).toBe(200);
  const received = (await readFeed(desktop)).find((event) => event.kind === 'message.received');
  expect(received?.body).toMatchObject({ content: { text: 'café 👍 https://x.example' } });
});

test('An address that does not exist is answered in the relay’s own form.', async () => {
  const relay = await startTestRelay();
  const answer = await fetch(`${relay.url}/wp-login.php?x=1`);
  expect(answer.status).toBe(404);
  expect(await answer.json()).toEqual({
    error: { code: 'not-found', message: 'The relay has nothing at GET /wp-login.php.' },
  });
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});
