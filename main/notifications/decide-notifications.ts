import type { Preferences } from '../../shared/domain/preferences.ts';
import { isQuietTime } from '../../shared/domain/quiet-hours.ts';
import type { ConversationId, MessageId, UserId } from '../../shared/domain/ids.ts';

/** A reply that this desktop had not seen before. */
export type NewReply = {
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
  readonly personName: string;
  readonly text: string;
  readonly at: number;
  /** Absent: unassigned, everybody is told. */
  readonly ownerUserId?: UserId | undefined;
};

/** What is to be told at once. */
export type ReplyNews = {
  /** The newest ones. */
  readonly replies: readonly NewReply[];
  /** How many there were: the database describes only the newest, so this may be more than `replies`. */
  readonly count: number;
  /** Why they are told together: the desktop was away, or too many came at once. Undefined: each for itself. */
  readonly gathered: 'away' | 'burst' | undefined;
};

export type NotificationToShow =
  | {
      readonly kind: 'reply';
      readonly conversationId: ConversationId;
      readonly messageId: MessageId;
      readonly title: string;
      readonly body: string;
    }
  /** Of many replies: leads to their list. */
  | { readonly kind: 'summary'; readonly title: string; readonly body: string }
  /** About the app itself. */
  | { readonly kind: 'hint'; readonly title: string; readonly body: string };

const MAX_BODY = 200;

/**
 * What to tell the user: one notification for each conversation, none for the one in focus or for a colleague's, and a
 * single summary for what was gathered. None at all in quiet hours: the bell and the tray still count.
 */
export function decideNotifications(
  situation: ReplyNews & {
    readonly myUserId: UserId;
    /** The conversation on screen, while the window has the focus. */
    readonly focusedConversationId: ConversationId | undefined;
    readonly preferences: Preferences;
    /** Now, for the quiet hours. */
    readonly date: Date;
  },
): readonly NotificationToShow[] {
  const { preferences, replies, count, gathered } = situation;
  if (!preferences.hasNotifications || isQuietTime(preferences.quietHours, situation.date)) return [];
  const mine = replies.filter(
    (reply) =>
      (reply.ownerUserId === undefined || reply.ownerUserId === situation.myUserId) &&
      reply.conversationId !== situation.focusedConversationId,
  );
  if (mine.length === 0) return [];
  const threads = groupByConversation(mine);
  const content = preferences.notificationContent;
  const missed = Math.max(count, mine.length);
  if (gathered === 'away' && missed > 1)
    return [summarise(`${missed} replies while you were away`, missed, mine, threads.size, content)];
  if (gathered === 'burst' && threads.size > 1) {
    const arrived = mine.length + Math.max(0, count - replies.length);
    return [summarise(`${arrived} new replies`, arrived, mine, threads.size, content)];
  }
  return [...threads.values()].map((ofThread) => describeThread(ofThread, content));
}

function groupByConversation(replies: readonly NewReply[]): Map<ConversationId, NewReply[]> {
  const threads = new Map<ConversationId, NewReply[]>();
  for (const reply of replies) {
    const thread = threads.get(reply.conversationId);
    if (thread === undefined) threads.set(reply.conversationId, [reply]);
    else thread.push(reply);
  }
  return threads;
}

type Content = Preferences['notificationContent'];

function describeThread(replies: readonly NewReply[], content: Content): NotificationToShow {
  const newest = replies.reduce((latest, reply) => (reply.at >= latest.at ? reply : latest));
  const more = replies.length > 1 ? ` (${replies.length} messages)` : '';
  return {
    kind: 'reply',
    conversationId: newest.conversationId,
    messageId: newest.messageId,
    title: `${content === 'nothing' ? 'New reply' : newest.personName}${more}`,
    body: content === 'name-and-text' ? shorten(newest.text) : 'Open Colleague Messaging to read it.',
  };
}

function summarise(
  title: string,
  count: number,
  replies: readonly NewReply[],
  threadCount: number,
  content: Content,
): NotificationToShow {
  const several = count > replies.length ? 'several people' : `${threadCount} people`;
  const name = content === 'nothing' ? undefined : replies[0]?.personName;
  const people = threadCount === 1 ? (name ?? 'one person') : several;
  return { kind: 'summary', title, body: `From ${people}. Open the list to read them.` };
}

function shorten(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length <= MAX_BODY ? line : `${line.slice(0, MAX_BODY - 1)}…`;
}
