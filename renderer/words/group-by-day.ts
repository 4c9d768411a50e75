import { isSameDay } from './time-words.ts';

type DayGroup<Item> = { readonly day: number; readonly items: readonly Item[] };

/** Splits what is sorted by time into days, keeping the order. `day` is the time of the group's first item. */
export function groupByDay<Item extends { readonly at: number }>(
  items: readonly Item[],
): readonly DayGroup<Item>[] {
  const groups: { day: number; items: Item[] }[] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last !== undefined && isSameDay(last.day, item.at)) last.items.push(item);
    else groups.push({ day: item.at, items: [item] });
  }
  return groups;
}
