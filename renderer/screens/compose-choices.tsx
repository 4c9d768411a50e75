import type { ReactNode } from 'react';
import { formatPhoneNumber } from '../../shared/domain/phone-number.ts';
import { useApp } from '../store/app-store.ts';
import { chooseChannel, chooseNumber } from '../store/compose/actions.ts';
import { selectChannels } from '../store/frame/selectors.ts';
import type { UsablePhone } from '../words/person-words.ts';
import classes from './compose-pane.module.css';

type ComposeChoicesProps = {
  readonly phones: readonly UsablePhone[];
  /** An existing thread stays on its number. */
  readonly isChannelFixed: boolean;
};

/** To which number, and from which: asked only where there is a choice. */
export function ComposeChoices({ phones, isChannelFixed }: ComposeChoicesProps) {
  const e164 = useApp((state) => state.compose.e164);
  const channelId = useApp((state) => state.compose.channelId);
  const channels = useApp(selectChannels);
  const asksNumber = phones.length > 1;
  const asksChannel = !isChannelFixed && channels.length > 1;
  if (!asksNumber && !asksChannel) return null;
  return (
    <div className={classes['section']}>
      {asksNumber ? (
        <Choices legend="To">
          {phones.map((phone) => (
            <Choice
              key={phone.e164}
              name="number"
              label={phone.label}
              hint={phone.display}
              isChosen={phone.e164 === e164}
              onChoose={() => chooseNumber(phone.e164)}
            />
          ))}
        </Choices>
      ) : null}
      {asksChannel ? (
        <Choices legend="From">
          {channels.map((channel) => (
            <Choice
              key={channel.id}
              name="channel"
              label={channel.kind === 'own' ? `${channel.name} (own)` : channel.name}
              hint={formatPhoneNumber(channel.phoneNumber)}
              isChosen={channel.id === channelId}
              onChoose={() => chooseChannel(channel.id)}
            />
          ))}
        </Choices>
      ) : null}
    </div>
  );
}

function Choices({ legend, children }: { readonly legend: string; readonly children: ReactNode }) {
  return (
    <fieldset className={classes['fieldset']}>
      <legend className={classes['legend']}>{legend}</legend>
      <div className={classes['choices']}>{children}</div>
    </fieldset>
  );
}

type ChoiceProps = {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
};

function Choice({ name, label, hint, isChosen, onChoose }: ChoiceProps) {
  return (
    <label className={classes['choice']}>
      <input type="radio" name={`compose-${name}`} checked={isChosen} onChange={onChoose} />
      <span>{label}</span>
      <span className={classes['hint']}>{hint}</span>
    </label>
  );
}
