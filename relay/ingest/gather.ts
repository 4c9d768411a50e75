import { assertNever } from '../../shared/domain/assert.ts';
import type { ConversationId, PersonKey } from '../../shared/domain/ids.ts';
import { channelIdSchema } from '../../shared/domain/ids.ts';
import { recordsOptOut } from '../../shared/whatsapp/errors.ts';
import type { InboundItem, MetaIdentity, StatusItem, WebhookItem } from '../../shared/whatsapp/webhook.ts';
import type { LogReader, LogTransaction, Thread } from '../log/relay-log.ts';
import { personKeyOf } from './derived-ids.ts';
import {
  bsuidIdentity,
  channelKey,
  consentKey,
  phoneIdentity,
  receivedKey,
  sentKey,
  statusKey,
  templateChangeKey,
  templateKey,
} from './keys.ts';
import { mayChangeConsent } from './plan-consent.ts';
import { referredWamid } from './plan-message.ts';
import { type WorkingSet, createWorkingSet, noteThread } from './working-set.ts';

/** Reads everything that planning these items may ask for, in few bulk reads. */
export async function gather(log: LogTransaction, items: readonly WebhookItem[]): Promise<WorkingSet> {
  const set = createWorkingSet();
  const wanted = await dropKnown(log, set, items);
  await gatherPeople(log, set, wanted);
  await gatherOutbound(log, set, wanted);
  await gatherThreads(log, set, wanted);
  await gatherCurrent(log, set, wanted);
  return set;
}

/** What Meta delivers again needs nothing more than to be recognised. */
async function dropKnown(log: LogTransaction, set: WorkingSet, items: readonly WebhookItem[]) {
  const ids = items.map(entryIdOf);
  const known = await log.findEntryIds(ids.filter((id) => id !== undefined));
  known.forEach((id) => set.entryIds.add(id));
  return items.filter((_, index) => !known.has(ids[index] ?? ''));
}

function entryIdOf(item: WebhookItem): string | undefined {
  if (item.kind === 'message') return receivedKey(item.wamid);
  return item.kind === 'status' ? statusKey(item.wamid, item.status) : undefined;
}

async function gatherPeople(log: LogReader, set: WorkingSet, items: readonly WebhookItem[]): Promise<void> {
  await gatherIdentities(log, set, items.flatMap(identitiesOf));
}

/** Everybody who is known by these ids, or would be by the key that a desktop computes. */
export async function gatherIdentities(
  log: LogReader,
  set: WorkingSet,
  identities: readonly MetaIdentity[],
): Promise<void> {
  const names = identities.flatMap(({ bsuid, waId }) => [
    ...(bsuid === undefined ? [] : [bsuidIdentity(bsuid)]),
    ...(waId === undefined ? [] : [phoneIdentity(waId)]),
  ]);
  const holders = await log.findIdentities([...new Set(names)]);
  holders.forEach((key, name) => set.identities.set(name, key));
  const keys = new Set<PersonKey>(holders.values());
  for (const { waId } of identities) if (waId !== undefined) keys.add(personKeyOf(waId));
  const people = await log.findPeople([...keys]);
  people.forEach((state, key) => set.people.set(key, state));
}

function identitiesOf(item: WebhookItem): readonly MetaIdentity[] {
  switch (item.kind) {
    case 'message':
      return item.movedTo === undefined ? [item.from] : [item.from, item.movedTo];
    case 'status':
      return item.recipient === undefined ? [] : [item.recipient];
    case 'preference':
      return [item.person];
    case 'template':
    case 'number':
    case 'other':
      return [];
    default:
      return assertNever(item);
  }
}

async function gatherOutbound(
  log: LogTransaction,
  set: WorkingSet,
  items: readonly WebhookItem[],
): Promise<void> {
  const statuses = items.filter((item): item is StatusItem => item.kind === 'status');
  const messages = items.filter((item): item is InboundItem => item.kind === 'message');
  const referred = messages.flatMap((message) => referredWamid(message) ?? []);
  const found = await log.findOutbound({
    wamids: [...new Set([...statuses.map((status) => status.wamid), ...referred])],
    messageIds: [...new Set(statuses.flatMap((status) => status.callbackData ?? []))],
  });
  for (const message of found) {
    set.outboundById.set(message.messageId, message);
    if (message.wamid !== undefined) set.outboundByWamid.set(message.wamid, message);
  }
  const keys = new Map(referred.map((wamid) => [receivedKey(wamid), wamid]));
  const conversations = await log.findConversationsOfEntries([...keys.keys()]);
  conversations.forEach((id, key) => set.quotedInbound.set(keys.get(key) ?? '', id));
  const missing = found.map((message) => message.personKey).filter((key) => !set.people.has(key));
  const recipients = await log.findPeople([...new Set(missing)]);
  recipients.forEach((state, key) => set.people.set(key, state));
}

async function gatherThreads(log: LogReader, set: WorkingSet, items: readonly WebhookItem[]): Promise<void> {
  const pairs = new Map<string, Thread>();
  for (const item of items) {
    if (item.kind !== 'message') continue;
    const channelId = channelIdSchema.parse(item.phoneNumberId);
    for (const personKey of holdersOf(set, item)) {
      pairs.set(`${personKey} ${channelId}`, { personKey, channelId });
    }
  }
  const quoted = new Set<ConversationId>(set.quotedInbound.values());
  for (const message of set.outboundById.values()) quoted.add(message.conversationId);
  const threads = [
    ...(await log.findThreads([...pairs.values()])),
    ...(await log.findThreadsById([...quoted])),
  ];
  threads.forEach((thread) => noteThread(set, thread));
}

/** Everybody who may turn out to be the sender. */
function holdersOf(set: WorkingSet, item: WebhookItem): readonly PersonKey[] {
  const keys: PersonKey[] = [];
  for (const { bsuid, waId } of identitiesOf(item)) {
    const byBsuid = bsuid === undefined ? undefined : set.identities.get(bsuidIdentity(bsuid));
    const byPhone = waId === undefined ? undefined : set.identities.get(phoneIdentity(waId));
    if (byBsuid !== undefined) keys.push(byBsuid);
    if (byPhone !== undefined) keys.push(byPhone);
    if (waId !== undefined) keys.push(personKeyOf(waId));
  }
  return keys;
}

async function gatherCurrent(log: LogReader, set: WorkingSet, items: readonly WebhookItem[]): Promise<void> {
  const keys = new Set<string>();
  for (const item of items) {
    if (item.kind === 'message' || (item.kind === 'status' && !set.outboundByWamid.has(item.wamid)))
      keys.add(channelKey(item.phoneNumberId));
    if (item.kind === 'template')
      keys.add(templateKey(item.templateId)).add(templateChangeKey(item.templateId));
    if (touchesConsent(item)) {
      for (const key of consentHolders(set, item)) keys.add(consentKey(key));
    }
  }
  for (const message of set.outboundById.values()) {
    if (message.wamid === undefined) keys.add(sentKey(message.messageId));
  }
  const current = await log.findCurrent([...keys]);
  current.forEach((entry, key) => set.current.set(key, entry));
  if (items.some((item) => item.kind === 'number')) {
    for (const channel of await log.listCurrent(channelKey(''))) set.current.set(channel.key, channel);
  }
}

function touchesConsent(item: WebhookItem): boolean {
  if (item.kind === 'message') return mayChangeConsent(item.content);
  if (item.kind === 'status') return item.error !== undefined && recordsOptOut(item.error.code);
  return item.kind === 'preference';
}

/** A quoted message may lead to a thread with somebody else's key, and a report to its message's person. */
function consentHolders(set: WorkingSet, item: WebhookItem): readonly PersonKey[] {
  return [
    ...holdersOf(set, item),
    ...[...set.threads.values()].map((thread) => thread.personKey),
    ...[...set.outboundById.values()].map((message) => message.personKey),
  ];
}
