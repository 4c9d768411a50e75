import { v5 as uuidv5 } from 'uuid';
import {
  type ChannelId,
  type ConversationId,
  type MessageId,
  type PersonKey,
  type RecordId,
  type TemplateId,
  type UserId,
  conversationIdFor,
  messageIdForWamid,
} from '../../../../shared/domain/ids.ts';
import { applyBatch } from '../../../../main/db/apply-batch.ts';
import type { WriteHandle } from '../../../../main/db/handle.ts';
import { setUser } from '../../../../main/db/users.ts';
import type { MessageContent } from '../../../../shared/domain/message-content.ts';
import { personKeyForNumber } from '../../../../shared/domain/phone-number.ts';
import type { CrmRecord } from '../../../../shared/domain/record.ts';
import type { Template } from '../../../../shared/domain/template.ts';
import type {
  Channel,
  LogEvent,
  RawEvent,
  ReceivedMessage,
  SentMessage,
  StatusReport,
  User,
} from '../../../../shared/protocol/events.ts';

/* The people and numbers of the tests, and the log entries that tell of them. Ids are words, so that failures can be read. */

export const NOW = Date.UTC(2026, 10, 22, 10, 0, 0);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const ALICE: User = {
  id: 'alice' as UserId,
  username: 'alice',
  displayName: 'Alice Marsh',
  email: 'alice@agency.example',
  role: 'consultant',
  isActive: true,
};
export const BOB: User = { ...ALICE, id: 'bob' as UserId, username: 'bob', displayName: 'Bob Reed' };

export const COMPANY: Channel = {
  id: 'company-number' as ChannelId,
  kind: 'company',
  wabaId: 'waba-1',
  name: 'Agency number',
  phoneNumber: '+441134960000',
  quality: 'green',
  isActive: true,
};
export const ALICES_NUMBER: Channel = {
  ...COMPANY,
  id: 'alices-number' as ChannelId,
  kind: 'own',
  ownerUserId: ALICE.id,
  wabaId: 'waba-2',
  name: "Alice's number",
  phoneNumber: '+447700900001',
};

export const AMARA_NUMBER = '+447700900456';
export const AMARA = personKeyForNumber(AMARA_NUMBER);
export const AMARA_RECORD: CrmRecord = {
  id: 'amara' as RecordId,
  kind: 'candidate',
  knownAs: 'Amara',
  firstName: 'Amara',
  lastName: 'Okafor',
  jobTitle: 'Staff Nurse',
  company: '',
  location: 'Leeds',
  status: 'Active',
  emails: ['amara@people.example'],
  phones: [{ label: 'Mobile', raw: '07700 900456', e164: AMARA_NUMBER }],
  updatedAt: NOW,
};

export const THREAD = threadOf(COMPANY.id, AMARA, ALICE.id);

export type Thread = {
  readonly conversationId: ConversationId;
  readonly personKey: PersonKey;
  readonly channelId: ChannelId;
  readonly ownerUserId: UserId | undefined;
};

export function threadOf(channelId: ChannelId, personKey: PersonKey, ownerUserId?: UserId): Thread {
  const conversationId = conversationIdFor({ channelId, personKey, ownerUserId });
  return { conversationId, personKey, channelId, ownerUserId };
}

export const GREETING: Template = {
  id: 'greeting' as TemplateId,
  wabaId: COMPANY.wabaId,
  name: 'greeting',
  language: 'en_GB',
  status: 'approved',
  category: 'marketing',
  quality: 'green',
  parameterFormat: 'positional',
  header: { format: 'text', text: 'Job Opportunity' },
  body: 'Hi {{1}}, this is {{2}}. May I tell you about a role?',
  footer: 'Reply STOP to unsubscribe',
  buttons: [],
  syncedAt: NOW - 24 * HOUR,
};
export const GREETING_VALUES = { 'body:1': 'Amara', 'body:2': 'Alice Marsh' };

/** A message id that looks like ours and says which one it is. */
export function messageId(name: string): MessageId {
  return uuidv5(name, uuidv5.URL) as MessageId;
}

/** One entry of the log. Its id follows from its seq, so a repetition is a repetition. */
export function entry<Kind extends LogEvent['kind']>(
  seq: number,
  kind: Kind,
  body: Extract<LogEvent, { kind: Kind }>['body'],
): RawEvent {
  return { seq, id: `entry-${seq}`, at: NOW, kind, body };
}

export function text(words: string): MessageContent {
  return { type: 'text', text: words };
}

export function received(
  name: string,
  at: number,
  options: Partial<Omit<ReceivedMessage, 'messageId' | 'wamid' | 'at'>> = {},
): ReceivedMessage {
  const { conversationId, personKey, channelId } = THREAD;
  const wamid = `wamid.${name}`;
  const content = text(`Inbound ${name}`);
  return {
    messageId: messageIdForWamid(wamid),
    conversationId,
    personKey,
    channelId,
    wamid,
    at,
    content,
    ...options,
  };
}

export function sent(
  name: string,
  at: number,
  options: Partial<Omit<SentMessage, 'messageId' | 'at'>> = {},
): SentMessage {
  const { conversationId, personKey, channelId } = THREAD;
  return {
    messageId: messageId(name),
    conversationId,
    personKey,
    channelId,
    consultantUserId: ALICE.id,
    at,
    content: text(`Outbound ${name}`),
    wamid: `wamid.${name}`,
    status: 'accepted',
    statusAt: at,
    ...options,
  };
}

export function status(
  name: string,
  value: StatusReport['status'],
  at: number,
  options: Partial<StatusReport> = {},
): StatusReport {
  return { wamid: `wamid.${name}`, channelId: COMPANY.id, status: value, at, ...options };
}

/** What a desktop knows before the first message: users, channels, a template, one record and one conversation. */
export const BEGINNING: readonly RawEvent[] = [
  entry(1, 'user.changed', ALICE),
  entry(2, 'user.changed', BOB),
  entry(3, 'channel.changed', COMPANY),
  entry(4, 'channel.changed', ALICES_NUMBER),
  entry(5, 'template.changed', { template: GREETING }),
  entry(6, 'record.upserted', AMARA_RECORD),
  entry(7, 'person.changed', {
    key: AMARA,
    waId: AMARA_NUMBER.slice(1),
    profileName: 'amara ✨',
    aliases: [],
  }),
  entry(8, 'conversation.changed', {
    id: THREAD.conversationId,
    personKey: AMARA,
    channelId: COMPANY.id,
    ownerUserId: ALICE.id,
    createdAt: NOW - 48 * HOUR,
  }),
];

/** Applies entries as the relay would send them: the cursor is the last one's. */
export function tell(db: WriteHandle, ...events: readonly RawEvent[]) {
  const cursor = Math.max(0, ...events.map(({ seq }) => seq));
  return applyBatch(db, { events, cursor, now: NOW, myUserId: ALICE.id });
}

/** Alice has signed in and the beginning has been told. */
export function begin(db: WriteHandle): void {
  setUser(db, ALICE);
  tell(db, ...BEGINNING);
}

/** The thread as the log describes it. */
export function describeThread({ conversationId: id, personKey, channelId, ownerUserId }: Thread) {
  const body = { id, personKey, channelId, createdAt: NOW - HOUR };
  return ownerUserId === undefined ? body : { ...body, ownerUserId };
}

/** Threads of strangers on the company channel, the last of them the most recent. */
export function addThreads(db: WriteHandle, count: number, owner?: typeof ALICE.id): Thread[] {
  const threads = Array.from({ length: count }, (_, n) =>
    threadOf(COMPANY.id, `stranger-${owner}-${n}` as PersonKey, owner),
  );
  const first = owner === undefined ? 100 : 1_000;
  tell(
    db,
    ...threads.flatMap((thread, n) => [
      entry(first + 2 * n, 'conversation.changed', describeThread(thread)),
      entry(first + 2 * n + 1, 'message.received', received(`${owner}-${n}`, NOW + n * 1000, thread)),
    ]),
  );
  return threads;
}
