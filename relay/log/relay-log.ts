import type {
  ChannelId,
  ConversationId,
  DeviceId,
  MessageId,
  PersonKey,
  RecordId,
  UserId,
} from '../../shared/domain/ids.ts';
import type { MessageStatus } from '../../shared/domain/message-status.ts';
import type { DueJob, OutboxJob } from '../../shared/outbound/outbox.ts';
import type { Person, StatusReport } from '../../shared/protocol/events.ts';
import type { ApiKeyReader, ApiKeyWriter } from './api-key-log.ts';
import type { HistoryReader } from './history-log.ts';
import type { HookReader, HookWriter } from './hook-log.ts';
import type { IdentityReader, IdentityWriter } from './log-identity.ts';
import type { MediaReader, MediaWriter } from './media-log.ts';
import type { ReachReader, ReachWriter } from './reach-log.ts';
import type { LogSpace, RetentionWriter } from './retention-log.ts';
import type { SecretReader, SecretWriter } from './secret-log.ts';

/** An entry on its way into the log. */
export type NewEntry = {
  /** The same fact has the same id: a second one is ignored. With a compaction key the log makes the id itself. */
  readonly id: string;
  readonly kind: string;
  readonly at: number;
  readonly body: unknown;
  readonly personKey?: PersonKey | undefined;
  readonly conversationId?: ConversationId | undefined;
  readonly ownerUserId?: UserId | undefined;
  readonly channelId?: ChannelId | undefined;
  /** The entry replaces its older one with this key, unless the body is the same. */
  readonly compactionKey?: string | undefined;
  /** Appended even where the body is the same: readers who may see it only now have passed the older one. */
  readonly isRepeated?: boolean;
};

/** The newest entry with a compaction key: the log is the state. */
export type CurrentEntry = { readonly key: string; readonly at: number; readonly body: unknown };

export type PersonState = {
  readonly person: Person;
  /** When Meta said the profile's name and username, and the ids: older news does not win. Epoch ms. */
  readonly profileAt: number;
  readonly identityAt: number;
};

/** A person, and the identities (see `findIdentities`) by which they are known from now on. */
export type SavedPerson = { readonly state: PersonState; readonly identities: readonly string[] };

/** A row of the index of conversations with one person on one channel. */
export type ThreadState = {
  readonly id: ConversationId;
  readonly personKey: PersonKey;
  readonly channelId: ChannelId;
  readonly ownerUserId: UserId | undefined;
  /** Whose it was before, each once; undefined stands for nobody's. */
  readonly formerOwners: readonly (UserId | undefined)[];
  readonly createdAt: number;
  /** When a message that did not fail was last sent in it. */
  readonly lastSentAt: number | undefined;
};

/** A row of the index of outbound messages; the message itself is the log's entry `sent:<messageId>`. */
export type OutboundState = {
  readonly messageId: MessageId;
  readonly wamid: string | undefined;
  readonly conversationId: ConversationId;
  readonly personKey: PersonKey;
  readonly channelId: ChannelId;
  readonly consultantUserId: UserId;
  readonly status: MessageStatus;
  readonly at: number;
  /** What Meta has reported, each status once, in the order of time. */
  readonly reports: readonly OutboundReport[];
};

export type OutboundReport = Pick<StatusReport, 'status' | 'at' | 'failure' | 'pricing'>;

export type DeviceState = {
  readonly id: DeviceId;
  readonly userId: UserId;
  readonly name: string;
  readonly createdAt: number;
  readonly lastSeenAt: number | undefined;
  readonly revokedAt: number | undefined;
};

export type Thread = { readonly personKey: PersonKey; readonly channelId: ChannelId };

/** An entry on its way out, with what decides who may see it (relay/access/sight.ts). */
export type FeedEntry = {
  readonly seq: number;
  readonly kind: string;
  readonly at: number;
  /** The JSON of one `RawEvent`, ready for a frame. */
  readonly json: string;
  /** What `NewEntry` said. */
  readonly ownerUserId: UserId | undefined;
  /** The entry's conversation, as it stands now. */
  readonly thread: Pick<ThreadState, 'id' | 'ownerUserId' | 'formerOwners'> | undefined;
  /** Of `person.changed`: who owns the conversations with this person now. */
  readonly personOwners: readonly (UserId | undefined)[];
};

export type FeedPage = {
  readonly entries: readonly FeedEntry[];
  readonly cursor: number;
  readonly head: number;
  /** See `findAccessVersion`. Of the same moment as the entries. */
  readonly accessVersion: number;
};
export type FeedLimits = { readonly maxEvents: number; readonly maxBytes: number };

type LogParts = ApiKeyReader &
  HistoryReader &
  HookReader &
  IdentityReader &
  MediaReader &
  ReachReader &
  SecretReader;

/** Reads in bulk, so that an engine across a network needs few round trips. */
export type LogReader = LogParts & {
  findCurrent(keys: readonly string[]): Promise<ReadonlyMap<string, CurrentEntry>>;
  /** Every current entry whose key begins with `prefix`, in the order of their keys. */
  listCurrent(prefix: string): Promise<readonly CurrentEntry[]>;
  /** Who holds these identities (`phone:<canonical digits>`, `bsuid:<id>`). */
  findIdentities(identities: readonly string[]): Promise<ReadonlyMap<string, PersonKey>>;
  findPeople(keys: readonly PersonKey[]): Promise<ReadonlyMap<PersonKey, PersonState>>;
  findThreads(threads: readonly Thread[]): Promise<readonly ThreadState[]>;
  findThreadsById(ids: readonly ConversationId[]): Promise<readonly ThreadState[]>;
  findOutbound(by: {
    readonly wamids: readonly string[];
    readonly messageIds: readonly string[];
  }): Promise<readonly OutboundState[]>;
  findDevice(
    by: { readonly tokenHash: string } | { readonly id: DeviceId },
  ): Promise<DeviceState | undefined>;
  listDevices(): Promise<readonly DeviceState[]>;
  /** The records on which these people are, by key of the person. */
  findRecordsOfPeople(keys: readonly PersonKey[]): Promise<ReadonlyMap<PersonKey, readonly RecordId[]>>;
  listThreadsOfOwner(ownerUserId: UserId, limit: number): Promise<readonly ThreadState[]>;
  countThreadsOfOwner(ownerUserId: UserId): Promise<number>;
};

type LogAccess = LogReader &
  ApiKeyWriter &
  HookWriter &
  IdentityWriter &
  MediaWriter &
  ReachWriter &
  RetentionWriter &
  SecretWriter;

/**
 * What one transaction may do. Nothing else may be awaited inside: the log has one writer, of all relays that share it.
 * Writes come in bulk for the same reason as reads.
 */
export type LogTransaction = LogAccess & {
  /** Which of these entries are in the log. Not for entries with a compaction key. */
  findEntryIds(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** The bodies of entries without a compaction key, by their ids. */
  findEntryBodies(ids: readonly string[]): Promise<ReadonlyMap<string, unknown>>;
  /** The conversation of each entry that has one, by entry id. Not for entries with a compaction key. */
  findConversationsOfEntries(ids: readonly string[]): Promise<ReadonlyMap<string, ConversationId>>;
  /** Answers how many entered; the others were known already. */
  append(entries: readonly NewEntry[]): Promise<number>;
  savePeople(people: readonly SavedPerson[]): Promise<void>;
  /** The people of each record, instead of those that it had. */
  saveRecordPeople(records: ReadonlyMap<RecordId, readonly PersonKey[]>): Promise<void>;
  saveThreads(threads: readonly Omit<ThreadState, 'lastSentAt'>[]): Promise<void>;
  saveOutbound(messages: readonly OutboundState[]): Promise<void>;
  saveJob(job: OutboxJob, personKey: PersonKey, dueAt: number): Promise<void>;
  /** The oldest job of each person, if it is due and not in flight: the oldest of these. */
  findDueJob(now: number): Promise<DueJob | undefined>;
  /** From here on the job belongs to the relay that opened this log. */
  markInFlight(messageId: MessageId): Promise<void>;
  /** Jobs that wait for a later time wait no longer than until `at`. */
  makeJobsDue(at: number): Promise<void>;
  postponeJob(messageId: MessageId, dueAt: number): Promise<void>;
  deleteJobs(messageIds: readonly MessageId[]): Promise<void>;
  /**
   * Jobs that this opening of the log has in flight wait again, except these: their mark was committed, but the answer was
   * lost on the way, and so nobody has called Meta.
   */
  takeBackJobs(inHand: readonly MessageId[]): Promise<void>;
  /** Jobs in flight whose relay is no longer there: nobody will tell how their calls ended. */
  listAbandonedJobs(): Promise<readonly MessageId[]>;
  saveDevice(device: DeviceState, tokenHash: string): Promise<void>;
  touchDevice(id: DeviceId, at: number): Promise<void>;
  /** False when there is no such device, or it was revoked before. */
  revokeDevice(id: DeviceId, at: number): Promise<boolean>;
  saveEnrolmentCode(code: {
    readonly hash: string;
    readonly userId: UserId;
    readonly expiresAt: number;
  }): Promise<void>;
  /** Takes the code out of use, or tells why it does not count. */
  useEnrolmentCode(hash: string, now: number): Promise<CodeUse>;
};

/** What became of a code that somebody gave. */
export type CodeUse =
  | { readonly kind: 'accepted'; readonly userId: UserId }
  | { readonly kind: 'unknown' | 'used' | 'expired' };

/**
 * The agency's log and its indexes. SQLite here; a second engine implements the same promises. Whatever `write` resolved
 * is on the disk.
 */
export type RelayLog = LogReader & {
  /**
   * Runs `work` in a transaction, together with whatever else is waiting, and resolves after the commit. A `work` that
   * throws is undone alone.
   */
  write<Result>(work: (transaction: LogTransaction) => Promise<Result>): Promise<Result>;
  /** Commits something that nobody reads, to learn whether commits succeed. Rejects as `write` would. */
  probe(): Promise<void>;
  /** What follows `after`, for any desktop: who may see which entry is decided by the reader. */
  readFeed(after: number, limits: FeedLimits): Promise<FeedPage>;
  /**
   * The entries of these conversations between `after` and `before`, both exclusive: a part of them, perhaps none. The
   * last part ends at `before - 1`.
   */
  readConversations(
    ids: readonly ConversationId[],
    range: { readonly after: number; readonly before: number },
    limits: FeedLimits,
  ): Promise<FeedPage>;
  /** The newest entry that changed who may see what, or who is admitted: 0 while there is none. */
  findAccessVersion(): Promise<number>;
  findHead(): Promise<number>;
  findNextDueAt(): Promise<number | undefined>;
  countEntries(): Promise<readonly { readonly kind: string; readonly count: number }[]>;
  measureSpace(): Promise<LogSpace>;
  /**
   * Gives a part of the free space back to the file system, in a moment. False when there is none left to give, or when the
   * engine keeps it for what comes.
   */
  giveBackSpace(): Promise<boolean>;
  /** Looks at everything, for a long time perhaps: a sentence for each thing that is not as it must be. */
  findFaults(): Promise<readonly string[]>;
  /** Called after every commit that appended, also by another process. Answers how to stop it. */
  onAppended(listener: () => void): () => void;
  /** Calls to the other relays on this log, in 7,000 bytes at most. Whoever listens now hears it; it is kept nowhere, and may be lost. */
  callOut(words: string): Promise<void>;
  /** Called with what another relay calls out. Answers how to stop it. */
  onCalled(listener: (words: string) => void): () => void;
  close(): Promise<void>;
};
