import { type App, powerMonitor } from 'electron';
import { LINK_SCHEME, findLink } from './links/connect-link.ts';

/** Follows what the system tells the app: a second start, a click on the dock, sleep, the end of the session. */
export function followSystem(
  app: App,
  tell: {
    readonly onRaise: () => void;
    readonly onLink: (link: string) => void;
    /** The computer was asleep, and is perhaps on another network now. */
    readonly onAwake: () => void;
    /** Somebody has just given their password to the system. */
    readonly onUnlocked: () => void;
    readonly onQuit: () => void;
  },
): void {
  // In the installed app only: in development the system would start Electron without us.
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
  app.on('second-instance', (_event, argv) => {
    const link = findLink(argv);
    if (link === undefined) tell.onRaise();
    else tell.onLink(link);
  });
  app.on('activate', tell.onRaise);
  app.on('window-all-closed', () => {
    // The client lives on in the tray.
  });
  powerMonitor.on('resume', tell.onAwake);
  powerMonitor.on('unlock-screen', tell.onUnlocked);
  powerMonitor.on('shutdown', tell.onQuit);
}
