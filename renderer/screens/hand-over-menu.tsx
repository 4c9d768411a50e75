import { Menu } from '@base-ui/react/menu';
import { ArrowRightLeft } from 'lucide-react';
import { useState } from 'react';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import icon from '../components/icon-button.module.css';
import popup from '../components/popup.module.css';
import type { ConversationDetails, Owner } from '../../shared/ipc/views.ts';
import { callMain } from '../api.ts';
import { useApp } from '../store/app-store.ts';
import { canTakeBack, handOver } from '../store/chat/hold.ts';
import { tellError } from '../store/feedback/actions.ts';
import { selectUser } from '../store/frame/selectors.ts';
import classes from './hand-over-menu.module.css';

/** Gives the open conversation to a colleague, or to nobody. Not there where the relay would refuse it. */
export function HandOverMenu({ details }: { readonly details: ConversationDetails }) {
  const me = useApp(selectUser);
  const [colleagues, setColleagues] = useState<readonly Owner[]>([]);
  const [asked, setAsked] = useState<Owner | undefined>(undefined);
  const { owner, channel } = details;
  const isTheirs = owner === undefined || owner.userId === me?.id;
  if (channel.kind === 'own' || !(isTheirs || me?.role === 'administrator')) return null;
  const load = () => {
    callMain('conversations:list-colleagues', {})
      .then((answer) => setColleagues(answer.colleagues))
      .catch(tellError);
  };
  const choose = (to: Owner) => {
    if (canTakeBack(to)) void handOver(details, to);
    else setAsked(to);
  };
  return (
    <>
      <Menu.Root modal={false} onOpenChange={(isOpen) => (isOpen ? load() : undefined)}>
        <Menu.Trigger className={icon['button']} aria-label="Hand over" title="Hand over to a colleague">
          <ArrowRightLeft size="1.0625rem" aria-hidden />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner align="end" sideOffset={6} className={popup['positioner']}>
            <Menu.Popup className={`${popup['popup']} ${classes['popup']}`}>
              <Menu.Group>
                <Menu.GroupLabel className={popup['group']}>Hand over to</Menu.GroupLabel>
                {colleagues
                  .filter(({ userId }) => userId !== owner?.userId)
                  .map((colleague) => (
                    <Menu.Item
                      key={colleague.userId}
                      className={popup['item']}
                      onClick={() => choose(colleague)}
                    >
                      {colleague.displayName}
                    </Menu.Item>
                  ))}
              </Menu.Group>
              {owner === undefined ? null : (
                <>
                  <Menu.Separator className={popup['separator']} />
                  <Menu.Item className={popup['item']} onClick={() => void handOver(details, undefined)}>
                    Nobody: anyone may take it
                  </Menu.Item>
                </>
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={`Hand over to ${asked?.displayName ?? ''}?`}
        confirmLabel={`Hand over to ${asked?.displayName ?? ''}`}
        onClose={() => setAsked(undefined)}
        onConfirm={() => {
          if (asked !== undefined) void handOver(details, asked);
        }}
      >
        The conversation with {details.personName} becomes theirs, and so do the replies. Only they or an
        administrator can give it back.
      </ConfirmDialog>
    </>
  );
}
