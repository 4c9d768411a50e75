import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../components/icon-button.tsx';
import { type Theme, chooseTheme, storedTheme } from './theme.ts';

const FACES = {
  system: { Icon: Monitor, label: 'Theme: as the system', next: 'light' },
  light: { Icon: Sun, label: 'Theme: light', next: 'dark' },
  dark: { Icon: Moon, label: 'Theme: dark', next: 'system' },
} as const satisfies Record<Theme, unknown>;

/** Steps through system, light and dark. */
export function ThemeButton() {
  const [theme, setTheme] = useState(storedTheme);
  const { Icon, label, next } = FACES[theme];
  return (
    <IconButton
      label={label}
      onClick={() => {
        chooseTheme(next);
        setTheme(next);
      }}
    >
      <Icon size="1rem" aria-hidden />
    </IconButton>
  );
}
