import { Dialog } from '@base-ui/react/dialog';
import { MessageCircle, Search, UserRound } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import dialog from '../components/confirm-dialog.module.css';
import { useApp } from '../store/app-store.ts';
import { setOverlay } from '../store/navigation/actions.ts';
import { type SwitcherHit, useSwitcherHits } from './use-switcher-hits.ts';
import { useSettledChoice } from './use-settled-choice.ts';
import classes from './switcher.module.css';

/** Ctrl+K: goes to a person, a number or a conversation. */
export function Switcher() {
  const isOpen = useApp((state) => state.navigation.overlay === 'switcher');
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => setOverlay(open ? 'switcher' : undefined)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['scrim']} />
        <Dialog.Popup className={`${dialog['popup']} ${classes['popup']}`} aria-label="Search">
          <SwitcherBody />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function SwitcherBody() {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const { hits, isSettled } = useSwitcherHits(query);
  const index = Math.min(at, hits.length - 1);
  const choose = (hit: SwitcherHit | undefined) => {
    if (hit === undefined) return;
    setOverlay(undefined);
    hit.open();
  };
  const chooseSettled = useSettledChoice(isSettled, hits[index], choose);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt(Math.min(index + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(index - 1, 0));
    else if (event.key === 'Enter') chooseSettled();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={classes['field']}>
        <Search size="1rem" aria-hidden />
        <input
          className={classes['input']}
          role="combobox"
          aria-label="Search people, numbers and conversations"
          aria-expanded={hits.length > 0}
          aria-controls="switcher-hits"
          aria-activedescendant={hits[index] === undefined ? undefined : `switcher-${index}`}
          placeholder="Name, email, number in any format, company"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id="switcher-hits" role="listbox" aria-label="Found" className={classes['list']}>
        {hits.map((hit, position) => (
          <HitLine
            key={hit.key}
            hit={hit}
            position={position}
            isAt={position === index}
            heading={hits[position - 1]?.kind === hit.kind ? undefined : hit.kind}
            onChoose={() => choose(hit)}
          />
        ))}
      </div>
      {hits.length === 0 && isSettled ? (
        <p className={classes['nothing']} role="status">
          {query.trim() === '' ? 'Type a name or a number.' : `Nobody found for "${query.trim()}".`}
        </p>
      ) : null}
    </>
  );
}

type HitLineProps = {
  readonly hit: SwitcherHit;
  readonly position: number;
  readonly isAt: boolean;
  readonly heading: SwitcherHit['kind'] | undefined;
  readonly onChoose: () => void;
};

/** The option at the keyboard scrolls itself into view. */
function HitLine({ hit, position, isAt, heading, onChoose }: HitLineProps) {
  const Icon = hit.kind === 'People' ? UserRound : MessageCircle;
  return (
    <>
      {heading === undefined ? null : (
        <p className={classes['group']} role="presentation">
          {heading}
        </p>
      )}
      <div
        id={`switcher-${position}`}
        role="option"
        aria-selected={isAt}
        tabIndex={-1}
        ref={(element) => {
          if (isAt) element?.scrollIntoView({ block: 'nearest' });
        }}
        className={classes['option']}
        // On the press, so that the field keeps the focus; the keyboard chooses from the field.
        onMouseDown={(event) => {
          event.preventDefault();
          onChoose();
        }}
      >
        <Icon size="0.9375rem" aria-hidden />
        <span className={classes['name']}>{hit.name}</span>
        <span className={classes['about']}>{hit.about}</span>
      </div>
    </>
  );
}
