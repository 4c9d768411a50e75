import { useEffect, useState } from 'react';
import type { ConversationRow, RecordRow } from '../../shared/ipc/views.ts';
import { callMain } from '../api.ts';
import { getApp } from '../store/app-store.ts';
import { tellError } from '../store/feedback/actions.ts';
import { openInInbox, openRecord } from '../store/navigation/actions.ts';
import { joinParts, nameRecordKind } from '../words/person-words.ts';
import { formatListTime } from '../words/time-words.ts';

export type SwitcherHit = {
  readonly key: string;
  readonly kind: 'Conversations' | 'People';
  readonly name: string;
  readonly about: string;
  readonly open: () => void;
};

const DEBOUNCE_MS = 50;
const MOST_CONVERSATIONS = 6;
const MOST_PEOPLE = 20;

type Found = { readonly query: string; readonly hits: readonly SwitcherHit[] };

/** What the switcher found. Recent conversations are matched by name here; people are searched by main. */
export function useSwitcherHits(query: string): {
  readonly hits: readonly SwitcherHit[];
  readonly isSettled: boolean;
} {
  const [found, setFound] = useState<Found>({ query: '\n', hits: [] });
  useEffect(() => {
    let isStale = false;
    const timer = setTimeout(() => {
      search(query)
        .then((hits) => (isStale ? undefined : setFound({ query, hits })))
        .catch(tellError);
    }, DEBOUNCE_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [query]);
  return { hits: found.hits, isSettled: found.query === query };
}

async function search(query: string): Promise<readonly SwitcherHit[]> {
  const text = query.trim();
  const [{ rows: conversations }, people] = await Promise.all([
    callMain('conversations:list', { filter: 'all', limit: 200 }),
    text === ''
      ? Promise.resolve([])
      : callMain('records:list', { query: text, offset: 0, limit: MOST_PEOPLE }).then(({ rows }) => rows),
  ]);
  const matching = conversations.filter((row) => startsWords(row.personName, text));
  return [...matching.slice(0, MOST_CONVERSATIONS).map(conversationHit), ...people.map(recordHit)];
}

/** Whether every word typed begins a word of the name. Accents do not matter. */
function startsWords(name: string, text: string): boolean {
  const words = fold(name).split(/\s+/u);
  return fold(text)
    .split(/\s+/u)
    .every((typed) => words.some((word) => word.startsWith(typed)));
}

function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function conversationHit(row: ConversationRow): SwitcherHit {
  const { now } = getApp();
  const last = row.lastMessage;
  return {
    key: row.id,
    kind: 'Conversations',
    name: row.personName,
    about: joinParts(
      row.owner?.displayName ?? 'Unassigned',
      row.channel.name,
      last === undefined ? undefined : formatListTime(last.at, now),
    ),
    open: () => openInInbox(row.id),
  };
}

function recordHit(row: RecordRow): SwitcherHit {
  return {
    key: row.id,
    kind: 'People',
    name: row.name,
    about: joinParts(nameRecordKind(row.kind), row.jobTitle, row.company, row.location),
    open: () => openRecord(row.id),
  };
}
