import {
  type ChannelId,
  type UserId,
  conversationIdFor,
  messageIdForWamid,
} from '../../../../shared/domain/ids.ts';
import { personKeyForNumber } from '../../../../shared/domain/phone-number.ts';
import type { RawEvent, User } from '../../../../shared/protocol/events.ts';

/* What the child that is killed and the test that looks at its remains agree on. */

export const NOW = Date.UTC(2026, 10, 22, 10);
export const USER: User = {
  id: 'alice' as UserId,
  username: 'alice',
  displayName: 'Alice',
  email: '',
  role: 'consultant',
  isActive: true,
};

const channelId = 'own-number' as ChannelId;
const personKey = personKeyForNumber('+447700900456');
export const conversationId = conversationIdFor({ channelId, personKey, ownerUserId: USER.id });

export function setUpEntries(): RawEvent[] {
  const channel = {
    id: channelId,
    kind: 'own',
    ownerUserId: USER.id,
    wabaId: 'waba',
    name: 'Mine',
    phoneNumber: '+447700900001',
  };
  const person = { key: personKey, waId: '447700900456' };
  return [
    { seq: 9, id: 'e9', at: NOW, kind: 'channel.changed', body: channel },
    { seq: 10, id: 'e10', at: NOW, kind: 'person.changed', body: person },
  ];
}

export function receivedEntry(seq: number): RawEvent {
  const wamid = `wamid.in-${seq}`;
  const content = { type: 'text', text: `Inbound number ${seq}` };
  const body = {
    messageId: messageIdForWamid(wamid),
    conversationId,
    personKey,
    channelId,
    wamid,
    at: NOW - 1000,
    content,
  };
  return { seq, id: `e${seq}`, at: NOW, kind: 'message.received', body };
}
