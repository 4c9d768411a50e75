import { type App, Menu, type MenuItemConstructorOptions, type WebContents } from 'electron';

/** The application menu: what the system expects, with its accelerators, and Quit, which is the only way to quit. */
export function installApplicationMenu(
  app: App,
  actions: {
    readonly onSettings: () => void;
    readonly onQuit: () => void;
    readonly onCopyDiagnostics: () => void;
  },
): void {
  const isMac = process.platform === 'darwin';
  const settings: MenuItemConstructorOptions = {
    label: 'Settings…',
    accelerator: 'CmdOrCtrl+,',
    click: actions.onSettings,
  };
  const quit: MenuItemConstructorOptions = {
    label: `Quit ${app.name}`,
    accelerator: 'CmdOrCtrl+Q',
    click: actions.onQuit,
  };
  const appMenu: MenuItemConstructorOptions = {
    label: app.name,
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'services' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { type: 'separator' },
      quit,
    ],
  };
  const fileMenu: MenuItemConstructorOptions = {
    label: 'File',
    submenu: [settings, { type: 'separator' }, quit],
  };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      isMac ? appMenu : fileMenu,
      { role: 'editMenu' },
      {
        label: 'View',
        submenu: [
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
          ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
        ],
      },
      { role: 'windowMenu' },
      {
        role: 'help',
        // Here too, because nobody has to be signed in for it.
        submenu: [{ label: 'Copy diagnostics', click: actions.onCopyDiagnostics }],
      },
    ]),
  );
}

/** Right click: spelling first, then what can be done with the selection. */
export function installContextMenu(contents: WebContents): void {
  contents.on('context-menu', (_event, params) => {
    const items: MenuItemConstructorOptions[] = params.dictionarySuggestions.map((word) => ({
      label: word,
      click: () => contents.replaceMisspelling(word),
    }));
    if (params.misspelledWord !== '') {
      items.push({
        label: 'Add to dictionary',
        click: () => contents.session.addWordToSpellCheckerDictionary(params.misspelledWord),
      });
      items.push({ type: 'separator' });
    }
    if (params.isEditable)
      items.push({ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' });
    else if (params.selectionText !== '') items.push({ role: 'copy' });
    if (items.length > 0) Menu.buildFromTemplate(items).popup();
  });
}
