import { Monitor, Moon, Sun } from 'lucide-react';
import type { Preferences } from '../../shared/domain/preferences.ts';
import { IconButton } from '../components/icon-button.tsx';
import { useApp } from '../store/app-store.ts';
import { changePreferences, selectPreferences } from '../store/frame/preferences.ts';

const FACES = {
  system: { Icon: Monitor, label: 'Theme: as the system', next: 'light' },
  light: { Icon: Sun, label: 'Theme: light', next: 'dark' },
  dark: { Icon: Moon, label: 'Theme: dark', next: 'system' },
} as const satisfies Record<Preferences['theme'], unknown>;

/** Steps through system, light and dark. */
export function ThemeButton() {
  const theme = useApp((state) => selectPreferences(state).theme);
  const { Icon, label, next } = FACES[theme];
  return (
    <IconButton label={label} onClick={() => void changePreferences({ theme: next })}>
      <Icon size="1rem" aria-hidden />
    </IconButton>
  );
}
