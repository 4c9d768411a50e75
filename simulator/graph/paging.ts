import type { Json } from '../world/entities.ts';
import { metaError, type MetaError } from './meta-error.ts';

export type Page<Item> = { readonly items: readonly Item[]; readonly paging: Json | undefined };

/** Meta's cursor pages: opaque cursors, `next` only where more follows (reference section 4.1). `self` is the URL of this list. */
export function pageOf<Item>(
  items: readonly Item[],
  query: URLSearchParams,
  self: string,
  defaultLimit: number,
): Page<Item> | { readonly error: MetaError } {
  const limit = Math.min(Math.max(Number(query.get('limit') ?? defaultLimit) || defaultLimit, 1), 1_000);
  const start = decideStart(query, limit);
  if (start === undefined || start > items.length)
    return {
      error: metaError(131059, {
        details: 'The paging cursor is invalid. Restart the listing without a cursor.',
      }),
    };
  const end = Math.min(start + limit, items.length);
  if (items.length === 0) return { items: [], paging: undefined };
  const hasNext = end < items.length;
  const link = (key: string, at: number): string =>
    `${self}?${new URLSearchParams({ ...Object.fromEntries(query), [key]: encodeCursor(at) }).toString()}`;
  const paging = {
    cursors: { before: encodeCursor(start), after: encodeCursor(end) },
    ...(hasNext ? { next: link('after', end) } : {}),
    ...(start > 0 ? { previous: link('before', start) } : {}),
  };
  return { items: items.slice(start, end), paging };
}

function decideStart(query: URLSearchParams, limit: number): number | undefined {
  const after = query.get('after');
  const before = query.get('before');
  if (after !== null) return decodeCursor(after);
  if (before === null) return 0;
  const end = decodeCursor(before);
  return end === undefined ? undefined : Math.max(0, end - limit);
}

function encodeCursor(position: number): string {
  return Buffer.from(`QVFIUm:${position}`).toString('base64url');
}

function decodeCursor(cursor: string): number | undefined {
  const found = /^QVFIUm:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1];
  return found === undefined ? undefined : Number(found);
}
