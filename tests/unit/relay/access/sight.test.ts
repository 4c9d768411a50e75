import { expect, test } from 'vitest';
import { type Sight, decideView } from '../../../../relay/access/sight.ts';
import type { FeedEntry } from '../../../../relay/log/relay-log.ts';
import { type UserId, conversationIdSchema, userIdSchema } from '../../../../shared/domain/ids.ts';

const [ME, MATE, STRANGER] = ['me', 'mate', 'stranger'].map((id) => userIdSchema.parse(id));

const SIGHTS: Readonly<Record<'everyone' | 'team' | 'own', Sight>> = {
  everyone: { userId: ME!, others: 'everyone' },
  team: { userId: ME!, others: new Set([MATE!]) },
  own: { userId: ME!, others: new Set() },
};

function entry(kind: string, fields: Partial<FeedEntry> = {}): FeedEntry {
  return {
    seq: 1,
    kind,
    at: 0,
    json: '{}',
    ownerUserId: undefined,
    thread: undefined,
    personOwners: [],
    ...fields,
  };
}

function ofThread(
  kind: string,
  owner: UserId | undefined,
  ...formerOwners: readonly (UserId | undefined)[]
): FeedEntry {
  return entry(kind, {
    thread: { id: conversationIdSchema.parse('c'), ownerUserId: owner, formerOwners },
  });
}

test.each<[string, FeedEntry, everyone: string, team: string, own: string]>([
  ['a message of mine', ofThread('message.sent', ME), 'shown', 'shown', 'shown'],
  ['a message to nobody in particular', ofThread('message.received', undefined), 'shown', 'shown', 'shown'],
  ['a message of the team', ofThread('message.received', MATE), 'shown', 'shown', 'hidden'],
  ['a message of a stranger', ofThread('message.received', STRANGER), 'shown', 'hidden', 'hidden'],
  ['a status of a stranger', ofThread('message.status', STRANGER), 'shown', 'hidden', 'hidden'],
  ['a kind of tomorrow, of a stranger', ofThread('message.pinned', STRANGER), 'shown', 'hidden', 'hidden'],
  ['a kind of tomorrow, of mine', ofThread('message.pinned', ME), 'shown', 'shown', 'shown'],

  ['a conversation of the team', ofThread('conversation.changed', MATE), 'shown', 'shown', 'hidden'],
  [
    'one that a stranger took',
    ofThread('conversation.changed', STRANGER, undefined),
    'shown',
    'lost',
    'lost',
  ],
  ['one that a colleague took', ofThread('conversation.changed', MATE, undefined), 'shown', 'shown', 'lost'],
  ['one that I took', ofThread('conversation.changed', ME, undefined), 'shown', 'shown', 'shown'],
  [
    'one that a stranger gave me',
    ofThread('conversation.changed', ME, STRANGER),
    'shown',
    'gained',
    'gained',
  ],
  ['one that a colleague gave me', ofThread('conversation.changed', ME, MATE), 'shown', 'shown', 'gained'],
  ['one that I gave away', ofThread('conversation.changed', STRANGER, ME), 'shown', 'lost', 'lost'],
  [
    'one that went from stranger to stranger',
    ofThread('conversation.changed', STRANGER, STRANGER),
    'shown',
    'hidden',
    'hidden',
  ],
  [
    'one that came back to nobody by way of a stranger',
    ofThread('conversation.changed', undefined, undefined, STRANGER),
    'shown',
    'gained',
    'gained',
  ],

  ['a person of nobody yet', entry('person.changed'), 'shown', 'hidden', 'hidden'],
  ['a person of mine', entry('person.changed', { personOwners: [STRANGER, ME] }), 'shown', 'shown', 'shown'],
  ['a person of the team', entry('person.changed', { personOwners: [MATE] }), 'shown', 'shown', 'hidden'],
  ['a stranger’s person', entry('person.changed', { personOwners: [STRANGER] }), 'shown', 'hidden', 'hidden'],
  ['a new person', entry('person.changed', { personOwners: [undefined] }), 'shown', 'shown', 'shown'],

  ['a report about nothing known', entry('message.status'), 'shown', 'hidden', 'hidden'],
  ['a report on my number', entry('message.status', { ownerUserId: ME }), 'shown', 'shown', 'shown'],
  [
    'a report on a stranger’s number',
    entry('message.status', { ownerUserId: STRANGER }),
    'shown',
    'hidden',
    'hidden',
  ],

  ['what I may see', entry('access.changed', { ownerUserId: ME }), 'shown', 'shown', 'shown'],
  ['what a colleague may see', entry('access.changed', { ownerUserId: MATE }), 'hidden', 'hidden', 'hidden'],

  ['a record', entry('record.upserted'), 'shown', 'shown', 'shown'],
  ['an erased record', entry('record.erased'), 'shown', 'shown', 'shown'],
  ['who was put on a record', entry('record.linked'), 'shown', 'shown', 'shown'],
  ['what was filed on a record', entry('record.file'), 'shown', 'shown', 'shown'],
  ['an opt-out', entry('consent.changed'), 'shown', 'shown', 'shown'],
  ['a template', entry('template.changed'), 'shown', 'shown', 'shown'],
  ['a number', entry('channel.changed'), 'shown', 'shown', 'shown'],
  ['a user', entry('user.changed'), 'shown', 'shown', 'shown'],
  ['a team', entry('team.changed'), 'hidden', 'hidden', 'hidden'],
  ['a setting of the relay', entry('settings.changed'), 'hidden', 'hidden', 'hidden'],
  ['what we did not understand', entry('webhook.other'), 'hidden', 'hidden', 'hidden'],
  ['a kind that nobody has thought of', entry('secret.kept'), 'hidden', 'hidden', 'hidden'],
])('%s', (_what, given, everyone, team, own) => {
  expect(decideView(SIGHTS.everyone, given), 'everyone').toBe(everyone);
  expect(decideView(SIGHTS.team, given), 'team').toBe(team);
  expect(decideView(SIGHTS.own, given), 'own').toBe(own);
});
