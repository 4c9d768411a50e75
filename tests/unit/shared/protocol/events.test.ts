import { describe, expect, it, test } from 'vitest';
import { conversationIdFor, messageIdForWamid, personKeyForPhone } from '../../../../shared/domain/ids.ts';
import { logEventSchema, rawEventSchema } from '../../../../shared/protocol/events.ts';

const personKey = personKeyForPhone('447700900456');
const channelId = '2003';
const conversationId = conversationIdFor({
  channelId: '2003' as Parameters<typeof conversationIdFor>[0]['channelId'],
  personKey,
  ownerUserId: undefined,
});
const messageId = messageIdForWamid('wamid.A');
const text = { type: 'text', text: 'Hi' };
const template = {
  id: '1',
  wabaId: '1002',
  name: 'n',
  language: 'en_GB',
  status: 'approved',
  category: 'utility',
  quality: 'green',
  parameterFormat: 'named',
  body: 'Hi {{first_name}}',
  buttons: [],
  syncedAt: 1,
};

const bodies: Record<string, object> = {
  'message.received': {
    messageId,
    conversationId,
    personKey,
    channelId,
    wamid: 'wamid.A',
    at: 1,
    content: text,
  },
  'message.sent': {
    messageId,
    conversationId,
    personKey,
    channelId,
    consultantUserId: 'u1',
    at: 1,
    content: text,
    status: 'failed',
    failure: { code: 131047, sentence: 's', advice: 'a', canRetry: false },
    statusAt: 2,
  },
  'message.status': { wamid: 'wamid.A', messageId, channelId, status: 'read', at: 3 },
  'conversation.changed': { id: conversationId, personKey, channelId, ownerUserId: 'u1', createdAt: 1 },
  'person.changed': { key: personKey, waId: '447700900456', aliases: ['GB.1'] },
  'record.upserted': {
    id: 'r1',
    kind: 'candidate',
    knownAs: 'Sam',
    firstName: '',
    lastName: '',
    jobTitle: '',
    company: '',
    location: '',
    status: '',
    emails: [],
    phones: [{ label: 'Mobile', raw: '07700 900456', e164: '+447700900456' }],
    updatedAt: 1,
  },
  'record.erased': { recordId: 'r1' },
  'record.linked': { recordId: 'r1', personKeys: [personKey] },
  'record.file': {
    recordId: 'r1',
    messageId: '0199b0c0-0000-7000-8000-000000000001',
    file: {
      conversationId: '0199b0c0-0000-7000-8000-000000000002',
      personKey,
      name: 'CV.pdf',
      mimeType: 'application/pdf',
      size: 5,
      sha256: 'a'.repeat(64),
      filedBy: 'u1',
      filedAt: 1,
    },
  },
  'consent.changed': { personKey, hasOptedOut: true, at: 1, source: 'message', messageId },
  'template.changed': { template },
  'channel.changed': {
    id: channelId,
    kind: 'company',
    wabaId: '1002',
    name: 'Agency number',
    phoneNumber: '+442079460123',
    quality: 'green',
    messagingLimit: 2_000,
    isActive: true,
  },
  'user.changed': {
    id: 'u1',
    username: 'priya',
    displayName: 'Priya',
    email: '',
    role: 'consultant',
    isActive: true,
  },
  'template.mapped': {
    templateId: '1',
    variables: [{ key: 'body:first_name', mergeCode: 'KNOWNAS', fallback: 'there' }],
  },
  'costs.changed': {
    rates: [{ country: 'GB', category: '*', validFrom: '2026-10-01', pence: 6.5 }],
  },
  'access.changed': { userId: 'u1', version: 2, everyoneSince: 5, owners: [{ userId: 'u2', since: 7 }] },
  'media.changed': {
    messageId,
    conversationId,
    personKey,
    channelId,
    state: 'ready',
    fileName: 'CV.pdf',
    mimeType: 'application/pdf',
    size: 7,
    sha256: 'ab',
    at: 4,
  },
  'conversation.access': { conversationId, access: 'gained' },
  'history.trimmed': { before: 1_764_000_000_000 },
  'canned-reply.changed': { scope: 'own', id: 'r1', name: 'hello', text: 'Hi [known as]' },
  'read-mark.changed': { conversationId, sortKey: '5', unreadAsOf: '9', markedAt: 1_764_000_000_000 },
};

const entryOf = (kind: string) => ({ seq: 1, id: `e:${kind}`, at: 1, kind, body: bodies[kind] });

describe('an entry of the log', () => {
  it.each(Object.keys(bodies))('%s survives the wire unchanged', (kind) => {
    const entry = entryOf(kind);
    expect(logEventSchema.parse(JSON.parse(JSON.stringify(entry)))).toEqual(entry);
    expect(rawEventSchema.parse(entry)).toEqual(entry);
  });

  it('is tested in every kind', () => {
    expect(new Set(Object.keys(bodies))).toEqual(
      new Set(logEventSchema.options.map((option) => option.shape.kind.value)),
    );
  });

  it('may change a template in part', () => {
    const change = { id: '1', wabaId: '1002', name: 'n', language: 'en_GB', syncedAt: 1, status: 'paused' };
    expect(logEventSchema.parse({ ...entryOf('template.changed'), body: { change } }).body).toEqual({
      change,
    });
  });

  it('of a kind of tomorrow is kept raw, and not understood', () => {
    const entry = { seq: 9, id: 'x', at: 1, kind: 'hologram.received', body: { deep: [1] } };
    expect(rawEventSchema.parse(entry)).toEqual(entry);
    expect(logEventSchema.safeParse(entry).success).toBe(false);
  });

  it('ignores fields of tomorrow', () => {
    const entry = entryOf('record.erased');
    expect(logEventSchema.parse({ ...entry, body: { recordId: 'r1', why: 'asked' } })).toEqual(entry);
  });
});

test.each([
  [{ ...entryOf('record.erased'), seq: 0 }],
  [{ ...entryOf('record.erased'), seq: 1.5 }],
  [{ ...entryOf('record.erased'), id: 7 }],
  [{ ...entryOf('record.erased'), at: 'today' }],
])('%j is no entry', (entry) => {
  expect(rawEventSchema.safeParse(entry).success).toBe(false);
});
