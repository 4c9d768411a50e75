import { Popover } from '@base-ui/react/popover';
import { Toolbar } from '@base-ui/react/toolbar';
import { Plus } from 'lucide-react';
import { IconButton } from '../components/icon-button.tsx';
import popup from '../components/popup.module.css';
import type { MessageId } from '../../shared/domain/ids.ts';
import { EmojiMenu } from './emoji-menu.tsx';
import classes from './react-menu.module.css';

type ReactMenuProps = {
  /** It opens at this message's button. */
  readonly messageId: MessageId;
  /** The user's side's reaction now: choosing it again takes it back. */
  readonly current: string | undefined;
  readonly onReact: (emoji: string | undefined) => void;
  readonly onClose: () => void;
};

/** WhatsApp's own first six. */
const QUICK = ['👍', '❤️', '😂', '😮', '😢', '🙏'] as const;

/** Six emoji in a row, and all others behind a plus. */
export function ReactMenu({ messageId, current, onReact, onClose }: ReactMenuProps) {
  const choose = (emoji: string) => {
    onReact(emoji === current ? undefined : emoji);
    onClose();
  };
  return (
    <Popover.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Popover.Portal>
        <Popover.Positioner
          side="top"
          anchor={() => findButton(messageId)}
          sideOffset={6}
          className={popup['positioner']}
        >
          <Popover.Popup className={popup['popup']} aria-label="React">
            <Toolbar.Root className={classes['row']} aria-label="Reactions">
              {QUICK.map((emoji) => (
                <Toolbar.Button
                  key={emoji}
                  className={classes['emoji']}
                  aria-label={emoji === current ? `${emoji}, take back` : emoji}
                  aria-pressed={emoji === current}
                  onClick={() => choose(emoji)}
                >
                  {emoji}
                </Toolbar.Button>
              ))}
              <EmojiMenu
                onPick={choose}
                trigger={
                  <Toolbar.Button
                    render={
                      <IconButton label="All emoji">
                        <Plus size="1rem" aria-hidden />
                      </IconButton>
                    }
                  />
                }
              />
            </Toolbar.Root>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function findButton(messageId: MessageId): Element | null {
  return document.querySelector(`[data-message-id="${CSS.escape(messageId)}"] [data-react]`);
}
