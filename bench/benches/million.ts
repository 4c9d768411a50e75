import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { type Database, startDatabase } from '../../main/db/client.ts';
import { parseSearchQuery } from '../../main/db/search-query.ts';
import {
  type ConversationId,
  channelIdSchema,
  conversationIdFor,
  personKeyForPhone,
} from '../../shared/domain/ids.ts';
import { demoIds } from '../../simulator/demo-world.ts';
import { type Bench, type Figure, createFigure } from '../figure.ts';
import { openBareIndex } from '../limits/bare-search.ts';
import { generateMessageEvents } from '../load/build-events.ts';
import { phoneOf } from '../load/build-webhook.ts';
import { fillCache } from '../load/fill-cache.ts';
import { percentile } from '../measure.ts';

const MESSAGES = 1_000_000;
const PEOPLE = 4_000;
/** What a chat asks for when it opens (renderer/store/chat). */
const PAGE = 60;
const OPENED = 200;
const QUERIES = ['interview tomorrow', 'the contract', 'shift rate', 'plandoor', 'morning', 'leeds'];
const ROUNDS = 5;

type Times = { readonly app: number[]; readonly bare: number[] };

/** A cache after years: what opening a conversation and searching cost with a million messages in it. */
export const million: Bench = {
  name: 'million',
  about: 'opening a conversation and searching with a million messages cached, beside bare queries',
  needsApp: false,
  longestMs: 900_000,
  async run(cleanUp) {
    const file = path.join(cleanUp.makeFolder(), 'cache.db');
    const key = randomBytes(32).toString('hex');
    const workerUrl = new URL('../../main/db/db.worker.ts', import.meta.url);
    const db = await cleanUp.begin(startDatabase({ path: file, key, workerUrl }), ({ close }) => close());
    await fillCache(db, generateMessageEvents(MESSAGES, PEOPLE, 1, Date.now()), Date.now());
    const bare = openBareIndex(file, key);
    cleanUp.add(bare.close);
    const opening = await measureOpening(db, bare);
    const searching = await measureSearching(db, bare);
    return [
      ...toFigures(
        'million-open',
        opening,
        `a conversation and its newest ${PAGE}; limit: those rows by index`,
      ),
      ...toFigures(
        'million-search',
        searching,
        'a page of hits, newest first; limit: finding the matches in the index',
      ),
    ];
  },
};

async function measureOpening(db: Database, bare: ReturnType<typeof openBareIndex>): Promise<Times> {
  const times: Times = { app: [], bare: [] };
  for (let index = 0; index < OPENED; index += 1) {
    // Far from each other, so that no page of the file is there already.
    const conversationId = conversationOf((index * 1_237) % PEOPLE);
    const startedAt = performance.now();
    await Promise.all([
      db.getConversation({ conversationId }),
      db.listMessages({ conversationId, limit: PAGE }),
    ]);
    const answeredAt = performance.now();
    bare.listNewest(conversationId, PAGE);
    times.app.push(answeredAt - startedAt);
    times.bare.push(performance.now() - answeredAt);
  }
  return times;
}

async function measureSearching(db: Database, bare: ReturnType<typeof openBareIndex>): Promise<Times> {
  const times: Times = { app: [], bare: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const query of QUERIES) {
      const startedAt = performance.now();
      await db.searchMessages({ query, limit: PAGE });
      const answeredAt = performance.now();
      bare.listMatches('messages_fts', parseSearchQuery(query).words ?? '');
      times.app.push(answeredAt - startedAt);
      times.bare.push(performance.now() - answeredAt);
    }
  }
  return times;
}

function conversationOf(person: number): ConversationId {
  return conversationIdFor({
    channelId: channelIdSchema.parse(demoIds.companyPhone),
    personKey: personKeyForPhone(phoneOf(person)),
    ownerUserId: undefined,
  });
}

function toFigures(name: string, { app, bare }: Times, note: string): readonly Figure[] {
  return [0.5, 0.95].map((share) =>
    createFigure({
      name: `${name}-p${share * 100}`,
      value: percentile(app, share),
      limit: percentile(bare, share),
      unit: 'ms',
      note,
    }),
  );
}
