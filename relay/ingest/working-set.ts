import type { ConversationId, MessageId, PersonKey } from '../../shared/domain/ids.ts';
import type { MediaState } from '../log/media-log.ts';
import type {
  CurrentEntry,
  NewEntry,
  OutboundState,
  PersonState,
  Thread,
  ThreadState,
} from '../log/relay-log.ts';

/**
 * What the log knew about everything that a group of items mentions, and what the items change. Planning reads and
 * writes only this, so it is a matter of values: the items of one group see each other's changes.
 */
export type WorkingSet = {
  readonly entryIds: Set<string>;
  readonly identities: Map<string, PersonKey>;
  readonly people: Map<PersonKey, PersonState>;
  readonly threads: Map<ConversationId, ThreadState>;
  /** The conversations with each person on each channel, by `nameOf`. */
  readonly threadsByPair: Map<string, Set<ConversationId>>;
  /** Of inbound messages that may be quoted, by wamid. */
  readonly quotedInbound: Map<string, ConversationId>;
  readonly outboundByWamid: Map<string, OutboundState>;
  readonly outboundById: Map<string, OutboundState>;
  /** By compaction key: consents, channels, templates, messages sent. */
  readonly current: Map<string, CurrentEntry>;
  /** What was delivered again. */
  readonly tally: { duplicates: number };
  readonly changes: {
    /** In the order in which they happened; people and conversations go before them. */
    readonly entries: NewEntry[];
    /** With the identities that the person gains. */
    readonly people: Map<PersonKey, Set<string>>;
    readonly threads: Set<ConversationId>;
    readonly outbound: Set<MessageId>;
    /** Jobs that a status proved to be done. */
    readonly doneJobs: Set<MessageId>;
    /** Files to fetch. */
    readonly media: MediaState[];
    /** When people last wrote, by person and channel. */
    readonly inboundTimes: Map<string, Thread & { readonly at: number }>;
  };
};

export function createWorkingSet(): WorkingSet {
  return {
    entryIds: new Set(),
    identities: new Map(),
    people: new Map(),
    threads: new Map(),
    threadsByPair: new Map(),
    quotedInbound: new Map(),
    outboundByWamid: new Map(),
    outboundById: new Map(),
    current: new Map(),
    tally: { duplicates: 0 },
    changes: {
      entries: [],
      people: new Map(),
      threads: new Set(),
      outbound: new Set(),
      doneJobs: new Set(),
      media: [],
      inboundTimes: new Map(),
    },
  };
}

/** Whether this message or status was there already, which is counted. */
export function isDuplicate(set: WorkingSet, id: string): boolean {
  const isKnown = set.entryIds.has(id);
  if (isKnown) set.tally.duplicates += 1;
  return isKnown;
}

/** Appends a fact unless it is known. Answers whether it was news. */
export function addEntry(set: WorkingSet, entry: NewEntry): boolean {
  if (set.entryIds.has(entry.id)) return false;
  set.entryIds.add(entry.id);
  set.changes.entries.push(entry);
  return true;
}

/** Replaces the state with this key, for later items of the group too. */
export function setCurrent(
  set: WorkingSet,
  entry: Omit<NewEntry, 'id' | 'compactionKey'>,
  key: string,
): void {
  set.current.set(key, { key, at: entry.at, body: entry.body });
  set.changes.entries.push({ ...entry, id: key, compactionKey: key });
}

export function setPerson(set: WorkingSet, state: PersonState, gained: readonly string[]): void {
  const { key } = state.person;
  set.people.set(key, state);
  const identities = set.changes.people.get(key) ?? new Set();
  for (const identity of gained) {
    identities.add(identity);
    set.identities.set(identity, key);
  }
  set.changes.people.set(key, identities);
}

export function setThread(set: WorkingSet, thread: ThreadState): void {
  noteThread(set, thread);
  set.changes.threads.add(thread.id);
}

/** The log has this conversation. */
export function noteThread(set: WorkingSet, thread: ThreadState): void {
  set.threads.set(thread.id, thread);
  const name = nameOf(thread);
  const ids = set.threadsByPair.get(name);
  if (ids === undefined) set.threadsByPair.set(name, new Set([thread.id]));
  else ids.add(thread.id);
}

/** Every conversation with this person on this channel. */
export function listThreads(set: WorkingSet, pair: Thread): readonly ThreadState[] {
  return [...(set.threadsByPair.get(nameOf(pair)) ?? [])].flatMap((id) => set.threads.get(id) ?? []);
}

/** No id of ours or of Meta's has a space. */
function nameOf({ personKey, channelId }: Thread): string {
  return `${personKey} ${channelId}`;
}

export function setOutbound(set: WorkingSet, message: OutboundState): void {
  set.outboundById.set(message.messageId, message);
  if (message.wamid !== undefined) set.outboundByWamid.set(message.wamid, message);
  set.changes.outbound.add(message.messageId);
}

/** The person wrote to the channel: that opens Meta's window, whichever of their messages comes first. */
export function setInboundTime(set: WorkingSet, thread: Thread, at: number): void {
  const { personKey, channelId } = thread;
  const key = nameOf(thread);
  if (at > (set.changes.inboundTimes.get(key)?.at ?? 0))
    set.changes.inboundTimes.set(key, { personKey, channelId, at });
}
