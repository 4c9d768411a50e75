import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../../../simulator/build-simulator.ts';
import { demoIds, demoTokens } from '../../../../simulator/demo-world.ts';
import { messageIdForWamid } from '../../../../shared/domain/ids.ts';
import type { MediaFile } from '../../../../shared/protocol/events.ts';
import { SAM_NUMBER, makeSent, subscribe } from '../company-harness.ts';
import {
  APP_SECRET,
  type Desktop,
  call,
  enrolDesktop,
  makeTemporaryDirectory,
  openStream,
  startTestRelay,
} from '../relay-harness.ts';

const SETTINGS = '/v1/settings/company';
const GOOD = { phoneNumberId: demoIds.companyPhone, wabaId: demoIds.waba, accessToken: demoTokens.company };

/** Two relays on one database, and an administrator's desktop that may call either. */
async function startPair() {
  const simulator = await startSimulator({ speed: 100, appSecret: APP_SECRET });
  onTestFinished(() => simulator.stop());
  const dataDirectory = makeTemporaryDirectory();
  const start = () => startTestRelay({ dataDirectory, graphUrl: simulator.url });
  const [one, other] = [await start(), await start()];
  const kate = await enrolDesktop(one, 'kate', 'administrator');
  const at = (url: string): Desktop => ({
    ...kate,
    call: (method, route, body) => call(url, kate.token, method, route, body),
  });
  return { simulator, one, other, kate: at(one.url), kateElsewhere: at(other.url) };
}

test('What is entered on one relay is in force on the other, and what is removed is not.', async () => {
  const { simulator, kate, kateElsewhere } = await startPair();
  await simulator.control.setWindow({ person: SAM_NUMBER, isOpen: true });
  expect((await kate.call('PUT', SETTINGS, GOOD)).status).toBe(200);
  const settings = async () => (await kateElsewhere.call('GET', SETTINGS)).json.settings;
  await expect.poll(settings, { timeout: 10_000 }).toMatchObject({ tokenLast4: '0001' });
  const message = makeSent(kate.user.id, { type: 'text', text: 'Hello' });
  const put = await kateElsewhere.call('PUT', `/v1/messages/${message.messageId}`, {
    message,
    addressee: { to: SAM_NUMBER },
  });
  expect(put.status).toBe(200);
  // Another token alone is news too.
  await kate.call('PUT', SETTINGS, { ...GOOD, accessToken: demoTokens.temporary });
  await expect.poll(settings, { timeout: 10_000 }).toMatchObject({ tokenLast4: '0004' });
  await kateElsewhere.call('DELETE', SETTINGS);
  await expect
    .poll(async () => (await kate.call('GET', SETTINGS)).json.settings, { timeout: 10_000 })
    .toBeUndefined();
});

test('A file that one relay has fetched is handed out by the other, and fetched once.', async () => {
  const { simulator, one, other, kate } = await startPair();
  await kate.call('PUT', SETTINGS, GOOD);
  await subscribe(simulator, one.url);
  const stream = await openStream(other.url, kate.token);
  const bytes = randomBytes(700_000);
  const { messageId: wamid } = await simulator.control.sendDocument({
    from: SAM_NUMBER,
    fileName: 'CV.pdf',
    base64: bytes.toString('base64'),
  });
  const messageId = messageIdForWamid(wamid);
  const files = () =>
    stream.events
      .filter((event) => event.kind === 'media.changed')
      .map((event) => event.body as MediaFile)
      .filter((file) => file.messageId === messageId);
  await stream.until(() => files().some((file) => file.state === 'ready'));
  for (const url of [one.url, other.url]) {
    const answer = await fetch(`${url}/v1/media/${messageId}`, {
      headers: { authorization: `Bearer ${kate.token}` },
    });
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  }
  expect(files().filter((file) => file.state === 'ready')).toHaveLength(1);
});
