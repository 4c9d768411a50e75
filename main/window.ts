import { join } from 'node:path';
import { type App, BrowserWindow, nativeTheme, screen } from 'electron';
import type { WindowState } from './account/local-settings.ts';
import { APP_ORIGIN } from './app-url.ts';
import type { Attention } from './conversations/presence.ts';

const MINIMUM = { width: 760, height: 560 };
const DEFAULT = { width: 1280, height: 800 };
const TOOLBAR_HEIGHT = 48;

export type MainWindow = {
  readonly contents: () => Electron.WebContents | undefined;
  readonly isFocused: () => boolean;
  /** Shows, restores and focuses. */
  raise(): void;
  flash(): void;
  setOverlay(image: Electron.NativeImage | null, words: string): void;
  /** From now on closing really closes. */
  allowClose(): void;
  readonly attention: () => Attention;
  onAttentionChanged(listener: () => void): void;
};

/** Where the window begins, and what it tells. */
export type MainWindowOptions = {
  readonly state: WindowState | undefined;
  readonly startHidden: boolean;
  /** There is something to see, or never will be. */
  readonly onPainted: () => void;
  readonly saveState: (state: WindowState) => void;
  /** Whether closing leaves the app in the tray; else it quits. Asked each time. */
  readonly mayHide: () => boolean;
  readonly onQuit: () => void;
  readonly onHidden: () => void;
};

/**
 * The one window. Closing hides it (the client lives in the tray) unless the user wants it to quit; it remembers where it was, if that screen is still
 * there.
 */
export function createMainWindow(app: App, options: MainWindowOptions): MainWindow {
  const window = buildWindow(app, options.state);
  let mayClose = false;
  const save = () => {
    if (!window.isDestroyed() && !window.isMinimized()) {
      options.saveState({ ...window.getNormalBounds(), isMaximized: window.isMaximized() });
    }
  };
  window.on('close', (event) => {
    save();
    if (mayClose) return;
    event.preventDefault();
    if (!options.mayHide()) {
      options.onQuit();
      return;
    }
    window.hide();
    options.onHidden();
  });
  window.once('ready-to-show', () => {
    if (!options.startHidden) window.show();
    options.onPainted();
  });
  window.webContents.once('render-process-gone', options.onPainted);
  window.loadURL(`${APP_ORIGIN}/index.html`).catch(() => {
    // The page is part of the app: if it cannot load there is nothing to show, and `did-fail-load` is in the log.
    options.onPainted();
  });
  return {
    contents: () => (window.isDestroyed() ? undefined : window.webContents),
    isFocused: () => !window.isDestroyed() && window.isVisible() && window.isFocused(),
    raise() {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    flash() {
      if (window.isFocused()) return;
      window.flashFrame(true);
      window.once('focus', () => window.flashFrame(false));
    },
    setOverlay(image, words) {
      if (process.platform === 'win32') window.setOverlayIcon(image, words);
    },
    allowClose() {
      mayClose = true;
    },
    attention() {
      if (window.isDestroyed() || !window.isVisible() || window.isMinimized()) return 'hidden';
      return window.isFocused() ? 'in-front' : 'behind';
    },
    onAttentionChanged(listener) {
      window.on('focus', listener);
      window.on('blur', listener);
      window.on('hide', listener);
      window.on('minimize', listener);
    },
  };
}

function buildWindow(app: App, state: WindowState | undefined): BrowserWindow {
  const window = new BrowserWindow({
    ...(state !== undefined && isOnAScreen(state) ? state : DEFAULT),
    minWidth: MINIMUM.width,
    minHeight: MINIMUM.height,
    show: false,
    title: 'Colleague Messaging',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#151816' : '#fbfcfb',
    ...frameOptions(),
    webPreferences: {
      preload: join(app.getAppPath(), 'out/preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: true,
      devTools: !app.isPackaged,
    },
  });
  if (state?.isMaximized === true) window.maximize();
  if (process.platform === 'win32') {
    // The buttons of the title bar are the system's: their colour follows the theme.
    const follow = () => window.setTitleBarOverlay(titleBarOverlay());
    nativeTheme.on('updated', follow);
    window.once('closed', () => nativeTheme.off('updated', follow));
  }
  return window;
}

function frameOptions(): Electron.BrowserWindowConstructorOptions {
  if (process.platform === 'darwin') {
    return { titleBarStyle: 'hidden', trafficLightPosition: { x: 16, y: 16 } };
  }
  if (process.platform === 'win32') {
    return { titleBarStyle: 'hidden', titleBarOverlay: titleBarOverlay() };
  }
  return { autoHideMenuBar: true };
}

function titleBarOverlay(): Electron.TitleBarOverlay {
  const symbolColor = nativeTheme.shouldUseDarkColors ? '#e8edea' : '#161e1a';
  return { height: TOOLBAR_HEIGHT, color: '#00000000', symbolColor };
}

function isOnAScreen(state: WindowState): boolean {
  const { workArea } = screen.getDisplayMatching(state);
  const overlapX =
    Math.min(state.x + state.width, workArea.x + workArea.width) - Math.max(state.x, workArea.x);
  const overlapY =
    Math.min(state.y + state.height, workArea.y + workArea.height) - Math.max(state.y, workArea.y);
  return overlapX > 100 && overlapY > 100;
}
