import type { ConversationId, UserId } from '../../shared/domain/ids.ts';
import type { Preferences } from '../../shared/domain/preferences.ts';
import type { Push } from '../changes.ts';
import type { Log } from '../log.ts';
import { createReplyAnnouncer } from './announce-replies.ts';
import { type NotificationToShow, type ReplyNews, decideNotifications } from './decide-notifications.ts';
import { createNotifier } from './notifier.ts';

export type Notifications = {
  onReplies(news: ReplyNews): void;
  /** The conversation on screen raises none while the window has the focus, and takes back those that it raised. */
  setOpenConversation(conversationId: ConversationId | undefined): void;
  /** Conversations that left the user's sight. */
  withdraw(conversationIds: readonly ConversationId[]): void;
  /** The desk was locked: nothing of what was said stays on screen or in the system's list. */
  withdrawAll(): void;
  /** About the app itself. */
  hint(title: string, body: string): void;
  /** Nobody is signed in any more: what waits is nobody's news. */
  forget(): void;
  stop(): void;
};

/** The notifications of the system: whether, when and which, and where a click leads. */
export function startNotifications(options: {
  readonly window: () => { readonly isFocused: () => boolean; flash(): void; raise(): void } | undefined;
  readonly findUserId: () => UserId | undefined;
  readonly getPreferences: () => Preferences;
  /** While it is, nothing of what was said is shown, and no conversation counts as looked at. */
  readonly isLocked: () => boolean;
  readonly push: Push;
  readonly now: () => number;
  readonly log: Log;
}): Notifications {
  const { window, push } = options;
  let openConversationId: ConversationId | undefined;
  const isLooking = () => window()?.isFocused() === true && !options.isLocked();
  const notifier = createNotifier({
    log: options.log,
    onChosen(chosen) {
      window()?.raise();
      if (chosen.kind === 'reply') push('navigation:open-conversation', chosen);
      if (chosen.kind === 'summary') push('navigation:open-replies', {});
    },
  });
  const decide = (news: ReplyNews): readonly NotificationToShow[] => {
    const myUserId = options.findUserId();
    if (myUserId === undefined) return [];
    return decideNotifications({
      ...news,
      focusedConversationId: isLooking() ? openConversationId : undefined,
      myUserId,
      preferences: options.isLocked()
        ? { ...options.getPreferences(), notificationContent: 'nothing' }
        : options.getPreferences(),
      date: new Date(options.now()),
    });
  };
  const announcer = createReplyAnnouncer({
    decide,
    show(notifications) {
      const isSilent = !options.getPreferences().hasSound;
      for (const notification of notifications) notifier.show(notification, { isSilent });
      window()?.flash();
    },
  });
  const withdraw = (conversationId: ConversationId) => {
    notifier.withdraw(conversationId);
    announcer.withdraw(conversationId);
  };
  return {
    onReplies: announcer.announce,
    setOpenConversation(conversationId) {
      openConversationId = conversationId;
      if (conversationId !== undefined && isLooking()) withdraw(conversationId);
    },
    withdraw: (conversationIds) => conversationIds.forEach(withdraw),
    withdrawAll: notifier.stop,
    hint: (title, body) => notifier.show({ kind: 'hint', title, body }, { isSilent: true }),
    forget: announcer.stop,
    stop() {
      announcer.stop();
      notifier.stop();
    },
  };
}
