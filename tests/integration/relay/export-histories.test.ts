import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { exportHistories } from '../../../relay/histories/export-histories.ts';
import { channelIdSchema } from '../../../shared/domain/ids.ts';
import { makeSent } from './company-harness.ts';
import { connectCrm } from './crm-harness.ts';
import { SAM, envelope, status, text } from './meta-payloads.ts';
import {
  enrolDesktop,
  makeTemporaryDirectory,
  openTestLog,
  postWebhook,
  startTestRelay,
} from './relay-harness.ts';

const OWN = channelIdSchema.parse('200300400500601');
const ALL = { from: 0, to: Infinity, recordId: undefined };

async function startWithMessages() {
  const dataDirectory = makeTemporaryDirectory();
  const relay = await startTestRelay({ dataDirectory });
  const alex = await enrolDesktop(relay, 'alex');
  const crm = await connectCrm(relay);
  await crm.call('PUT', '/v1/records', {
    records: [{ id: 'c1', kind: 'candidate', phones: ['+447700900456'] }],
  });
  const channel = { id: OWN, wabaId: '100200300400500', name: 'Own', phoneNumber: '+442079460124' };
  await alex.call('PUT', '/v1/channels/own', channel);
  const sent = makeSent(alex.user.id, { type: 'text', text: 'Hello' }, { channelId: OWN, at: 1_000 });
  await alex.call('POST', '/v1/sent-messages', {
    messages: [{ ...sent, status: 'accepted', wamid: 'wamid.OUT' }],
  });
  for (const name of ['sent', 'delivered', 'read']) {
    await postWebhook(relay.url, envelope(status('wamid.OUT', name, {}, SAM, OWN)));
  }
  const stranger = { waId: '447700900999', name: '@Ann' };
  await postWebhook(relay.url, envelope(text('wamid.1', '=HYPERLINK("http://x")', stranger)));
  const log = await openTestLog(dataDirectory);
  const file = path.join(dataDirectory, 'histories.csv');
  return { log, file, sent };
}

function read(file: string) {
  return parse<Record<string, string>>(readFileSync(file), { bom: true, columns: true });
}

test('Each history is a row of the file once, as it stands now; nothing in it is a formula to a spreadsheet.', async () => {
  const { log, file, sent } = await startWithMessages();
  expect(await exportHistories(log, file, ALL)).toBe(2);
  expect([...readFileSync(file).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(read(file)).toMatchObject([
    {
      Id: sent.messageId,
      Records: 'c1',
      'Phone number': "'+447700900456",
      Direction: 'outbound',
      Consultant: 'alex of Test Agency',
      Text: 'Hello',
      Status: 'read',
    },
    { Records: '', Person: "'@Ann", Direction: 'inbound', Text: '\'=HYPERLINK("http://x")', Status: '' },
  ]);
});

test.each([
  [{ recordId: 'c1' }, ['Hello']],
  [{ recordId: 'c2' }, []],
  [{ to: 1_000 }, []],
  [{ from: 1_000, to: 1_001 }, ['Hello']],
  [{ from: 1_001 }, ['\'=HYPERLINK("http://x")']],
])('Only what fits %j is exported.', async (filter, texts) => {
  const { log, file } = await startWithMessages();
  await exportHistories(log, file, { ...ALL, ...filter });
  expect(read(file).map((row) => row['Text'])).toEqual(texts);
});

test('A file that cannot be written is named.', async () => {
  const { log, file } = await startWithMessages();
  await expect(exportHistories(log, path.join(file, 'x.csv'), ALL)).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('cannot be written'),
  });
});
