import { Search, X } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { IconButton } from './icon-button.tsx';
import classes from './search-field.module.css';

type SearchFieldProps = {
  readonly label: string;
  readonly placeholder: string;
  readonly query: string;
  readonly onType: (query: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  /** Names the button that empties the field; without it there is none. */
  readonly clearLabel?: string;
  /** The field that the shortcut for finding in the list goes to. */
  readonly isListFilter?: boolean;
  readonly isDisabled?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
};

/** As long as a search may be (contract.ts). */
const MOST_LETTERS = 200;

/** A box in which one types what one looks for. */
export function SearchField({ inputRef, isListFilter, ...props }: SearchFieldProps) {
  const { label, query, onType, clearLabel } = props;
  return (
    <div className={classes['field']}>
      <Search size="0.875rem" aria-hidden />
      <input
        ref={inputRef}
        type="text"
        {...(isListFilter === true ? { 'data-filter': '' } : {})}
        aria-label={label}
        placeholder={props.placeholder}
        spellCheck={false}
        maxLength={MOST_LETTERS}
        value={query}
        disabled={props.isDisabled}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={props.onKeyDown}
      />
      {query === '' || clearLabel === undefined ? null : (
        <IconButton className={classes['clear']} label={clearLabel} isSmall onClick={() => onType('')}>
          <X size="0.875rem" aria-hidden />
        </IconButton>
      )}
    </div>
  );
}

/** The keys of a field above a list: Escape empties it, the arrow goes into the list of that name. */
export function handleFilterKeys(
  event: KeyboardEvent,
  { query, onType, grid }: Pick<SearchFieldProps, 'query' | 'onType'> & { readonly grid: string },
): void {
  if (event.key === 'Escape' && query !== '') {
    event.preventDefault();
    onType('');
  }
  if (event.key !== 'ArrowDown') return;
  const row = document.querySelector<HTMLElement>(
    `[role="grid"][aria-label="${grid}"] [role="row"][tabindex="0"]`,
  );
  if (row === null) return;
  event.preventDefault();
  row.focus();
}
