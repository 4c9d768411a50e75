import { Menu } from '@base-ui/react/menu';
import { Keyboard, LogOut, Settings, Stethoscope } from 'lucide-react';
import popup from '../components/popup.module.css';
import { useApp } from '../store/app-store.ts';
import { selectUser } from '../store/frame/selectors.ts';
import { goToPlace, setOverlay } from '../store/navigation/actions.ts';
import { findInitials } from '../words/person-words.ts';
import { DiagnosticsDialog } from './diagnostics-dialog.tsx';
import { SignOutDialog } from './sign-out-dialog.tsx';
import classes from './toolbar.module.css';

/** Who is signed in, and the way out. */
export function UserMenu() {
  const user = useApp(selectUser);
  const version = useApp((state) => state.frame.snapshot?.appVersion ?? '');
  const isAsking = useApp((state) => state.navigation.overlay === 'sign-out');
  const isDiagnosing = useApp((state) => state.navigation.overlay === 'diagnostics');
  if (user === undefined) return null;
  return (
    <>
      <Menu.Root modal={false}>
        <Menu.Trigger
          className={classes['initials']}
          aria-label={`${findInitials(user.displayName)}, account of ${user.displayName}`}
        >
          {findInitials(user.displayName)}
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner align="end" sideOffset={6} className={popup['positioner']}>
            <Menu.Popup className={popup['popup']}>
              <div className={classes['who']}>
                <p className={classes['who-name']}>{user.displayName}</p>
                <p className={classes['who-about']}>
                  {user.role === 'administrator' ? 'Administrator' : 'Consultant'} · Version {version}
                </p>
              </div>
              <Menu.Separator className={popup['separator']} />
              <Menu.Item className={popup['item']} onClick={() => goToPlace('settings')}>
                <Settings size="0.9375rem" aria-hidden />
                User Settings
              </Menu.Item>
              <Menu.Item className={popup['item']} onClick={() => setOverlay('shortcuts')}>
                <Keyboard size="0.9375rem" aria-hidden />
                Keyboard shortcuts
              </Menu.Item>
              <Menu.Item className={popup['item']} onClick={() => setOverlay('diagnostics')}>
                <Stethoscope size="0.9375rem" aria-hidden />
                Diagnostics…
              </Menu.Item>
              <Menu.Item className={popup['item']} onClick={() => setOverlay('sign-out')}>
                <LogOut size="0.9375rem" aria-hidden />
                Sign out…
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <DiagnosticsDialog isOpen={isDiagnosing} onClose={() => setOverlay(undefined)} />
      <SignOutDialog isOpen={isAsking} onClose={() => setOverlay(undefined)} />
    </>
  );
}
