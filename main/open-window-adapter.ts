import type { App } from 'electron';
import { installContextMenu } from './menus.ts';
import { type Recovery, recoverWindow } from './recovery/recovery-adapter.ts';
import { type MainWindow, type MainWindowOptions, createMainWindow } from './window.ts';

/** Opens the one window, with its menu, and loads it again when it goes down. */
export function openWindow(app: App, options: MainWindowOptions & Recovery): MainWindow {
  const window = createMainWindow(app, options);
  const contents = window.contents();
  if (contents !== undefined) {
    installContextMenu(contents);
    recoverWindow(contents, options);
  }
  return window;
}
