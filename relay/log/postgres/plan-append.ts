import type { NewEntry } from '../relay-log.ts';

/** What the log has of the entries that are to be appended. */
export type KnownEntries = {
  /** The number of the newest entry. */
  readonly head: number;
  readonly ids: ReadonlySet<string>;
  /** By compaction key. */
  readonly current: ReadonlyMap<string, { readonly seq: number; readonly body: string }>;
};

export type EntryRow = Omit<NewEntry, 'body'> & { readonly seq: number; readonly body: string };

/**
 * Numbers what is new, in its order, as if one entry after the other had been appended: what is known already is left out,
 * and of several with the same compaction key the last one stays.
 */
export function planAppend(
  entries: readonly NewEntry[],
  known: KnownEntries,
): { readonly rows: readonly EntryRow[]; readonly head: number; readonly appended: number } {
  const ids = new Set(known.ids);
  const current = new Map(known.current);
  const rows = new Map<string, EntryRow>();
  let head = known.head;
  for (const entry of entries) {
    const body = JSON.stringify(entry.body);
    const key = entry.compactionKey;
    if (key === undefined) {
      if (ids.has(entry.id)) continue;
      ids.add(entry.id);
      head += 1;
      rows.set(`id:${entry.id}`, { ...entry, body, seq: head });
      continue;
    }
    const replaced = current.get(key);
    if (replaced?.body === body && entry.isRepeated !== true) continue;
    head += 1;
    current.set(key, { seq: head, body });
    // A body that returns to an earlier one is news again: its id must not repeat.
    rows.set(`key:${key}`, { ...entry, id: `${key}:${replaced?.seq ?? 0}`, body, seq: head });
  }
  return { rows: [...rows.values()], head, appended: head - known.head };
}
