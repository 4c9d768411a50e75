import { expect, test } from 'vitest';
import { type Desktop, enrolDesktop, enrolWith, readFeed, startTestRelay } from './relay-harness.ts';

const WORDS = { name: 'hello', text: 'Hi [known as]' };

async function readReplies(desktop: Desktop): Promise<readonly unknown[]> {
  return (await readFeed(desktop))
    .filter(({ kind }) => kind === 'canned-reply.changed')
    .map(({ body }) => body);
}

test('a user’s own reply reaches that user’s desktops only, the agency’s reaches everybody’s', async () => {
  const relay = await startTestRelay();
  const kate = await enrolDesktop(relay, 'kate', 'administrator');
  const priya = await enrolDesktop(relay, 'priya');
  const laptop = await enrolWith(relay.url, (await relay.admin.createEnrolmentCode('priya')).code);
  expect((await priya.call('PUT', '/v1/canned-replies/own/r1', WORDS)).status).toBe(200);
  expect((await kate.call('PUT', '/v1/canned-replies/agency/r1', WORDS)).status).toBe(200);
  const own = { scope: 'own', id: 'r1', ...WORDS };
  const agency = { scope: 'agency', id: 'r1', ...WORDS };
  expect(await readReplies(laptop)).toEqual([own, agency]);
  expect(await readReplies(kate)).toEqual([agency]);
  // A colleague's reply of the same id is another one.
  expect((await kate.call('PUT', '/v1/canned-replies/own/r1', { ...WORDS, text: 'Mine' })).status).toBe(200);
  expect((await priya.call('DELETE', '/v1/canned-replies/own/r1')).status).toBe(200);
  expect(await readReplies(laptop)).toEqual([agency, { scope: 'own', id: 'r1' }]);
});

test('a consultant changes nothing of the agency’s, and bad words are refused', async () => {
  const relay = await startTestRelay();
  const priya = await enrolDesktop(relay, 'priya');
  expect((await priya.call('PUT', '/v1/canned-replies/agency/r1', WORDS)).status).toBe(403);
  expect((await priya.call('DELETE', '/v1/canned-replies/agency/r1')).status).toBe(403);
  const bad = [{}, { name: '', text: 'x' }, { name: 'x', text: ' ' }, { name: 'x', text: 'y'.repeat(4_097) }];
  for (const body of bad) {
    expect((await priya.call('PUT', '/v1/canned-replies/own/r1', body)).status).toBe(400);
  }
  expect((await priya.call('PUT', '/v1/canned-replies/theirs/r1', WORDS)).status).toBe(400);
  expect((await priya.call('PUT', `/v1/canned-replies/own/${'x'.repeat(65)}`, WORDS)).status).toBe(400);
  expect(await readReplies(priya)).toEqual([]);
});
