import { join } from 'node:path';
import { type App, Menu, Tray, nativeImage } from 'electron';
import { trayGuid } from '../app-identity.ts';

export type Attention = {
  /** Tray icon, its words, the dock badge or the taskbar overlay. */
  setUnreadCount(count: number): void;
  stop(): void;
};

/** The persistent marks: a notification that faded is a missed message, these stay until it is read. */
export function createAttention(options: {
  readonly app: App;
  readonly setOverlay: (image: Electron.NativeImage | null, words: string) => void;
  readonly onOpen: () => void;
  readonly onOpenReplies: () => void;
  readonly onQuit: () => void;
}): Attention {
  const folder = join(options.app.getAppPath(), 'build/icons');
  const icon = (name: string) => nativeImage.createFromPath(join(folder, `${name}.png`));
  const template = process.platform === 'darwin' ? 'Template' : '';
  const images = {
    quiet: icon(`tray${template}`),
    unread: icon(`tray-unread${template}`),
    overlay: icon('overlay'),
  };
  const guid = trayGuid(process.platform, options.app.isPackaged);
  const tray = guid === undefined ? new Tray(images.quiet) : new Tray(images.quiet, guid);
  const show = (count: number) => {
    const words = describeUnread(count);
    tray.setImage(count > 0 ? images.unread : images.quiet);
    tray.setToolTip(`Colleague Messaging · ${words}`);
    // Linux shows a changed menu only when it is set again.
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: 'Open Colleague Messaging', click: options.onOpen },
        { label: words, enabled: count > 0, click: options.onOpenReplies },
        { type: 'separator' },
        { label: 'Quit', click: options.onQuit },
      ]),
    );
    options.app.setBadgeCount(count);
    options.setOverlay(count > 0 ? images.overlay : null, count > 0 ? words : '');
  };
  tray.on('click', options.onOpen);
  show(0);
  return { setUnreadCount: show, stop: () => tray.destroy() };
}

/** In words, for tooltips and screen readers. */
export function describeUnread(count: number): string {
  if (count === 0) return 'No unread replies';
  return count === 1 ? '1 unread reply' : `${count} unread replies`;
}
