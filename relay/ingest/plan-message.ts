import type { ReceivedMessage } from '../../shared/protocol/events.ts';
import { type ChannelId, type PersonKey, channelIdSchema } from '../../shared/domain/ids.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import { opensWindow } from '../../shared/domain/service-window.ts';
import type { InboundItem } from '../../shared/whatsapp/webhook.ts';
import type { ThreadState } from '../log/relay-log.ts';
import { decideRoute } from '../routing.ts';
import { messageIdOf, threadIdOf } from './derived-ids.ts';
import { findChannelOwner } from './find-channel-owner.ts';
import { receivedKey } from './keys.ts';
import { planConsentWord } from './plan-consent.ts';
import { planMedia } from './plan-media.ts';
import { movePerson, resolvePerson } from './resolve-person.ts';
import {
  type WorkingSet,
  addEntry,
  isDuplicate,
  listThreads,
  setInboundTime,
  setThread,
} from './working-set.ts';

/** An inbound message: who it is from, to which conversation it belongs, and whether it is a STOP or START. */
export function planMessage(set: WorkingSet, item: InboundItem, receivedAt: number): void {
  const id = receivedKey(item.wamid);
  if (isDuplicate(set, id)) return;
  const channelId = channelIdSchema.parse(item.phoneNumberId);
  const sender =
    item.movedTo === undefined
      ? resolvePerson(set, { identity: item.from, profile: item.profile, at: item.at })
      : movePerson(set, item.from, item.movedTo, item.at);
  const thread = chooseThread(set, item, channelId, sender, receivedAt);
  const body: ReceivedMessage = {
    messageId: messageIdOf(item.wamid),
    conversationId: thread.id,
    // A quoted message may lead to the thread of another identity of the same human: the thread decides.
    personKey: thread.personKey,
    channelId,
    wamid: item.wamid,
    at: item.at,
    content: item.content,
    ...(item.quotedWamid === undefined ? {} : { quotedWamid: item.quotedWamid }),
  };
  addEntry(set, {
    id,
    kind: 'message.received',
    at: item.at,
    body,
    personKey: thread.personKey,
    conversationId: thread.id,
    ownerUserId: thread.ownerUserId,
    channelId,
  });
  planConsentWord(set, body);
  if (opensWindow(item.content)) setInboundTime(set, body, item.at);
  planMedia(set, item, body, thread.ownerUserId, receivedAt);
}

/** The wamid that a message points at, by quoting, reacting, editing or taking back. */
export function referredWamid(item: InboundItem): string | undefined {
  return item.quotedWamid ?? targetOf(item.content);
}

function targetOf(content: MessageContent): string | undefined {
  return 'targetWamid' in content ? content.targetWamid : undefined;
}

function chooseThread(
  set: WorkingSet,
  item: InboundItem,
  channelId: ChannelId,
  personKey: PersonKey,
  receivedAt: number,
): ThreadState {
  const route = decideRoute({
    quotedThread: findQuotedThread(set, referredWamid(item), channelId),
    threads: listThreads(set, { personKey, channelId }),
    channelOwnerId: findChannelOwner(set, channelId),
  });
  if (route.kind === 'thread') return route.thread;
  const id = threadIdOf(channelId, personKey, route.ownerUserId);
  const existing = set.threads.get(id);
  if (existing !== undefined) return existing;
  const thread: ThreadState = {
    id,
    personKey,
    channelId,
    ownerUserId: route.ownerUserId,
    formerOwners: [],
    createdAt: Math.min(item.at, receivedAt),
    lastSentAt: undefined,
  };
  setThread(set, thread);
  return thread;
}

function findQuotedThread(
  set: WorkingSet,
  wamid: string | undefined,
  channelId: ChannelId,
): ThreadState | undefined {
  if (wamid === undefined) return undefined;
  const conversationId = set.outboundByWamid.get(wamid)?.conversationId ?? set.quotedInbound.get(wamid);
  const thread = conversationId && set.threads.get(conversationId);
  return thread?.channelId === channelId ? thread : undefined;
}
