import { Popover } from '@base-ui/react/popover';
import { ArrowLeft, Info, Search, UserRound, X } from 'lucide-react';
import { Button } from '../components/button.tsx';
import { IconButton } from '../components/icon-button.tsx';
import icon from '../components/icon-button.module.css';
import popup from '../components/popup.module.css';
import type { ConversationId } from '../../shared/domain/ids.ts';
import type { ConversationDetails } from '../../shared/ipc/views.ts';
import { useApp } from '../store/app-store.ts';
import { markUnread } from '../store/chat/actions.ts';
import { takeConversation } from '../store/chat/hold.ts';
import { openChatFind } from '../store/find/actions.ts';
import { selectUser } from '../store/frame/selectors.ts';
import { closePane, goBack, openRecord, setOverlay } from '../store/navigation/actions.ts';
import { describePresence } from '../words/presence-words.ts';
import { nameRecordKind } from '../words/person-words.ts';
import { describeWindow } from '../words/window-words.ts';
import { HandOverMenu } from './hand-over-menu.tsx';
import classes from './chat-pane.module.css';

type ChatHeadProps = { readonly details: ConversationDetails; readonly hasBack: boolean };

/** Whom the chat is with, on which number, and who holds it. */
export function ChatHead({ details, hasBack }: ChatHeadProps) {
  const userId = useApp((state) => selectUser(state)?.id);
  const isInRecords = useApp((state) => state.navigation.place === 'records');
  const kind = useApp((state) => {
    const { record } = state.record.details ?? {};
    return record !== undefined && details.recordIds.includes(record.id)
      ? nameRecordKind(record.kind)
      : undefined;
  });
  const { owner } = details;
  return (
    <header className={classes['head']}>
      {hasBack ? (
        <IconButton label="Back" onClick={goBack}>
          <ArrowLeft size="1.0625rem" aria-hidden />
        </IconButton>
      ) : null}
      <div className={classes['who']}>
        <div className={classes['name']}>
          <h2 data-selectable="">{details.personName}</h2>
          {isInRecords && kind !== undefined ? <span className={classes['via']}>{kind}</span> : null}
          <PresenceLine conversationId={details.id} />
        </div>
        <p className={classes['via']}>
          via {details.channel.name} ·{' '}
          {owner === undefined ? (
            <span className={classes['unassigned']}>Unassigned</span>
          ) : owner.userId === userId ? (
            'held by you'
          ) : (
            `held by ${owner.displayName}`
          )}
        </p>
      </div>
      {owner === undefined ? (
        <Button tone="primary" onClick={() => void takeConversation(details.id)}>
          Take
        </Button>
      ) : null}
      <HandOverMenu details={details} />
      {isInRecords ? null : <OpenRecordButton details={details} />}
      <IconButton label="Find in this conversation" onClick={() => openChatFind(details.id)}>
        <Search size="1.0625rem" aria-hidden />
      </IconButton>
      <ChatInfo details={details} />
      {hasBack || !isInRecords ? null : (
        <IconButton label="Close the conversation" onClick={closePane}>
          <X size="1.0625rem" aria-hidden />
        </IconButton>
      )}
    </header>
  );
}

/** Who else is here now. Always there, so that a reader hears what appears in it. */
function PresenceLine({ conversationId }: { readonly conversationId: ConversationId }) {
  const words = useApp(({ frame: { presence } }) =>
    presence?.conversationId === conversationId ? describePresence(presence.viewers) : undefined,
  );
  return (
    <p className={classes['presence']} role="status" aria-label="Colleagues here now">
      {words}
    </p>
  );
}

function OpenRecordButton({ details }: { readonly details: ConversationDetails }) {
  const [recordId] = details.recordIds;
  if (recordId === undefined) return null;
  return (
    <IconButton label="Open the record" onClick={() => openRecord(recordId)}>
      <UserRound size="1.0625rem" aria-hidden />
    </IconButton>
  );
}

function ChatInfo({ details }: { readonly details: ConversationDetails }) {
  const now = useApp((state) => state.now);
  const window = describeWindow(details.windowClosesAt, now);
  return (
    <Popover.Root>
      <Popover.Trigger
        className={icon['button']}
        data-about=""
        aria-label="About this conversation"
        title="About this conversation"
      >
        <Info size="1.0625rem" aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={6} className={popup['positioner']}>
          <Popover.Popup className={popup['popup']} aria-label="About this conversation">
            <dl className={classes['info']} data-selectable="">
              <dt>Person</dt>
              <dd>{details.personName}</dd>
              <dt>Number</dt>
              <dd>{details.phoneNumber ?? 'Not shared by WhatsApp'}</dd>
              {details.username === undefined ? null : (
                <>
                  <dt>Username</dt>
                  <dd>@{details.username}</dd>
                </>
              )}
              <dt>Channel</dt>
              <dd>
                {details.channel.name} ({details.channel.kind === 'own' ? 'own number' : 'company number'})
              </dd>
              <dt>Held by</dt>
              <dd>{details.owner?.displayName ?? 'Nobody yet'}</dd>
              <dt>Window</dt>
              <dd>
                {window.label}. {window.explanation}
              </dd>
              <dt>Records</dt>
              <dd>{details.recordIds.length === 0 ? 'Not on a record' : details.recordIds.length}</dd>
            </dl>
            <div className={classes['info-action']}>
              <Popover.Close
                render={<Button onClick={() => setOverlay('files')}>Files, pictures and links</Button>}
              />
              <Popover.Close
                render={<Button onClick={() => void markUnread(details.id)}>Mark as unread</Button>}
              />
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
