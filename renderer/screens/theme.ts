import { readChoice, rememberChoice } from './remembered.ts';

export type Theme = 'system' | 'light' | 'dark';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

export function storedTheme(): Theme {
  return readChoice('theme', (value) => THEMES.find((theme) => theme === value)) ?? 'system';
}

/** Puts the remembered theme on the page; `system` leaves it to the operating system. */
export function applyStoredTheme(): void {
  applyTheme(storedTheme());
}

export function chooseTheme(theme: Theme): void {
  rememberChoice('theme', theme);
  applyTheme(theme);
}

function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
