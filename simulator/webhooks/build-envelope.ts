import type { Json } from '../world/entities.ts';
import type { Update } from './update.ts';

type Change = { readonly field: string; readonly value: Json };
type Entry = { readonly id: string; readonly time?: number; readonly changes: Change[] };

/** Packs updates into one body. With `mergesValues` neighbours of the same number share a value, so that a reader must walk every level. */
export function buildEnvelope(updates: readonly Update[], mergesValues: boolean): Json {
  const entries: Entry[] = [];
  let lastNumber: string | undefined;
  for (const update of updates) {
    const entry = entries.at(-1);
    const isSameAccount =
      entry !== undefined && entry.id === update.wabaId && entry.time === update.entryTime;
    const last = isSameAccount ? entry.changes.at(-1) : undefined;
    const canMerge =
      mergesValues &&
      last !== undefined &&
      update.field === 'messages' &&
      last.field === 'messages' &&
      lastNumber === update.phoneNumberId;
    if (canMerge)
      entry?.changes.splice(-1, 1, { field: 'messages', value: mergeValues(last.value, update.value) });
    else if (isSameAccount) entry.changes.push({ field: update.field, value: update.value });
    else entries.push(openEntry(update));
    lastNumber = update.phoneNumberId;
  }
  return { object: 'whatsapp_business_account', entry: entries };
}

function openEntry(update: Update): Entry {
  const changes = [{ field: update.field, value: update.value }];
  return update.entryTime === undefined
    ? { id: update.wabaId, changes }
    : { id: update.wabaId, time: update.entryTime, changes };
}

// Contacts are listed once per person, so that contacts[i] does not belong to messages[i] (reference section 6.3).
function mergeValues(first: Json, second: Json): Json {
  const merged: Record<string, unknown> = { ...first };
  for (const key of ['contacts', 'messages', 'statuses', 'errors', 'user_preferences']) {
    const added = second[key];
    if (!Array.isArray(added)) continue;
    const present: readonly unknown[] = Array.isArray(first[key]) ? first[key] : [];
    const known = new Set(present.map((item) => JSON.stringify(item)));
    merged[key] = [
      ...present,
      ...added.filter((item) => key !== 'contacts' || !known.has(JSON.stringify(item))),
    ];
  }
  return merged;
}
