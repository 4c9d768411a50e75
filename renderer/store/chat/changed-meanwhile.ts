import type { MessageId } from '../../../shared/domain/ids.ts';

/** What changed while something was fetched: the answer may be older than the change. */
export type Changed = { readonly ids: ReadonlySet<MessageId>; readonly isWhole: boolean };

type Watch = { readonly ids: Set<MessageId>; isWhole: boolean };
const watches = new Set<Watch>();

/** Tells every fetch that is under way. */
export function noteChanged(change: { readonly changedIds: readonly MessageId[] } | 'all'): void {
  for (const watch of watches) {
    if (change === 'all') watch.isWhole = true;
    else for (const id of change.changedIds) watch.ids.add(id);
  }
}

/** Runs a fetch, and answers what changed while it ran. */
export async function watchChanges(fetch: () => Promise<void>): Promise<Changed> {
  const watch: Watch = { ids: new Set(), isWhole: false };
  watches.add(watch);
  try {
    await fetch();
  } finally {
    watches.delete(watch);
  }
  return watch;
}
