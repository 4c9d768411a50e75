import { Search, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { IconButton } from '../components/icon-button.tsx';
import { useApp } from '../store/app-store.ts';
import { typeFind } from '../store/find/actions.ts';
import { FOUND_LABEL } from './found-list.tsx';
import classes from './list-pane.module.css';

/** Finds messages and files in all conversations, as one types. */
export function FindField() {
  const query = useApp((state) => state.find.everywhere.query);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && query !== '') {
      event.preventDefault();
      typeFind('');
    }
    if (event.key === 'ArrowDown') {
      const row = document.querySelector<HTMLElement>(
        `[role="grid"][aria-label="${FOUND_LABEL}"] [role="row"][tabindex="0"]`,
      );
      if (row === null) return;
      event.preventDefault();
      row.focus();
    }
  };
  return (
    <div className={classes['filter']} role="search" aria-label="Messages">
      <Search size="0.875rem" aria-hidden />
      <input
        data-filter=""
        type="text"
        aria-label="Find in messages and files"
        placeholder="Find in messages and files"
        spellCheck={false}
        maxLength={200}
        value={query}
        onChange={(event) => typeFind(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {query === '' ? null : (
        <IconButton
          className={classes['clear']}
          label="Clear the search"
          isSmall
          onClick={() => typeFind('')}
        >
          <X size="0.875rem" aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
