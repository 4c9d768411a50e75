import { Search } from 'lucide-react';
import { useApp } from '../store/app-store.ts';
import { setOverlay } from '../store/navigation/actions.ts';
import { Bell } from './bell.tsx';
import { ConnectionBadge } from './connection-badge.tsx';
import { ThemeButton } from './theme-button.tsx';
import { UserMenu } from './user-menu.tsx';
import { modifierName } from './use-shortcuts.ts';
import classes from './toolbar.module.css';

/** The top of the window: it drags the window, finds people, and says how the connection is. */
export function Toolbar() {
  const agencyName = useApp((state) => state.frame.snapshot?.agencyName ?? '');
  return (
    <header className={classes['toolbar']}>
      <h1 className={classes['name']}>Colleague</h1>
      <span className={classes['agency']}>{agencyName}</span>
      <button
        type="button"
        className={classes['search']}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOverlay('switcher')}
      >
        <Search size="0.875rem" aria-hidden />
        <span>Search people and numbers</span>
        <kbd>{modifierName()} K</kbd>
      </button>
      <ConnectionBadge />
      <Bell />
      <ThemeButton />
      <UserMenu />
    </header>
  );
}
