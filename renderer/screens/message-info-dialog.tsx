import { useEffect, useState } from 'react';
import { MessageInfo } from '../components/message-info.tsx';
import { Sheet } from '../components/sheet.tsx';
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
    <Sheet title="Message info" isOpen={message !== undefined} onClose={hideInfo}>
      {message === undefined ? null : <Body message={message} />}
    </Sheet>
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
