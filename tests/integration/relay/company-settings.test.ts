import { readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createLogger } from '../../../relay/logger.ts';
import { startSimulator } from '../../../simulator/build-simulator.ts';
import { demoIds, demoTokens } from '../../../simulator/demo-world.ts';
import {
  companyAt,
  fill,
  findTemplate,
  lastSent,
  makeSent,
  SAM_NUMBER,
  subscribe,
} from './company-harness.ts';
import {
  APP_SECRET,
  type Desktop,
  enrolDesktop,
  makeTemporaryDirectory,
  openStream,
  readFeed,
  startTestRelay,
} from './relay-harness.ts';
import { placeKey } from './test-database.ts';

const SETTINGS = '/v1/settings/company';
const KEY = { key: '11'.repeat(32), keyFile: undefined, oldKey: undefined };
const GOOD = {
  phoneNumberId: demoIds.companyPhone,
  wabaId: demoIds.waba,
  accessToken: demoTokens.company,
};

async function startMeta() {
  const simulator = await startSimulator({ speed: 100, appSecret: APP_SECRET });
  onTestFinished(() => simulator.stop());
  return simulator;
}

async function startWithoutCompany(...[config, options]: Parameters<typeof startTestRelay>) {
  const simulator = await startMeta();
  const relay = await startTestRelay({ graphUrl: simulator.url, ...config }, options);
  await subscribe(simulator, relay.url);
  return { simulator, relay, kate: await enrolDesktop(relay, 'kate', 'administrator') };
}

/** Everything that a relay has written: the database, its journal, whatever else. */
function readAllFiles(directory: string): Buffer {
  const files = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Buffer.concat(files.map(({ name }) => readFileSync(path.join(directory, name))));
}

const settingsOf = async (desktop: Desktop) => (await desktop.call('GET', SETTINGS)).json.settings;

test('A number that an administrator enters is in force at once: channel, templates and sends.', async () => {
  const { relay, kate } = await startWithoutCompany();
  const stream = await openStream(relay.url, kate.token);
  expect(await settingsOf(kate)).toBeUndefined();
  const early = makeSent(kate.user.id, { type: 'text', text: 'Hello' });
  const put = (message: typeof early) =>
    kate.call('PUT', `/v1/messages/${message.messageId}`, { message, addressee: { to: SAM_NUMBER } });
  expect((await put(early)).status).toBe(409);

  const { status, json } = await kate.call('PUT', SETTINGS, GOOD);
  expect([status, json.settings]).toEqual([
    200,
    {
      source: 'entered',
      phoneNumber: '+442079460123',
      phoneNumberId: demoIds.companyPhone,
      wabaId: demoIds.waba,
      graphVersion: 'v26.0',
      tokenLast4: '0001',
      savedAt: expect.any(Number),
    },
  ]);
  await stream.until(({ events }) => events.some((event) => event.kind === 'template.changed'));
  const message = makeSent(kate.user.id, fill(findTemplate(await readFeed(kate), 'job_opportunity')));
  await put(message);
  await stream.until((now) => lastSent(now, message.messageId)?.status === 'accepted');
});

test('The token is nowhere: not in the answers, the log of entries, the files or the log of lines.', async () => {
  const dataDirectory = makeTemporaryDirectory();
  const lines: string[] = [];
  const logger = createLogger((line) => lines.push(line));
  const { relay, kate } = await startWithoutCompany({ dataDirectory, secretKey: KEY }, { logger });
  const answers = [
    await kate.call('PUT', SETTINGS, GOOD),
    await kate.call('GET', SETTINGS),
    await kate.call('POST', `${SETTINGS}/check`),
    await kate.call('PUT', SETTINGS, { ...GOOD, phoneNumberId: '999999999999' }),
  ];
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 409]);
  expect(JSON.stringify([answers, await readFeed(kate)])).not.toContain(demoTokens.company);
  expect((await readFeed(kate)).map((event) => event.kind)).not.toContain('company.changed');
  await relay.stop();
  expect(readAllFiles(dataDirectory).includes(demoTokens.company)).toBe(false);
  expect(lines.join('')).not.toContain(demoTokens.company);
});

test('Only administrators reach the Global Settings.', async () => {
  const { relay, kate } = await startWithoutCompany();
  await kate.call('PUT', SETTINGS, GOOD);
  const alex = await enrolDesktop(relay, 'alex');
  const calls = [
    ['GET', SETTINGS],
    ['PUT', SETTINGS, GOOD],
    ['DELETE', SETTINGS],
    ['POST', `${SETTINGS}/check`, GOOD],
  ] as const;
  for (const [method, route, body] of calls) {
    expect((await alex.call(method, route, body)).json.error?.code).toBe('forbidden');
    const stranger = await fetch(`${relay.url}${route}`, { method });
    expect(stranger.status).toBe(401);
  }
});

test.each([
  [{ phoneNumberId: 'my number' }, 400, 'phoneNumberId: must be digits only'],
  [{ graphVersion: 'latest' }, 400, 'graphVersion: must look like v26.0'],
  [{ accessToken: 'short' }, 400, 'accessToken'],
  [{ accessToken: '' }, 400, 'Enter the access token'],
  [{ accessToken: demoTokens.expired }, 409, 'expired'],
  [{ accessToken: demoTokens.stranger }, 409, 'Nothing was saved'],
  [{ phoneNumberId: demoIds.waba }, 409, 'is the ID of the WhatsApp Business Account, not of a number'],
])('A mistake (%j) is answered with a sentence, and nothing is saved.', async (mistake, status, sentence) => {
  const { kate } = await startWithoutCompany();
  const answer = await kate.call('PUT', SETTINGS, { ...GOOD, ...mistake });
  expect(answer.status).toBe(status);
  expect(answer.json.error?.message).toContain(sentence);
  expect(await settingsOf(kate)).toBeUndefined();
});

test('A number that a user has as their own cannot become the company’s.', async () => {
  const { relay, kate } = await startWithoutCompany();
  const alex = await enrolDesktop(relay, 'alex');
  const own = { id: demoIds.companyPhone, wabaId: demoIds.waba, name: 'Alex', phoneNumber: '+442079460123' };
  expect((await alex.call('PUT', '/v1/channels/own', own)).status).toBe(200);
  const answer = await kate.call('PUT', SETTINGS, GOOD);
  expect(answer.json.error).toMatchObject({ code: 'conflict', message: expect.stringContaining('own') });
});

test('Another number takes the place of the first; the token stays where none is given.', async () => {
  const { relay, kate } = await startWithoutCompany();
  const stream = await openStream(relay.url, kate.token);
  const channels = () =>
    stream.events
      .filter((event) => event.kind === 'channel.changed')
      .map((event) => event.body as { id: string; isActive: boolean });
  await kate.call('PUT', SETTINGS, GOOD);
  await stream.until(() => channels().some((channel) => channel.isActive));
  const other = { phoneNumberId: demoIds.ownPhoneOne, wabaId: demoIds.waba };
  expect((await kate.call('PUT', SETTINGS, other)).json.settings).toMatchObject({
    phoneNumberId: demoIds.ownPhoneOne,
    tokenLast4: '0001',
  });
  await stream.until(() => channels().some((channel) => channel.id === demoIds.ownPhoneOne));
  expect(channels().findLast((channel) => channel.id === demoIds.companyPhone)?.isActive).toBe(false);
});

test('What was entered wins over the environment, and removing it brings the environment back.', async () => {
  const simulator = await startMeta();
  const relay = await startTestRelay({ graphUrl: simulator.url, company: companyAt(simulator) });
  const kate = await enrolDesktop(relay, 'kate', 'administrator');
  expect(await settingsOf(kate)).toMatchObject({ source: 'environment', tokenLast4: '0001' });
  await kate.call('PUT', SETTINGS, { ...GOOD, accessToken: demoTokens.temporary });
  expect(await settingsOf(kate)).toMatchObject({ source: 'entered', tokenLast4: '0004' });
  const { json } = await kate.call('DELETE', SETTINGS);
  expect(json.settings).toMatchObject({ source: 'environment', tokenLast4: '0001' });
  expect(await settingsOf(kate)).toEqual(json.settings);
});

test('A removed number is told to desktops as one that cannot be sent on, and its token is gone.', async () => {
  const { relay, kate } = await startWithoutCompany();
  const stream = await openStream(relay.url, kate.token);
  await kate.call('PUT', SETTINGS, GOOD);
  await stream.until(({ events }) => events.some((event) => event.kind === 'template.changed'));
  expect((await kate.call('DELETE', SETTINGS)).json).toEqual({});
  await stream.until(({ events }) => {
    const last = events.findLast((event) => event.kind === 'channel.changed');
    return (last?.body as { isActive?: boolean } | undefined)?.isActive === false;
  });
  const again = await kate.call('PUT', SETTINGS, { ...GOOD, accessToken: '' });
  expect(again.json.error?.message).toBe('Enter the access token.');
});

test('A new key seals the token anew: afterwards the old one is not needed.', async () => {
  const dataDirectory = makeTemporaryDirectory();
  const simulator = await startMeta();
  const start = (secretKey: object) =>
    startTestRelay({ dataDirectory, graphUrl: simulator.url, secretKey: { ...KEY, ...secretKey } });
  const first = await start({});
  const kate = await enrolDesktop(first, 'kate', 'administrator');
  await kate.call('PUT', SETTINGS, GOOD);
  await first.stop();
  const second = await start({ key: '22'.repeat(32), oldKey: '11'.repeat(32) });
  expect(second.hasCompanyNumber).toBe(true);
  await second.stop();
  const third = await start({ key: '22'.repeat(32) });
  expect(third.hasCompanyNumber).toBe(true);
});

test('A relay whose key is missing serves, says what to do, and keeps what waits until it is mended.', async () => {
  const dataDirectory = makeTemporaryDirectory();
  const simulator = await startMeta();
  const start = () => startTestRelay({ dataDirectory, graphUrl: simulator.url });
  const first = await start();
  const kate = await enrolDesktop(first, 'kate', 'administrator');
  await kate.call('PUT', SETTINGS, GOOD);
  await simulator.control.addFault({ kind: 'error', code: 130429, times: 1_000 });
  const message = makeSent(kate.user.id, { type: 'text', text: 'Hello' });
  await kate.call('PUT', `/v1/messages/${message.messageId}`, { message, addressee: { to: SAM_NUMBER } });
  await first.stop();
  await simulator.control.clearFaults({});
  rmSync(path.join(dataDirectory, 'secret.key'));

  const second = await start();
  expect(second.hasCompanyNumber).toBe(false);
  const call = (method: string, body?: unknown) =>
    fetch(`${second.url}${SETTINGS}`, {
      method,
      headers: { authorization: `Bearer ${kate.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).then(async (response) => (await response.json()) as { settings?: { problem?: string } });
  expect((await call('GET')).settings?.problem).toMatch(
    /cannot be read.* key .* is missing.*RELAY_SECRET_KEY/,
  );
  const stream = await openStream(second.url, kate.token);
  await stream.until((now) => lastSent(now, message.messageId) !== undefined);
  expect(lastSent(stream, message.messageId)?.status).toBe('queued');
  placeKey(dataDirectory);
  expect((await call('PUT', GOOD)).settings?.problem).toBeUndefined();
  await stream.until((now) => lastSent(now, message.messageId)?.status === 'accepted');
});
