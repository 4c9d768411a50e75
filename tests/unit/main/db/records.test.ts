import { beforeAll, afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WriteHandle } from '../../../../main/db/handle.ts';
import { openDatabase } from '../../../../main/db/open-database.ts';
import { getConversation } from '../../../../main/db/conversations.ts';
import { listHistory } from '../../../../main/db/history.ts';
import { getRecordDetails, listRecords } from '../../../../main/db/records.ts';
import { setUser } from '../../../../main/db/users.ts';
import type { RecordId } from '../../../../shared/domain/ids.ts';
import { personKeyForNumber } from '../../../../shared/domain/phone-number.ts';
import type { CrmRecord } from '../../../../shared/domain/record.ts';
import {
  ALICE,
  AMARA,
  AMARA_NUMBER,
  AMARA_RECORD,
  BOB,
  COMPANY,
  NOW,
  begin,
  entry,
  received,
  tell,
  threadOf,
} from './story.ts';
import { TEST_KEY, createTestDatabase, createTestPath } from './test-database.ts';

/** More than three pages of any crowd; the fifty thousand of a real agency are searched in a real app. */
const MANY = 6_000;

function record(id: string, change: Partial<CrmRecord>): CrmRecord {
  const empty = {
    knownAs: '',
    firstName: '',
    lastName: '',
    jobTitle: '',
    company: '',
    location: '',
    emails: [],
    phones: [],
  };
  return { ...AMARA_RECORD, ...empty, id: id as RecordId, ...change };
}

function phone(e164: string) {
  return { label: 'Mobile', raw: e164, e164 };
}

/** Records that look like the crowd, without a word or number of those that are looked for. */
function crowd(index: number): CrmRecord {
  return record(`crowd-${index}`, {
    kind: index % 3 === 0 ? 'contact' : 'candidate',
    firstName: ['John', 'Mary', 'Priya', 'Wei', 'Tom'][index % 5] ?? '',
    lastName: ['Smith', 'Jones', 'Patel', 'Brown'][index % 4] ?? '',
    jobTitle: ['Forklift Driver', 'Chef', 'Care Assistant'][index % 3] ?? '',
    company: `Acme ${index % 50}`,
    location: ['Leeds', 'London'][index % 2] ?? '',
    emails: [`p${index}@crowd.example`],
    phones: [phone(`+4416${String(10_000_000 + index)}`)],
  });
}

const SOUGHT: readonly CrmRecord[] = [
  AMARA_RECORD,
  record('oneil', {
    firstName: 'Siobhán',
    lastName: 'O’Neil',
    company: 'Médecins',
    emails: ['s.oneil1985@irish.example'],
  }),
  record('lukasz', {
    kind: 'contact',
    knownAs: 'Luke',
    firstName: 'Łukasz',
    lastName: 'Żak-Nowak',
    phones: [phone('+48601234567')],
  }),
  record('mueller', {
    kind: 'contact',
    firstName: 'Jörg',
    lastName: 'Müller',
    company: 'Studio 987612',
    jobTitle: 'Direktor',
  }),
  record('rio', { firstName: 'Beatriz', phones: [phone('+5521987654321')] }),
  record('odd', { firstName: 'Odd', phones: [{ label: 'Desk', raw: '(ext) 55 123 99' }] }),
  record('named-after', { firstName: 'Zed', lastName: 'Zulu', company: 'Amara Staffing' }),
  record('named-before', { firstName: 'Aaron', lastName: 'Aardvark', company: 'Amara Staffing' }),
];

describe('listRecords over a crowd', () => {
  let db: WriteHandle;
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'messaging-search-'));
    db = openDatabase({ path: join(folder, 'cache.db'), key: TEST_KEY });
    setUser(db, ALICE);
    const records = [...Array.from({ length: MANY - SOUGHT.length }, (_, index) => crowd(index)), ...SOUGHT];
    for (let start = 0; start < records.length; start += 5_000) {
      tell(
        db,
        ...records
          .slice(start, start + 5_000)
          .map((body, n) => entry(start + n + 1, 'record.upserted', body)),
      );
    }
  }, 120_000);

  afterAll(() => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function find(query: string, kind?: CrmRecord['kind']) {
    return listRecords(db, { query, kind, offset: 0, limit: 20 }).rows.map(({ id }) => id);
  }

  it.each([
    ['okafor', ['amara']],
    ['AMARA oka', ['amara']],
    ['nurse leeds', ['amara']],
    ['amara@people', ['amara']],
    ['07700 900 456', ['amara']],
    ['07700900456', ['amara']],
    ['+447700900456', ['amara']],
    ['+44 (0)7700 900456', ['amara']],
    ['0044 7700 900456', ['amara']],
    ['00900 456', ['amara']],
    ['900456', ['amara']],
    ['amara 900456', ['amara']],
    ['zed 900456', []],
    ['o’neil', ['oneil']],
    ["O'Neil", ['oneil']],
    ['oneil', ['oneil']],
    ['neil', ['oneil']],
    ['siobhan', ['oneil']],
    ['medecins', ['oneil']],
    ['s.oneil1985@', ['oneil']],
    ['lukasz', ['lukasz']],
    ['Łukasz', ['lukasz']],
    ['luke', ['lukasz']],
    ['zak-nowak', ['lukasz']],
    ['+48 601 234 567', ['lukasz']],
    ['muller', ['mueller']],
    ['studio 987612', ['mueller']],
    ['987612', ['mueller']],
    ['+55 21 98765-4321', ['rio']],
    ['+55 21 8765-4321', ['rio']],
    ['5512399', ['odd']],
    ['nobody at all', []],
    ['"; DROP TABLE records; --', []],
    ['name:* OR (', []],
  ])('finds %j', (query, expected) => {
    expect(find(query)).toEqual(expected);
  });

  it('puts those whose name matches before those who work there, each by name', () => {
    expect(find('amara')).toEqual(['amara', 'named-before', 'named-after']);
  });

  it('finds within one kind', () => {
    expect(find('muller', 'candidate')).toEqual([]);
    expect(find('muller', 'contact')).toEqual(['mueller']);
    expect(find('601234', 'contact')).toEqual(['lukasz']);
    expect(listRecords(db, { query: 'smith', kind: 'contact', offset: 0, limit: 1 }).total).toBe(
      Array.from({ length: MANY - SOUGHT.length }, (_, n) => crowd(n)).filter(
        (r) => r.kind === 'contact' && r.lastName === 'Smith',
      ).length,
    );
  });

  it.each([[''], ['a'], ['smith'], ['acme'], ['+441610'], ['1610'], ['acme leeds'], ['m']])(
    'pages through everything that matches %j without a gap or a repetition',
    (query) => {
      const { total } = listRecords(db, { query, offset: 0, limit: 1 });
      const pages = [0, 1, 2].map((page) => listRecords(db, { query, offset: page * 500, limit: 500 }));
      const ids = pages.flatMap(({ rows }) => rows.map(({ id }) => id));
      expect(new Set(ids).size).toBe(Math.min(1_500, total));
      expect(ids).toHaveLength(Math.min(1_500, total));
      const last = listRecords(db, { query, offset: total - 1, limit: 10 });
      expect(last.rows).toHaveLength(1);
      expect(listRecords(db, { query, offset: total, limit: 10 }).rows).toEqual([]);
    },
  );

  it('lists everybody by name when nothing is asked', () => {
    const { rows, total } = listRecords(db, { query: '  ', offset: 0, limit: 2 });
    expect(total).toBe(MANY);
    expect(rows[0]).toMatchObject({
      id: 'named-before',
      name: 'Aaron Aardvark',
      hasOptedOut: false,
      unreadCount: 0,
    });
    expect(listRecords(db, { query: '', kind: 'contact', offset: 0, limit: 1 }).rows[0]?.kind).toBe(
      'contact',
    );
  });
});

describe('a record', () => {
  it('is found by its new words and no longer by its old ones after a change', () => {
    const db = createTestDatabase();
    begin(db);
    const changed: CrmRecord = {
      ...AMARA_RECORD,
      kind: 'contact',
      lastName: 'Bello',
      phones: [phone('+447700900999')],
    };
    const { records, conversations } = tell(db, entry(20, 'record.upserted', changed));
    expect(records).toEqual(['amara']);
    expect(conversations).toEqual([threadOf(COMPANY.id, AMARA, ALICE.id).conversationId]);
    const count = (query: string) => listRecords(db, { query, offset: 0, limit: 10 }).total;
    expect([count('okafor'), count('900456'), count('bello'), count('900999')]).toEqual([0, 0, 1, 1]);
    tell(db, entry(19, 'record.upserted', AMARA_RECORD));
    expect(count('okafor')).toBe(0);
  });

  it('is gone after its erasure, even when an older description comes late', () => {
    const db = createTestDatabase();
    begin(db);
    tell(db, entry(20, 'record.erased', { recordId: AMARA_RECORD.id }));
    tell(db, entry(19, 'record.upserted', AMARA_RECORD));
    expect(listRecords(db, { query: '', offset: 0, limit: 10 }).total).toBe(0);
    expect(listRecords(db, { query: '900456', offset: 0, limit: 10 }).total).toBe(0);
    expect(() => getRecordDetails(db, { recordId: AMARA_RECORD.id })).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
    tell(db, entry(21, 'record.upserted', AMARA_RECORD));
    expect(listRecords(db, { query: 'amara', offset: 0, limit: 10 }).total).toBe(1);
  });

  it('leaves no word of itself anywhere in the file once it is erased, and the thread to the person', () => {
    const path = createTestPath();
    // Readable, so that its bytes can be searched.
    const db = openDatabase({ path, key: undefined });
    onTestFinished(() => void db.close());
    begin(db);
    const record: CrmRecord = { ...AMARA_RECORD, company: 'Quexley Hospice', status: 'Placed' };
    const unusable = {
      seq: 20,
      id: 'e20',
      at: NOW,
      kind: 'record.upserted',
      body: { id: record.id, knownAs: 'Zorba' },
    };
    tell(
      db,
      entry(21, 'record.upserted', record),
      unusable,
      entry(22, 'message.received', received('hello', NOW)),
    );
    const words = ['okafor', 'quexley', 'staff nurse', 'amara@people', 'placed', 'zorba'];
    const findWords = () => {
      db.pragma('wal_checkpoint(TRUNCATE)');
      const bytes = readFileSync(path, 'latin1').toLowerCase();
      return words.filter((word) => bytes.includes(word));
    };
    expect(findWords()).toEqual(words);
    const { records, conversations } = tell(db, entry(23, 'record.erased', { recordId: record.id }));
    expect(findWords()).toEqual([]);
    expect(records).toEqual([record.id]);
    // Its name is another one now, and it hangs on no record: the person may be found in the inbox.
    const { conversationId } = threadOf(COMPANY.id, AMARA, ALICE.id);
    expect(conversations).toEqual([conversationId]);
    expect(getConversation(db, { conversationId })).toMatchObject({ personName: 'amara ✨', recordIds: [] });
    expect(listHistory(db, { recordId: record.id, limit: 10 }).entries).toEqual([]);
    // Another record with the number has the thread and its history again.
    tell(db, entry(24, 'record.upserted', { ...AMARA_RECORD, id: 'again' as RecordId }));
    expect(listHistory(db, { recordId: 'again' as RecordId, limit: 10 }).entries).toHaveLength(1);
  });

  it('shows the opt-out and the unread replies of its people, but not those of a colleague', () => {
    const db = createTestDatabase();
    begin(db);
    tell(
      db,
      entry(20, 'message.received', received('mine', NOW)),
      entry(21, 'conversation.changed', { ...thread(BOB.id), createdAt: NOW }),
      entry(22, 'message.received', received('his', NOW, threadOf(COMPANY.id, AMARA, BOB.id))),
      entry(23, 'consent.changed', { personKey: AMARA, hasOptedOut: true, at: NOW, source: 'message' }),
    );
    const [row] = listRecords(db, { query: 'amara', offset: 0, limit: 10 }).rows;
    expect(row).toMatchObject({ hasOptedOut: true, unreadCount: 1, phones: AMARA_RECORD.phones });
  });

  it('names the people behind its numbers and the records that share them', () => {
    const db = createTestDatabase();
    begin(db);
    const phones = [...AMARA_RECORD.phones, { label: 'Work', raw: 'see notes' }, phone('+447700900999')];
    tell(
      db,
      entry(20, 'record.upserted', record('twin', { firstName: 'Adaeze', phones })),
      entry(21, 'consent.changed', { personKey: AMARA, hasOptedOut: true, at: NOW, source: 'button' }),
    );
    expect(getRecordDetails(db, { recordId: 'twin' as RecordId })).toMatchObject({
      name: 'Adaeze',
      people: [
        {
          personKey: AMARA,
          e164: AMARA_NUMBER,
          label: 'Mobile',
          hasOptedOut: true,
          optedOutAt: NOW,
          sharedWith: [{ recordId: 'amara', name: 'Amara Okafor' }],
        },
        { personKey: personKeyForNumber('+447700900999'), hasOptedOut: false, sharedWith: [] },
      ],
    });
  });
});

function thread(ownerUserId: typeof BOB.id) {
  const { conversationId: id, personKey, channelId } = threadOf(COMPANY.id, AMARA, ownerUserId);
  return { id, personKey, channelId, ownerUserId };
}
