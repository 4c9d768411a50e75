import { Popover } from '@base-ui/react/popover';
import { Bell as BellIcon, CheckCheck } from 'lucide-react';
import { Badge } from '../components/badge.tsx';
import { Button } from '../components/button.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { EmptyNote, FailureNote } from '../components/state-note.tsx';
import { classNames } from '../components/class-names.ts';
import icon from '../components/icon-button.module.css';
import popup from '../components/popup.module.css';
import { useApp } from '../store/app-store.ts';
import { loadReplies, markAllRead } from '../store/bell/actions.ts';
import { openInInbox, setOverlay } from '../store/navigation/actions.ts';
import { ReplyLine } from './reply-line.tsx';
import toolbar from './toolbar.module.css';
import classes from './bell.module.css';

/** WhatsApp Notifications: how many replies are unread, and which. */
export function Bell() {
  const unreadCount = useApp((state) => state.frame.unreadCount);
  const isOpen = useApp((state) => state.navigation.overlay === 'replies');
  const name = unreadCount === 0 ? 'WhatsApp Notifications' : `WhatsApp Notifications, ${unreadCount} unread`;
  return (
    <Popover.Root
      open={isOpen}
      onOpenChange={(open) => {
        setOverlay(open ? 'replies' : undefined);
        if (open) void loadReplies();
      }}
    >
      <Popover.Trigger className={icon['button']} aria-label={name} title="WhatsApp Notifications">
        <BellIcon size="1rem" aria-hidden />
        <span aria-hidden className={toolbar['bell']}>
          <Badge count={unreadCount} label="unread" />
        </span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={6} className={popup['positioner']}>
          <Popover.Popup className={classNames(popup['popup'], classes['popup'])}>
            <div className={classes['head']}>
              <Popover.Title className={classes['title']}>WhatsApp Notifications</Popover.Title>
              {unreadCount > 0 ? (
                <Button tone="quiet" onClick={() => void markAllRead()}>
                  <CheckCheck size="0.875rem" aria-hidden />
                  Mark all as read
                </Button>
              ) : null}
            </div>
            <div className={classes['list']}>
              <Replies />
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Replies() {
  const { replies, phase, failure } = useApp((state) => state.bell);
  const now = useApp((state) => state.now);
  if (phase === 'loading') return <Skeleton label="Loading replies" />;
  if (phase === 'failed') {
    return (
      <FailureNote
        title="The replies could not be loaded"
        text={failure ?? ''}
        onRetry={() => void loadReplies()}
      />
    );
  }
  if (replies.length === 0) {
    return (
      <EmptyNote icon={<CheckCheck size="1.375rem" aria-hidden />} title="All replies are read">
        Nobody is waiting for an answer. New replies appear here and as notifications of your computer.
      </EmptyNote>
    );
  }
  return (
    <ul aria-label="Unread replies">
      {replies.map((reply) => (
        <li key={reply.conversationId}>
          <ReplyLine
            reply={reply}
            now={now}
            onOpen={() => openInInbox(reply.conversationId, reply.messageId)}
          />
        </li>
      ))}
    </ul>
  );
}
