import { useEffect, useState } from 'react';
import type { RecordRow } from '../../shared/ipc/views.ts';
import { callMain } from '../api.ts';
import { tellError } from '../store/feedback/actions.ts';

const DEBOUNCE_MS = 50;

type Found = { readonly query: string; readonly rows: readonly RecordRow[] };

/** The records that match; undefined until the first answer, and of an earlier question until it is settled. */
export function useFoundRecords(
  query: string,
  limit: number,
): { readonly rows: Found['rows'] | undefined; readonly isSettled: boolean } {
  const [found, setFound] = useState<Found | undefined>(undefined);
  useEffect(() => {
    let isStale = false;
    const timer = setTimeout(() => {
      callMain('records:list', { query, offset: 0, limit })
        .then(({ rows }) => (isStale ? undefined : setFound({ query, rows })))
        .catch(tellError);
    }, DEBOUNCE_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [query, limit]);
  return { rows: found?.rows, isSettled: found?.query === query };
}
