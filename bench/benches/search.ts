import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { type Database, startDatabase } from '../../main/db/client.ts';
import { parseSearchQuery } from '../../main/db/search-query.ts';
import type { CleanUp } from '../clean-up.ts';
import { type Bench, type Figure, createFigure } from '../figure.ts';
import { type BareIndex, openBareIndex } from '../limits/bare-search.ts';
import { generateMessageEvents, generateRecordEvents } from '../load/build-events.ts';
import { fillCache } from '../load/fill-cache.ts';
import { percentile } from '../measure.ts';

const RECORDS = 50_000;
const MESSAGES = 100_000;
const PEOPLE = 2_000;
/** A page of the list (renderer/store/records/state.ts). */
const LIMIT = 100;
const MOST_ROUNDS = 3;
/** After this no further round begins. */
const ENOUGH_MS = 12_000;

/** What consultants type: names, a place and a job, a company, an address, numbers in two formats. */
const RECORD_QUERIES = [
  'priya shah',
  "siobhan o'neill",
  'zielinski',
  'electrician leeds',
  'payroll clerk',
  'mersey engineering',
  'jones',
  'megan.walker',
  '07310 100',
  '+447451',
];
const MESSAGE_QUERIES = [
  'interview tomorrow',
  'the contract',
  'shift rate',
  'thanks',
  'client',
  'plandoor',
  'morning',
];

/** Search as you type, one query for each key pressed, through the database's thread as main asks it. */
export const search: Bench = {
  name: 'search',
  about: 'search as you type over 50,000 records and 100,000 messages, beside bare index queries',
  needsApp: false,
  async run(cleanUp) {
    const file = path.join(cleanUp.makeFolder(), 'cache.db');
    const key = randomBytes(32).toString('hex');
    const db = await openFilled(cleanUp, file, key);
    const bare = openBareIndex(file, key);
    cleanUp.add(bare.close);
    const records = await measureKeys(
      RECORD_QUERIES,
      (query) => db.listRecords({ query, offset: 0, limit: LIMIT }),
      (query) => findBareRecords(bare, query),
    );
    const messages = await measureKeys(
      MESSAGE_QUERIES,
      (query) => db.searchMessages({ query, limit: LIMIT }),
      (query) => bare.listMatches('messages_fts', parseSearchQuery(query).words ?? ''),
    );
    return [
      ...toFigures(
        'search-records',
        records,
        `${RECORDS.toLocaleString('en-GB')} records, with total, by name`,
      ),
      ...toFigures('search-messages', messages, `${MESSAGES.toLocaleString('en-GB')} messages, newest first`),
    ];
  },
};

async function openFilled(cleanUp: CleanUp, file: string, key: string): Promise<Database> {
  const workerUrl = new URL('../../main/db/db.worker.ts', import.meta.url);
  const db = await cleanUp.begin(startDatabase({ path: file, key, workerUrl }), ({ close }) => close());
  const now = Date.now();
  await fillCache(
    db,
    [...generateRecordEvents(RECORDS, 1), ...generateMessageEvents(MESSAGES, PEOPLE, RECORDS + 1, now)],
    now,
  );
  return db;
}

/** Milliseconds of each key pressed. */
type Times = { readonly app: number[]; readonly bare: number[] };

async function measureKeys(
  queries: readonly string[],
  askApp: (query: string) => Promise<unknown>,
  askBare: (query: string) => unknown,
): Promise<Times> {
  const times: Times = { app: [], bare: [] };
  const keys = queries.flatMap(listBeginnings);
  // Fills the caches.
  for (const query of queries) {
    await askApp(query);
    askBare(query);
  }
  const beganAt = performance.now();
  for (let round = 0; round < MOST_ROUNDS && performance.now() - beganAt < ENOUGH_MS; round += 1) {
    for (const typed of keys) {
      const startedAt = performance.now();
      await askApp(typed);
      const answeredAt = performance.now();
      askBare(typed);
      times.app.push(answeredAt - startedAt);
      times.bare.push(performance.now() - answeredAt);
    }
  }
  return times;
}

function listBeginnings(query: string): string[] {
  return Array.from(query, (_letter, index) => query.slice(0, index + 1));
}

function findBareRecords(bare: BareIndex, query: string): void {
  const { words, digits } = parseSearchQuery(query);
  if (words !== undefined) bare.listMatches('records_fts', words);
  if (digits !== undefined) bare.listMatches('phones_fts', digits);
}

function toFigures(name: string, { app, bare }: Times, what: string): Figure[] {
  return [0.5, 0.95].map((share) =>
    createFigure({
      name: `${name}-p${share * 100}`,
      value: percentile(app, share),
      unit: 'ms',
      limit: percentile(bare, share),
      note: `${what}; limit: finding the matches in the index`,
    }),
  );
}
