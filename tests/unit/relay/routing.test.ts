import { expect, test } from 'vitest';
import type { ThreadState } from '../../../relay/log/relay-log.ts';
import { type RoutingFacts, decideRoute } from '../../../relay/routing.ts';
import {
  channelIdSchema,
  conversationIdSchema,
  personKeySchema,
  userIdSchema,
} from '../../../shared/domain/ids.ts';

const ALEX = userIdSchema.parse('alex');
const NONE: RoutingFacts = { quotedThread: undefined, threads: [], channelOwnerId: undefined };

function thread(id: string, lastSentAt: number | undefined): ThreadState {
  return {
    id: conversationIdSchema.parse(id),
    personKey: personKeySchema.parse('person'),
    channelId: channelIdSchema.parse('channel'),
    ownerUserId: undefined,
    formerOwners: [],
    createdAt: 0,
    lastSentAt,
  };
}
const quoted = thread('quoted', undefined);
const early = thread('early', 1);
const late = thread('late', 2);
const unsent = thread('unsent', undefined);

test.each<[string, RoutingFacts, unknown]>([
  [
    'the quoted message, whatever else is known',
    { quotedThread: quoted, threads: [early, late], channelOwnerId: ALEX },
    { kind: 'thread', thread: quoted },
  ],
  [
    'the last sender, on an own number too',
    { ...NONE, threads: [early, late, unsent], channelOwnerId: ALEX },
    { kind: 'thread', thread: late },
  ],
  [
    'the last sender, in whatever order the rows come',
    { ...NONE, threads: [late, unsent, early] },
    { kind: 'thread', thread: late },
  ],
  [
    'the same one of two who sent in the same millisecond',
    { ...NONE, threads: [thread('a', 5), thread('b', 5)] },
    { kind: 'thread', thread: thread('b', 5) },
  ],
  [
    'the user of an own number when nobody has sent',
    { ...NONE, threads: [unsent], channelOwnerId: ALEX },
    { kind: 'owner', ownerUserId: ALEX },
  ],
  ['nobody yet', NONE, { kind: 'owner', ownerUserId: undefined }],
])('An inbound message belongs to %s.', (_case, facts, route) => {
  expect(decideRoute(facts)).toEqual(route);
});
