import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { IconButton } from '../components/icon-button.tsx';
import dialog from '../components/confirm-dialog.module.css';
import { useApp } from '../store/app-store.ts';
import { setOverlay } from '../store/navigation/actions.ts';
import { PLACE_KEYS, WINDOW_KEYS } from '../words/shortcuts.ts';
import { modifierName } from './use-shortcuts.ts';
import classes from './shortcuts.module.css';

/** The sheet of keys. */
export function Shortcuts() {
  const isOpen = useApp((state) => state.navigation.overlay === 'shortcuts');
  const modifier = modifierName();
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => setOverlay(open ? 'shortcuts' : undefined)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['scrim']} />
        <Dialog.Popup className={`${dialog['popup']} ${classes['sheet']}`}>
          <div className={classes['head']}>
            <Dialog.Title className={dialog['title']}>Keyboard shortcuts</Dialog.Title>
            <Dialog.Close
              render={
                <IconButton label="Close">
                  <X size="1rem" aria-hidden />
                </IconButton>
              }
            />
          </div>
          <div className={classes['groups']}>
            {listGroups(modifier).map(({ title, keys }) => (
              <section key={title}>
                <h3 className={classes['group']}>{title}</h3>
                <dl>
                  {keys.map(([name, key]) => (
                    <div key={name} className={classes['line']}>
                      <dt>{name}</dt>
                      <dd>
                        <kbd>{key}</kbd>
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type Group = { readonly title: string; readonly keys: readonly (readonly [string, string])[] };

function listGroups(modifier: string): readonly Group[] {
  const ofWindow = (['Everywhere', 'Chat'] as const).map((title): Group => {
    const keys = WINDOW_KEYS.filter(({ group }) => group === title);
    return { title, keys: keys.map((key) => [key.name, key.keys] as const) };
  });
  return [...ofWindow, ...PLACE_KEYS].map(({ title, keys }) => ({
    title,
    keys: keys.map(([name, key]) => [name, key.replace('Mod', modifier)] as const),
  }));
}
