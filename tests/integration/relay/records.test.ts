import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openSqliteLog } from '../../../relay/log/sqlite/open-sqlite-log.ts';
import { MIGRATIONS } from '../../../relay/log/sqlite/schema.ts';
import { personKeyForNumber } from '../../../shared/domain/phone-number.ts';
import { detectEncoding } from '../../../relay/records/decode-text.ts';
import { readCsv } from '../../../relay/records/read-csv.ts';
import { connectCrm } from './crm-harness.ts';
import { envelope, text } from './meta-payloads.ts';
import {
  enrolDesktop,
  makeTemporaryDirectory,
  postWebhook,
  readFeed,
  startTestRelay,
} from './relay-harness.ts';
import { environmentOf, runRelay } from './relay-process.ts';

async function collect(rows: AsyncIterable<unknown>): Promise<readonly unknown[]> {
  const collected: unknown[] = [];
  for await (const row of rows) collected.push(row);
  return collected;
}

const SAM = {
  id: 'c1',
  kind: 'candidate',
  knownAs: 'Sam',
  lastName: 'Taylor',
  phones: [{ label: 'Mobile', raw: '07700 900456' }],
  updatedAt: 1,
};

test('Records of the CRM reach the desktops with their numbers read; again, they are unchanged.', async () => {
  const relay = await startTestRelay();
  const alex = await enrolDesktop(relay, 'alex');
  const crm = await connectCrm(relay);
  const put = (records: readonly unknown[]) => crm.call('PUT', '/v1/records', { records });
  const timeless = {
    id: 'c2',
    kind: 'Contact',
    firstName: 'Priya',
    phones: ['+44 20 7946 0999', 'ask at reception'],
    emails: [' p@example.co.uk ', ''],
  };
  expect((await put([SAM, timeless])).json).toEqual({ upserted: 2, unchanged: 0, failed: [] });
  expect((await put([SAM, timeless])).json).toEqual({ upserted: 0, unchanged: 2, failed: [] });
  expect((await put([{ ...SAM, status: 'Placed', updatedAt: 2 }])).json).toMatchObject({ upserted: 1 });
  const records = (await readFeed(alex))
    .filter((event) => event.kind === 'record.upserted')
    .map((event) => event.body);
  expect(records).toMatchObject([
    {
      id: 'c2',
      kind: 'contact',
      emails: ['p@example.co.uk'],
      phones: [{ raw: '+44 20 7946 0999', e164: '+442079460999' }, { raw: 'ask at reception' }],
    },
    { id: 'c1', status: 'Placed', phones: [{ label: 'Mobile', raw: '07700 900456', e164: '+447700900456' }] },
  ]);
});

test('Bad rows are named and good ones kept.', async () => {
  const relay = await startTestRelay();
  const records = [
    SAM,
    { ...SAM, id: '' },
    { ...SAM, id: 'c3', kind: 'robot' },
    null,
    'row',
    { ...SAM, id: 'c4', firstName: 'x'.repeat(101) },
    { ...SAM, id: 'c5', lastName: 7 },
    { ...SAM, id: 'c6', emails: Array.from({ length: 11 }, () => 'a@example.co.uk') },
    { ...SAM, id: 'c7', phones: ['07700 900456', { number: 1 }] },
    { ...SAM, id: 'c8', updatedAt: 'yesterday' },
    { ...SAM, id: 'c9', jobTitle: null, phones: null, somethingElse: 1 },
  ];
  const { json } = await (await connectCrm(relay)).call('PUT', '/v1/records', { records });
  expect(json).toEqual({
    upserted: 2,
    unchanged: 0,
    failed: [
      { row: 1, field: 'id', message: 'The id is missing or longer than 200 characters.' },
      { row: 2, id: 'c3', field: 'kind', message: 'The kind must be candidate or contact.' },
      { row: 3, message: 'This is not a record.' },
      { row: 4, message: 'This is not a record.' },
      { row: 5, id: 'c4', field: 'firstName', message: 'firstName may have at most 100 characters.' },
      { row: 6, id: 'c5', field: 'lastName', message: 'lastName must be text.' },
      { row: 7, id: 'c6', field: 'emails', message: 'emails may have at most 10 entries.' },
      {
        row: 8,
        id: 'c7',
        field: 'phones.1',
        message:
          'phones.1 must be text of at most 60 characters, or an object with "raw" and perhaps "label".',
      },
      {
        row: 9,
        id: 'c8',
        field: 'updatedAt',
        message: 'updatedAt must be a whole number (epoch milliseconds).',
      },
    ],
  });
});

test('A record is read back as it was kept, whatever its id looks like.', async () => {
  const relay = await startTestRelay();
  const crm = await connectCrm(relay);
  for (const id of ['c1', 'a/b?c#d', 'Zoë 1', '%2F', 'x'.repeat(200), '日'.repeat(200)]) {
    await crm.call('PUT', '/v1/records', { records: [{ ...SAM, id }] });
    expect(await crm.call('GET', `/v1/records/${encodeURIComponent(id)}`)).toMatchObject({
      status: 200,
      json: { id, knownAs: 'Sam', phones: [{ raw: '07700 900456', e164: '+447700900456' }] },
    });
  }
  expect(await crm.call('GET', '/v1/records/none')).toMatchObject({
    status: 404,
    json: { error: { code: 'not-found' } },
  });
});

test('An erased record is gone from the log, the desktops hear of it, and it may come back.', async () => {
  const relay = await startTestRelay();
  const alex = await enrolDesktop(relay, 'alex');
  const crm = await connectCrm(relay);
  await crm.call('PUT', '/v1/records', { records: [SAM] });
  const erase = async () => (await crm.call('DELETE', '/v1/records/c1')).json;
  expect(await erase()).toEqual({ recordId: 'c1', isErased: true });
  expect(await erase()).toEqual({ recordId: 'c1', isErased: false });
  expect((await crm.call('GET', '/v1/records/c1')).status).toBe(404);
  const feed = await readFeed(alex);
  expect(feed.filter((event) => event.kind.startsWith('record.'))).toMatchObject([
    { kind: 'record.erased', body: { recordId: 'c1' } },
  ]);
  expect(JSON.stringify(feed)).not.toContain('Taylor');
  expect((await crm.call('PUT', '/v1/records', { records: [SAM] })).json).toMatchObject({ upserted: 1 });
  expect((await crm.call('GET', '/v1/records/c1')).status).toBe(200);
});

test('Numbers are read in the country of the agency.', async () => {
  const relay = await startTestRelay({ country: 'IE' });
  const crm = await connectCrm(relay);
  const phones = ['085 012 3456', '+44 7700 900456', '0044 7700 900456'];
  await crm.call('PUT', '/v1/records', { records: [{ ...SAM, phones }] });
  const { json } = await crm.call('GET', '/v1/records/c1');
  expect(json).toMatchObject({
    phones: [{ e164: '+353850123456' }, { e164: '+447700900456' }, { e164: '+447700900456' }],
  });
});

test.each([
  ['no body', undefined, 400],
  ['no list', { records: SAM }, 400],
  ['an empty list', { records: [] }, 400],
  ['too many records', { records: Array.from({ length: 5_001 }, () => 1) }, 400],
  ['too many bytes', { records: ['x'.repeat(33 * 1024 * 1024)] }, 413],
])('A request with %s is refused as a whole.', async (_what, body, status) => {
  const relay = await startTestRelay();
  const answer = await (await connectCrm(relay)).call('PUT', '/v1/records', body);
  expect(answer.status).toBe(status);
});

test('A log from before reports were kept with their messages has them when it is opened.', async () => {
  const directory = makeTemporaryDirectory();
  const old = new Database(path.join(directory, 'relay.db'));
  old.exec(MIGRATIONS[0] ?? '');
  old.pragma('user_version = 1');
  const insert = old.prepare("INSERT INTO events (id, kind, at, body) VALUES (?, 'message.status', ?, ?)");
  const pricing = { category: 'marketing', type: 'regular' };
  insert.run('b', 20, JSON.stringify({ wamid: 'wamid.1', status: 'failed', failure: { sentence: 'No.' } }));
  insert.run('a', 10, JSON.stringify({ wamid: 'wamid.1', status: 'sent', pricing }));
  old.exec("INSERT INTO outbound VALUES ('m1', 'wamid.1', 'c', 'p', 'h', 'u', 'failed', 1)");
  old.close();
  const log = openSqliteLog(directory);
  const [message] = await log.findOutbound({ wamids: ['wamid.1'], messageIds: [] });
  expect(message?.reports).toEqual([
    { status: 'sent', at: 10, pricing },
    { status: 'failed', at: 20, failure: { sentence: 'No.' } },
  ]);
  await log.close();
});

test('A log from before records were indexed by person is indexed when it is opened.', async () => {
  const directory = makeTemporaryDirectory();
  const old = new Database(path.join(directory, 'relay.db'));
  old.exec(MIGRATIONS[0] ?? '');
  old.pragma('user_version = 1');
  const insert = old.prepare("INSERT INTO events (id, kind, at, body) VALUES (?, 'record.upserted', 1, ?)");
  insert.run(
    'record:c1',
    JSON.stringify({ ...SAM, phones: [{ raw: 'x' }, { raw: 'y', e164: '+5511987654321' }] }),
  );
  old.close();
  const log = openSqliteLog(directory);
  const person = personKeyForNumber('551187654321');
  expect(await log.findRecordsOfPeople([person])).toEqual(new Map([[person, ['c1']]]));
  await log.close();
});

test.each([
  ['commas', ',', '\n'],
  ['semicolons', ';', '\n'],
  ['tabs', '\t', '\r\n'],
])(
  'A CSV file with %s, a byte order mark and the CRM’s own column names is read.',
  async (_case, comma, line) => {
    const rows = [
      ['Record ID', 'Type', 'Known As', 'Surname', 'E-mail', 'Mobile Phone', 'Work tel', 'Shoe size'],
      ['c1', 'candidate', 'Sam', 'O"Neil', 'a@example.co.uk|b@example.co.uk', '07700 900456', '', '42'],
      [],
      ['c2', 'contact', '"Ann, Marie"', 'Jones', '', '', '020 7946 0999'],
    ];
    const bytes = Buffer.from(`\uFEFF${rows.map((row) => row.join(comma)).join(line)}`);
    // In pieces of a few bytes, as a slow disk would.
    const chunks = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, index) =>
      bytes.subarray(index * 7, index * 7 + 7),
    );
    const read = await collect(readCsv(Readable.from(chunks)));
    expect(read).toMatchObject([
      {
        row: 2,
        value: {
          id: 'c1',
          kind: 'candidate',
          knownAs: 'Sam',
          lastName: 'O"Neil',
          emails: ['a@example.co.uk', 'b@example.co.uk'],
          phones: [{ label: 'Mobile', raw: '07700 900456' }],
        },
      },
      {
        row: 4,
        value: {
          id: 'c2',
          kind: 'contact',
          knownAs: 'Ann, Marie',
          lastName: 'Jones',
          emails: [],
          phones: [{ label: 'Work', raw: '020 7946 0999' }],
        },
      },
    ]);
  },
);

test('A file whose first line names no id is refused as a whole.', async () => {
  await expect(collect(readCsv(Readable.from([Buffer.from('name,phone\nSam,1')])))).rejects.toThrow(
    'one of them must be id',
  );
  await expect(collect(readCsv(Readable.from([])))).rejects.toThrow('The first line must name the columns');
});

test.each([
  [
    'a letter that is not UTF-8',
    Buffer.from('id,kind,knownAs\n1,candidate,J\u00fcrgen\n', 'latin1'),
    'not in UTF-8',
  ],
  ['half a letter at the end', Buffer.from('id,knownAs\n1,\u00fc').subarray(0, -1), 'not in UTF-8'],
  ['a quotation mark that is never closed', Buffer.from('id,knownAs\n1,"Sam\n2,Ben\n'), 'never closed'],
])('A file with %s is refused with a sentence.', async (_what, bytes, sentence) => {
  await expect(collect(readCsv(Readable.from([bytes])))).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining(sentence),
  });
});

test('A spreadsheet’s Unicode text is read, wherever its chunks break.', async () => {
  const bytes = Buffer.from('\ufeffid\tknownAs\n1\tJürgen 👍\n', 'utf16le');
  const chunks = [bytes.subarray(0, 3), bytes.subarray(3, 29), bytes.subarray(29)];
  expect(await collect(readCsv(Readable.from(chunks), 'utf-16le'))).toMatchObject([
    { value: { id: '1', knownAs: 'Jürgen 👍' } },
  ]);
});

test.each([
  ['UTF-8', Buffer.from('id,knownAs\n1,Jürgen 👍'), 'utf-8'],
  ['Windows-1252', Buffer.from('id,knownAs\n1,J\u00fcrgen', 'latin1'), 'windows-1252'],
  ['half a letter at the end', Buffer.from('id,knownAs\n1,ü').subarray(0, -1), 'windows-1252'],
  ['UTF-16', Buffer.from('\ufeffid\t1', 'utf16le'), 'utf-16le'],
  ['UTF-16 of the other order', Buffer.from('\ufeffid\t1', 'utf16le').swap16(), 'utf-16be'],
  ['nothing', Buffer.alloc(0), 'utf-8'],
])('A file of %s is recognised, wherever its chunks break.', async (_what, bytes, encoding) => {
  for (const size of [2, 3, 5, 1_000]) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.subarray(index * size, index * size + size),
    );
    expect(await detectEncoding(Readable.from(chunks))).toBe(encoding);
  }
});

test('A bad row of a file is named by its line and its column, and is in the rejects to be corrected and imported.', async () => {
  const directory = makeTemporaryDirectory();
  const environment = environmentOf({ RELAY_DATA: directory });
  const [file, rejects] = [path.join(directory, 'a.csv'), path.join(directory, 'rejects.csv')];
  const content = `Ref;Type;Forename;Mobile\nc1;candidate;Jürgen;07700 900456\nc2;robot;Ann;=1+2\nc3;contact;${'x'.repeat(101)};\n`;
  writeFileSync(file, Buffer.from(content, 'latin1'));
  const first = await runRelay(['import', 'records', file, '--rejects', rejects], environment);
  expect(first.stdout.split('\n')).toEqual([
    'line 3 (c2, Type): The Type must be candidate or contact.',
    'line 4 (c3, Forename): Forename may have at most 100 characters.',
    'The file is not in UTF-8 and was read as Windows-1252. If names look wrong, save it as "CSV UTF-8".',
    '1 new or changed, 0 unchanged, 2 not imported.',
    '',
  ]);
  expect(readFileSync(rejects, 'utf8').split('\n').slice(0, 2)).toEqual([
    '\uFEFFRef,Type,Forename,Mobile,Line,Problem',
    'c2,robot,Ann,=1+2,3,The Type must be candidate or contact.',
  ]);
  writeFileSync(rejects, readFileSync(rejects, 'utf8').replace('robot', 'contact'));
  expect((await runRelay(['import', 'records', rejects], environment)).stdout).toContain('1 new or changed');
  const again = await runRelay(['import', 'records', file], environment);
  expect(again.stdout).toContain('0 new or changed, 1 unchanged, 2 not imported.');
});

test('A webhook that arrives during an import is answered before the import ends.', async () => {
  const relay = await startTestRelay();
  const order: string[] = [];
  function* many() {
    for (let index = 0; index < 5_000; index += 1) yield { ...SAM, id: `c${index}` };
  }
  const importing = relay.admin.importRecords(many()).then(() => order.push('import'));
  expect(await postWebhook(relay.url, envelope(text('wamid.1', 'Hello')))).toBe(200);
  order.push('webhook');
  await importing;
  expect(order).toEqual(['webhook', 'import']);
});

test('Many records are imported in chunks, between which webhooks find their turn.', async () => {
  const relay = await startTestRelay();
  function* many() {
    for (let index = 0; index < 5_000; index += 1) yield { ...SAM, id: `c${index}` };
  }
  expect(await relay.admin.importRecords(many())).toEqual({ upserted: 5_000, unchanged: 0, failed: [] });
});
