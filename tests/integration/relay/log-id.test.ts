import { expect, test } from 'vitest';
import { runCommand } from '../../../relay/cli/run-command.ts';
import { SAM_NUMBER, companyAt, makeSent } from './company-harness.ts';
import { connectCrm } from './crm-harness.ts';
import {
  type Desktop,
  call,
  enrolDesktop,
  makeTemporaryDirectory,
  openStream,
  openTestLog,
  startTestRelay,
} from './relay-harness.ts';
import { databaseFor } from './test-database.ts';
import { startSimulator } from '../../../simulator/build-simulator.ts';

async function idsFor({ url }: { readonly url: string }, { token }: Desktop): Promise<ReadonlySet<unknown>> {
  const stream = await openStream(url, token);
  await stream.until(({ frames }) => frames.some(({ type }) => type === 'welcome'));
  const welcome = stream.frames.find((frame) => frame.type === 'welcome');
  stream.close();
  const page = await call(url, token, 'GET', '/v1/events');
  return new Set([welcome?.logId, (page.json as { logId?: string }).logId]);
}

test('The socket, the pages and the CRM name the same log, also after a restart; two logs have two names.', async () => {
  const dataDirectory = makeTemporaryDirectory();
  const relay = await startTestRelay({ dataDirectory });
  const alex = await enrolDesktop(relay, 'alex');
  const crm = await connectCrm(relay);
  const before = await idsFor(relay, alex);
  expect([...before]).toEqual([expect.stringMatching(/^[\w-]{16,}\.[\w-]{16,}$/)]);
  expect((await crm.call('GET', '/v1/histories')).json).toMatchObject({ logId: [...before][0] });
  await relay.stop();
  const again = await startTestRelay({ dataDirectory });
  expect(await idsFor(again, alex)).toEqual(before);
  const other = await openTestLog();
  expect(before.has(await other.findLogId())).toBe(false);
});

test('After a restore the log has another name, and what waited to be sent is in doubt and not sent again.', async () => {
  const simulator = await startSimulator();
  const dataDirectory = makeTemporaryDirectory();
  // Nobody answers: the message waits.
  const company = { ...companyAt(simulator), graphUrl: 'http://127.0.0.1:9' };
  const relay = await startTestRelay({ dataDirectory, company });
  const alex = await enrolDesktop(relay, 'alex');
  const before = await idsFor(relay, alex);
  const log = await openTestLog(dataDirectory);
  const message = makeSent(alex.user.id, { type: 'text', text: 'Hello' });
  await alex.call('PUT', `/v1/messages/${message.messageId}`, { message, addressee: { to: SAM_NUMBER } });
  await relay.stop();
  const databaseUrl = await databaseFor(dataDirectory);
  const place = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl };
  await runCommand(['restored'], { RELAY_DATA: dataDirectory, ...place });
  const again = await startTestRelay({ dataDirectory, company: companyAt(simulator) });
  await again.companyReady;
  await expect
    .poll(async () => (await log.findOutbound({ messageIds: [message.messageId], wamids: [] }))[0]?.status, {
      timeout: 20_000,
    })
    .toBe('unconfirmed');
  expect(await simulator.control.listReceived({ person: SAM_NUMBER.slice(1) })).toEqual([]);
  const after = await idsFor(again, alex);
  expect(after.size).toBe(1);
  expect(after).not.toEqual(before);
  await simulator.stop();
});
