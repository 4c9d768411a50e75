import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { IconButton } from '../components/icon-button.tsx';
import dialog from '../components/confirm-dialog.module.css';
import { useApp } from '../store/app-store.ts';
import { setOverlay } from '../store/navigation/actions.ts';
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
  return [
    {
      title: 'Everywhere',
      keys: [
        ['Find a person or conversation', `${modifier} K`],
        ['Records, Inbox, Settings', `${modifier} 1 2 3`],
        ['New conversation', `${modifier} N`],
        ['Find in the list', `${modifier} F`],
        ['Previous, next conversation', 'Alt ↑ ↓'],
        ['Close what is on top', 'Esc'],
        ['This sheet', `? or ${modifier} /`],
      ],
    },
    {
      title: 'Lists',
      keys: [
        ['Move', '↑ ↓'],
        ['First, last', 'Home End'],
        ['A page up, down', 'PgUp PgDn'],
        ['Open', 'Enter'],
        ['To the Message icon', 'Tab'],
      ],
    },
    {
      title: 'Chat',
      keys: [
        ['Send', 'Enter'],
        ['New line', 'Shift Enter'],
        ['Send a template', `${modifier} Enter`],
        ['Into the messages', 'Shift Tab'],
        ['Find in the conversation', `${modifier} Shift F`],
        ['Reply to the message', 'R'],
        ['React to the message', `${modifier} Shift E`],
        ['Info on the message', `${modifier} D`],
        ['File it on the record', 'F'],
        ['Copy the message', `${modifier} C`],
        ['Back to the box', 'Esc'],
      ],
    },
  ];
}
