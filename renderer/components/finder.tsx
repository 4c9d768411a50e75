import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import {
  Fragment,
  type KeyboardEvent,
  type ReactNode,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import dialog from './confirm-dialog.module.css';
import classes from './finder.module.css';
import { useSettledChoice } from './use-settled-choice.ts';

/** One of what was found. `heading` stands above the first of a group. */
export type FinderOption = {
  readonly key: string;
  readonly icon: ReactNode;
  readonly name: string;
  readonly about: string;
  readonly heading?: string | undefined;
};

type FinderProps = {
  readonly label: string;
  readonly listLabel: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly options: readonly FinderOption[];
  /** Whether `options` are the answer to `query`, not to what was typed before. */
  readonly isSettled: boolean;
  /** Said when there are no options. */
  readonly nothing: string | undefined;
  readonly onChoose: (position: number) => void;
};

type FinderDialogProps = {
  readonly label: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly children: ReactNode;
};

/** The dialog of a `Finder`, in the upper part of the window. */
export function FinderDialog({ label, isOpen, onOpenChange, children }: FinderDialogProps) {
  const [before, setBefore] = useState<HTMLElement>();
  // Who opens it again while it still fades begins anew all the same.
  const [shown, setShown] = useState({ isOpen, opening: 0 });
  if (shown.isOpen !== isOpen) setShown({ isOpen, opening: shown.opening + (isOpen ? 1 : 0) });
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => onOpenChange(open)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['scrim']} />
        <Dialog.Popup
          className={`${dialog['popup']} ${classes['popup']}`}
          aria-label={label}
          finalFocus={() => before}
        >
          <Fragment key={shown.opening}>
            <NoteFocus onNote={setBefore} />
            {children}
          </Fragment>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Notes what had the focus before the field behind this takes it, sooner than the dialog looks. */
function NoteFocus({ onNote }: { readonly onNote: (element: HTMLElement) => void }) {
  useLayoutEffect(() => {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement) onNote(activeElement);
  }, [onNote]);
  return null;
}

/** A field, and below it what it finds: walked with the arrows, chosen with Enter or a click. */
export function Finder(props: FinderProps) {
  const { label, listLabel, query, onQuery, options, isSettled, nothing, onChoose } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  // The dialog gives the focus a frame later: a fast typist's first letter would go elsewhere.
  useLayoutEffect(() => input.current?.focus(), []);
  const [at, setAt] = useState(0);
  const index = Math.min(at, options.length - 1);
  const chooseSettled = useSettledChoice(isSettled, index, (position) =>
    position < 0 ? undefined : onChoose(position),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt(Math.min(index + 1, options.length - 1));
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
          ref={input}
          className={classes['input']}
          role="combobox"
          aria-label={label}
          aria-expanded={options.length > 0}
          aria-controls={id}
          aria-activedescendant={index < 0 ? undefined : `${id}-${index}`}
          placeholder="Name, email, number in any format, company"
          value={query}
          onChange={(event) => {
            onQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={id} role="listbox" aria-label={listLabel} className={classes['list']}>
        {options.map((option, position) => (
          <OptionLine
            key={option.key}
            id={`${id}-${position}`}
            option={option}
            isAt={position === index}
            onChoose={() => onChoose(position)}
          />
        ))}
      </div>
      {options.length > 0 || nothing === undefined ? null : (
        <p className={classes['nothing']} role="status">
          {nothing}
        </p>
      )}
    </>
  );
}

type OptionLineProps = {
  readonly id: string;
  readonly option: FinderOption;
  readonly isAt: boolean;
  readonly onChoose: () => void;
};

/** The option at the keyboard scrolls itself into view. */
function OptionLine({ id, option: { icon, name, about, heading }, isAt, onChoose }: OptionLineProps) {
  return (
    <>
      {heading === undefined ? null : (
        <p className={classes['group']} role="presentation">
          {heading}
        </p>
      )}
      <div
        id={id}
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
        {icon}
        <span className={classes['name']}>{name}</span>
        <span className={classes['about']}>{about}</span>
      </div>
    </>
  );
}
