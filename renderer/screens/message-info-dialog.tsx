import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import dialog from '../components/confirm-dialog.module.css';
import { IconButton } from '../components/icon-button.tsx';
import { MessageInfo } from '../components/message-info.tsx';
import classes from '../components/message-info.module.css';
import type { MessageInfo as Info, MessageView } from '../../shared/ipc/views.ts';
import { callMain } from '../api.ts';
import { useApp } from '../store/app-store.ts';
import { hideInfo } from '../store/chat/actions.ts';
import { copyText, tellError } from '../store/feedback/actions.ts';
import { describeInfo } from '../words/info-words.ts';

/** The message that was asked about, live: its ticks move while the panel is open. */
export function MessageInfoDialog() {
  const message = useApp(({ chat }) => chat.messages.find(({ id }) => id === chat.infoId));
  return (
    <Dialog.Root open={message !== undefined} onOpenChange={(isOpen) => (isOpen ? undefined : hideInfo())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['scrim']} />
        <Dialog.Popup className={`${dialog['popup']} ${classes['sheet']}`}>
          <div className={classes['head']}>
            <Dialog.Title className={dialog['title']}>Message info</Dialog.Title>
            <Dialog.Close
              render={
                <IconButton label="Close">
                  <X size="1rem" aria-hidden />
                </IconButton>
              }
            />
          </div>
          {message === undefined ? null : <Body message={message} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Body({ message }: { readonly message: MessageView }) {
  const [info, setInfo] = useState<Info | undefined>(undefined);
  useEffect(() => {
    let isGone = false;
    callMain('messages:get-info', { messageId: message.id })
      .then((answer) => (isGone ? undefined : setInfo(answer)))
      .catch(tellError);
    return () => {
      isGone = true;
    };
  }, [message]);
  return (
    <MessageInfo
      message={message}
      parts={describeInfo(message, info)}
      onCopy={({ name, copy }) => void copyText(copy ?? '', name)}
    />
  );
}
