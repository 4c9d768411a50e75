import { type App, type Session, nativeTheme } from 'electron';
import type { Preferences } from '../../shared/domain/preferences.ts';

/** Whether the system can start the app when the user logs in. Linux has no one way; it is for development. */
export function canLaunchAtLogin(): boolean {
  return process.platform === 'win32' || process.platform === 'darwin';
}

/** Makes the system's side of the preferences true: theme, spelling, start at login. */
export function followPreferences(app: App, session: Session, preferences: Preferences): void {
  nativeTheme.themeSource = preferences.theme;
  const language = preferences.spellCheckLanguage;
  session.setSpellCheckerEnabled(language !== 'off');
  // macOS finds the language by itself and does not know this call.
  if (language !== 'off' && process.platform !== 'darwin') session.setSpellCheckerLanguages([language]);
  if (!canLaunchAtLogin()) return;
  // Asked first: where the user has forbidden it in the system, writing it again at each start would be a quarrel.
  if (app.getLoginItemSettings().openAtLogin !== preferences.isLaunchedAtLogin) {
    app.setLoginItemSettings({ openAtLogin: preferences.isLaunchedAtLogin, args: ['--hidden'] });
  }
}
