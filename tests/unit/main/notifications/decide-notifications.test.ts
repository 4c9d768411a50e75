import { describe, expect, test } from 'vitest';
import { type NewReply, decideNotifications } from '../../../../main/notifications/decide-notifications.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../../../../shared/domain/preferences.ts';
import { conversationIdSchema, messageIdSchema, userIdSchema } from '../../../../shared/domain/ids.ts';

const kate = userIdSchema.parse('kate');
const tom = userIdSchema.parse('tom');

function reply(
  change: {
    conversation?: string;
    id?: string;
    text?: string;
    at?: number;
    owner?: typeof kate | undefined;
  } = {},
): NewReply {
  return {
    conversationId: conversationIdSchema.parse(change.conversation ?? 'c1'),
    messageId: messageIdSchema.parse(change.id ?? 'm1'),
    personName: 'Amara Okafor',
    text: change.text ?? 'Yes, tell me more',
    at: change.at ?? 1,
    ...('owner' in change ? { ownerUserId: change.owner } : { ownerUserId: kate }),
  };
}

const situation = {
  myUserId: kate,
  count: 0,
  gathered: undefined,
  focusedConversationId: undefined,
  preferences: DEFAULT_PREFERENCES,
  // A Tuesday.
  date: new Date(2026, 10, 24, 14, 30),
};

describe('a reply that arrives', () => {
  test('is shown with who wrote, what, and where a click leads', () => {
    expect(decideNotifications({ ...situation, replies: [reply()] })).toEqual([
      {
        kind: 'reply',
        conversationId: 'c1',
        messageId: 'm1',
        title: 'Amara Okafor',
        body: 'Yes, tell me more',
      },
    ]);
  });

  test('in the conversation that has the focus is not shown', () => {
    const focusedConversationId = conversationIdSchema.parse('c1');
    expect(decideNotifications({ ...situation, focusedConversationId, replies: [reply()] })).toEqual([]);
  });

  test('to a colleague is not shown, to nobody yet it is', () => {
    const replies = [reply({ owner: tom }), reply({ conversation: 'c2', owner: undefined })];
    expect(
      decideNotifications({ ...situation, replies }).map(
        (shown) => shown.kind === 'reply' && shown.conversationId,
      ),
    ).toEqual(['c2']);
  });

  test('together with others of the same person is one notification of the newest', () => {
    const replies = [reply({ id: 'm2', text: 'second', at: 2 }), reply({ id: 'm1', text: 'first', at: 1 })];
    expect(decideNotifications({ ...situation, replies })).toEqual([
      {
        kind: 'reply',
        conversationId: 'c1',
        messageId: 'm2',
        title: 'Amara Okafor (2 messages)',
        body: 'second',
      },
    ]);
  });

  test('that is long or has line breaks becomes one short line', () => {
    const [shown] = decideNotifications({
      ...situation,
      replies: [reply({ text: `a\n\nb ${'x'.repeat(400)}` })],
    });
    expect(shown?.body).toMatch(/^a b x+…$/);
    expect(shown?.body.length).toBe(200);
  });
});

describe('after a time offline', () => {
  test('many replies are one summary', () => {
    const replies = [1, 2, 3].map((n) => reply({ id: `m${n}`, conversation: `c${n % 2}`, at: n }));
    expect(decideNotifications({ ...situation, count: 3, gathered: 'away', replies })).toEqual([
      {
        kind: 'summary',
        title: '3 replies while you were away',
        body: 'From 2 people. Open the list to read them.',
      },
    ]);
  });

  test('more replies than the database describes are all counted', () => {
    const replies = [reply(), reply({ id: 'm2', conversation: 'c2' })];
    expect(decideNotifications({ ...situation, count: 700, gathered: 'away', replies })).toMatchObject([
      {
        kind: 'summary',
        title: '700 replies while you were away',
        body: expect.stringContaining('several people'),
      },
    ]);
  });

  test('a single reply is shown as itself', () => {
    expect(
      decideNotifications({ ...situation, count: 1, gathered: 'away', replies: [reply()] }),
    ).toMatchObject([{ kind: 'reply' }]);
  });

  test('nothing new is no notification', () => {
    expect(decideNotifications({ ...situation, count: 0, gathered: 'away', replies: [] })).toEqual([]);
  });
});

describe('by the user’s preferences', () => {
  const decide = (preferences: Partial<Preferences>, more: { count?: number; gathered?: 'away' } = {}) =>
    decideNotifications({
      ...situation,
      ...more,
      preferences: { ...DEFAULT_PREFERENCES, ...preferences },
      replies: [reply(), reply({ id: 'm2', at: 2 })],
    });

  test('nothing is shown when notifications are off, nor in quiet hours', () => {
    expect(decide({ hasNotifications: false })).toEqual([]);
    const quietHours = { isOn: true, from: 14 * 60, to: 15 * 60, isWeekendQuiet: false };
    expect(decide({ quietHours })).toEqual([]);
    expect(decide({ quietHours }, { count: 5, gathered: 'away' })).toEqual([]);
    expect(decide({ quietHours: { ...quietHours, to: 14 * 60 + 30 } })).toHaveLength(1);
  });

  test.each([
    ['name-and-text', 'Amara Okafor (2 messages)', 'Yes, tell me more'],
    ['name', 'Amara Okafor (2 messages)', 'Open Colleague Messaging to read it.'],
    ['nothing', 'New reply (2 messages)', 'Open Colleague Messaging to read it.'],
  ] as const)('%s decides what others may see on the screen', (notificationContent, title, body) => {
    expect(decide({ notificationContent })).toMatchObject([{ title, body }]);
  });

  test('a summary without names names nobody', () => {
    expect(decide({ notificationContent: 'nothing' }, { count: 2, gathered: 'away' })).toMatchObject([
      { kind: 'summary', body: 'From one person. Open the list to read them.' },
    ]);
  });
});

describe('a burst', () => {
  const burst = { ...situation, gathered: 'burst' } as const;

  test('of several people is one summary', () => {
    const replies = [1, 2, 3, 4].map((n) => reply({ id: `m${n}`, conversation: `c${n % 3}`, at: n }));
    expect(decideNotifications({ ...burst, count: 4, replies })).toEqual([
      { kind: 'summary', title: '4 new replies', body: 'From 3 people. Open the list to read them.' },
    ]);
  });

  test('of one person is the newest of that person', () => {
    const replies = [reply({ at: 1 }), reply({ id: 'm2', text: 'And again', at: 2 })];
    expect(decideNotifications({ ...burst, count: 2, replies })).toMatchObject([
      { kind: 'reply', messageId: 'm2', title: 'Amara Okafor (2 messages)' },
    ]);
  });

  test('counts what the database did not describe, and not what is on screen or a colleague’s', () => {
    const focusedConversationId = conversationIdSchema.parse('c1');
    const replies = [
      reply(),
      reply({ id: 'm2', conversation: 'c2' }),
      reply({ id: 'm3', conversation: 'c3' }),
      reply({ id: 'm4', conversation: 'c4', owner: tom }),
    ];
    expect(decideNotifications({ ...burst, focusedConversationId, count: 100, replies })).toMatchObject([
      { title: '98 new replies', body: expect.stringContaining('several people') },
    ]);
  });
});
