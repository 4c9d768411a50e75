import { X } from 'lucide-react';
import { useEffect } from 'react';
import { IconButton } from '../components/icon-button.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { EmptyNote } from '../components/state-note.tsx';
import { Button } from '../components/button.tsx';
import { useApp } from '../store/app-store.ts';
import { startCompose } from '../store/compose/actions.ts';
import { selectChannels } from '../store/frame/selectors.ts';
import { closePane, goToPlace } from '../store/navigation/actions.ts';
import type { ComposeTarget } from '../store/navigation/state.ts';
import { listUsablePhones } from '../words/person-words.ts';
import { ComposeChoices } from './compose-choices.tsx';
import { LimitBar } from './limit-bar.tsx';
import { OpenWindowBar } from './open-window-bar.tsx';
import { TemplateForm } from './template-form.tsx';
import { TemplatePicker } from './template-picker.tsx';
import { useComposePerson } from './use-compose-person.ts';
import chat from './chat-pane.module.css';
import classes from './compose-pane.module.css';

type ComposePaneProps = { readonly target: ComposeTarget };

/** A new conversation, or a template for an existing one: number, channel, template, values, send. */
export function ComposePane({ target }: ComposePaneProps) {
  const person = useComposePerson(target);
  const channels = useApp(selectChannels);
  const isStarted = useApp((state) => state.compose.target === target);
  const phase = useApp((state) => state.compose.phase);
  const phones = listUsablePhones(person?.phones ?? []);
  const firstPhone = target.kind === 'record' ? (target.e164 ?? phones[0]?.e164) : undefined;
  const channelId = person?.channelId ?? channels[0]?.id;
  const isReady = person !== undefined && channelId !== undefined;
  // Once for a target: later changes of the person must not wipe what was typed.
  useEffect(() => {
    if (isReady && !isStarted) startCompose(target, { e164: firstPhone, channelId });
  }, [isReady, isStarted, target, firstPhone, channelId]);

  return (
    <section className={chat['pane']} aria-label="New conversation">
      <header className={chat['head']}>
        <div className={chat['who']}>
          <div className={chat['name']}>
            <h2>{target.kind === 'record' ? 'New conversation' : 'Send a template'}</h2>
          </div>
          <p className={chat['via']}>{person === undefined ? ' ' : `with ${person.name}`}</p>
        </div>
        <IconButton label="Close" onClick={closePane}>
          <X size="1.0625rem" aria-hidden />
        </IconButton>
      </header>
      {isStarted ? <OpenWindowBar /> : null}
      <LimitBar />
      {person === undefined ? (
        <div className={classes['body']}>
          <Skeleton label="Loading" />
        </div>
      ) : channelId === undefined ? (
        <NotSetUp />
      ) : person.obstacle !== undefined ? (
        <div className={classes['body']}>
          <EmptyNote title={`${person.name} cannot be messaged`}>{person.obstacle}</EmptyNote>
        </div>
      ) : isStarted ? (
        phase === 'choosing' || phase === 'preparing' ? (
          <div className={classes['body']}>
            <ComposeChoices phones={phones} isChannelFixed={target.kind === 'conversation'} />
            <TemplatePicker />
          </div>
        ) : (
          <TemplateForm personName={person.name} />
        )
      ) : null}
    </section>
  );
}

function NotSetUp() {
  return (
    <div className={classes['body']}>
      <EmptyNote
        title="WhatsApp is not set up for you"
        action={<Button onClick={() => goToPlace('settings')}>Open the settings</Button>}
      >
        Add your own number, or ask your administrator for the company number.
      </EmptyNote>
    </div>
  );
}
