import { Notification } from 'electron';
import type { Log } from '../log.ts';
import type { NotificationToShow } from './decide-notifications.ts';

export type Notifier = {
  show(notification: NotificationToShow, how: { readonly isSilent: boolean }): void;
  /** Takes back what is still on screen for a conversation that has been opened. */
  withdraw(conversationId: string): void;
  stop(): void;
};

/** Notifications of the operating system: one a conversation, a newer one in the place of the older. */
export function createNotifier(options: {
  readonly onChosen: (notification: NotificationToShow) => void;
  readonly log: Log;
}): Notifier {
  // Without a strong reference the object is collected, and its click with it.
  const shown = new Map<string, Notification>();
  const remove = (key: string) => {
    shown.get(key)?.close();
    shown.delete(key);
  };
  return {
    show(notification, { isSilent }) {
      if (!Notification.isSupported()) {
        options.log.warn('notifications are not supported by this system');
        return;
      }
      const key = notification.kind === 'reply' ? notification.conversationId : notification.kind;
      remove(key);
      const toast = new Notification({
        title: notification.title,
        body: notification.body,
        silent: isSilent,
        // macOS and Windows group by these; other systems and older runtimes ignore them.
        id: key,
        groupId: 'replies',
      });
      toast.on('click', () => {
        shown.delete(key);
        options.onChosen(notification);
      });
      toast.on('failed', (_event, error) => options.log.warn('notification failed', { error }));
      shown.set(key, toast);
      toast.show();
    },
    withdraw: remove,
    stop() {
      for (const key of shown.keys()) remove(key);
    },
  };
}
