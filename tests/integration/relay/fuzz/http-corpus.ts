import type { Random } from '../../../../simulator/random.ts';
import { pick } from './mutate.ts';

const PERSON = 'wa:447700900456';
const content = { type: 'template', template: { id: '1', name: 'a', language: 'en_GB', parameters: [] } };
const message = {
  messageId: '0198c5a0-0000-7000-8000-000000000001',
  conversationId: '0198c5a0-0000-7000-8000-000000000002',
  personKey: PERSON,
  channelId: '200300400500600',
  consultantUserId: 'nobody',
  at: 1_763_900_000_000,
  content: { type: 'text', text: 'Hello' },
  status: 'queued',
  statusAt: 1_763_900_000_000,
};
const record = {
  id: 'c1',
  kind: 'candidate',
  firstName: 'Sam',
  lastName: 'Taylor',
  knownAs: 'Sam',
  phones: [{ label: 'Mobile', number: '07700 900456' }],
  emails: ['sam@example.co.uk'],
  company: 'Acme',
  jobTitle: 'Welder',
  updatedAt: 1_763_900_000_000,
};
const company = {
  name: 'Agency number',
  phoneNumber: '+442079460123',
  phoneNumberId: '200300400500600',
  wabaId: '100200300400500',
  accessToken: 'EAAxxxxxxxxxxxxxxxxxxxxxxx',
  graphVersion: 'v26.0',
};

/** Bodies that some route or other takes: each goes to every route, whole or mutated. */
export const BODIES: readonly unknown[] = [
  { code: 'AAAA-BBBB-CCCC', deviceName: 'Fuzz' },
  { message, addressee: { to: '+447700900456' } },
  { message: { ...message, content }, addressee: { recipient: 'GB.1029384756102938475610' } },
  { messages: [message, { ...message, messageId: '0198c5a0-0000-7000-8000-000000000003', status: 'sent' }] },
  { id: '200300400500601', wabaId: '100200300400500', name: 'Mine', phoneNumber: '+447700900111' },
  { personKey: PERSON, hasOptedOut: true },
  { channelId: '200300400500600' },
  { toUserId: 'nobody' },
  { records: [record, { ...record, id: 'c2' }, null, { id: 'c3', kind: 'robot' }] },
  { visibility: 'team' },
  { visibility: 'own-and-unassigned' },
  { name: 'Team North', memberIds: ['nobody'] },
  { username: 'fuzz', displayName: 'Fuzz', role: 'consultant', email: 'f@example.co.uk' },
  { username: 'fuzz' },
  { displayName: 'Fuzz', role: 'administrator', teamIds: ['north'] },
  { mapping: { 'body:1': { code: 'KNOWNAS' } }, mappings: [{ place: 'body', name: '1', code: 'KNOWNAS' }] },
  { conversationIds: ['0198c5a0-0000-7000-8000-000000000002'], after: 0, before: 10 },
  company,
  { settings: company },
  {},
  [],
];

const IDS = [
  '1',
  'nobody',
  'c1',
  '200300400500600',
  message.messageId,
  message.conversationId,
  PERSON,
  '__proto__',
  '..',
  '%00',
  '%ff',
  '%2e%2e%2fetc',
  'a'.repeat(1_900),
  encodeURIComponent('😀'.repeat(50)),
];
const QUERIES = [
  '',
  '',
  '?after=0&limit=10',
  '?after=-1',
  '?after=9007199254740993&limit=1001',
  '?after=1e3',
  '?after=%00',
  '?personKey=x&personKey=y',
  '?__proto__[x]=1&constructor=2',
  `?q=${'x'.repeat(3_000)}`,
  '?hub.mode=subscribe&hub.challenge=%0d%0aSet-Cookie:x&hub.verify_token=wrong',
];

/** The route's address with odd values for its parameters. */
export function fillPath(route: string, random: Random): string {
  return route.replaceAll(/:\w+/g, () => pick(IDS, random) ?? '') + (pick(QUERIES, random) ?? '');
}
