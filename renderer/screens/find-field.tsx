import { SearchField, handleFilterKeys } from '../components/search-field.tsx';
import { useApp } from '../store/app-store.ts';
import { typeFind } from '../store/find/actions.ts';
import { FOUND_LABEL } from './found-list.tsx';

/** Finds messages and files in all conversations, as one types. */
export function FindField() {
  const query = useApp((state) => state.find.everywhere.query);
  return (
    <div role="search" aria-label="Messages">
      <SearchField
        isListFilter
        label="Find in messages and files"
        placeholder="Find in messages and files"
        clearLabel="Clear the search"
        query={query}
        onType={typeFind}
        onKeyDown={(event) => handleFilterKeys(event, { query, onType: typeFind, grid: FOUND_LABEL })}
      />
    </div>
  );
}
