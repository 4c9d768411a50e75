import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readCsv } from '../../../relay/records/read-csv.ts';
import { API_KEY, call, enrolDesktop, readFeed, startTestRelay } from './relay-harness.ts';

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
  const put = (records: readonly unknown[]) => call(relay.url, API_KEY, 'PUT', '/v1/records', { records });
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
  ];
  const { json } = await call(relay.url, API_KEY, 'PUT', '/v1/records', { records });
  expect(json).toEqual({
    upserted: 1,
    unchanged: 0,
    failed: [
      { row: 1, message: 'The id is missing or longer than 200 characters.' },
      { row: 2, id: 'c3', message: 'The kind must be candidate or contact.' },
      { row: 3, message: 'This is not a record.' },
      { row: 4, message: 'This is not a record.' },
      { row: 5, id: 'c4', message: expect.stringMatching(/^firstName is not valid: /) },
    ],
  });
});

test('Only the CRM’s key opens the records; a desktop’s token does not, and without a key nothing does.', async () => {
  const relay = await startTestRelay();
  const alex = await enrolDesktop(relay, 'alex');
  expect((await alex.call('PUT', '/v1/records', { records: [SAM] })).status).toBe(401);
  expect((await call(relay.url, API_KEY, 'GET', '/v1/events')).status).toBe(401);
  const closed = await startTestRelay({ apiKey: undefined });
  const { status, json } = await call(closed.url, API_KEY, 'PUT', '/v1/records', { records: [SAM] });
  expect([status, json.error?.code]).toEqual([409, 'not-set-up']);
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
    expect(read).toEqual([
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
  expect(await collect(readCsv(Readable.from(chunks)))).toMatchObject([
    { value: { id: '1', knownAs: 'Jürgen 👍' } },
  ]);
});

test('Many records are imported in chunks, between which webhooks find their turn.', async () => {
  const relay = await startTestRelay();
  function* many() {
    for (let index = 0; index < 5_000; index += 1) yield { ...SAM, id: `c${index}` };
  }
  expect(await relay.admin.importRecords(many())).toEqual({ upserted: 5_000, unchanged: 0, failed: [] });
});
