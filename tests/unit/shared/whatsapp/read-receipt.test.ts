import { expect, it } from 'vitest';
import { buildReadReceipt, judgeReceipt } from '../../../../shared/whatsapp/read-receipt.ts';
import type { GraphOutcome } from '../../../../shared/whatsapp/graph-client.ts';

const answer = (status: number): GraphOutcome => ({
  kind: 'answer',
  status,
  body: {},
  headers: new Headers(),
});

it('asks for a typing sign only where somebody types', () => {
  const read = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.A' };
  expect(buildReadReceipt('wamid.A', false)).toEqual(read);
  expect(buildReadReceipt('wamid.A', true)).toEqual({ ...read, typing_indicator: { type: 'text' } });
});

it.each<[string, GraphOutcome, string]>([
  ['success', answer(200), 'told'],
  ['an unknown message', answer(400), 'refused'],
  ['too many calls', answer(429), 'later'],
  ['trouble at Meta', answer(503), 'later'],
  ['no line', { kind: 'not-sent', reason: 'x' }, 'later'],
  ['a broken line', { kind: 'unknown', reason: 'x' }, 'later'],
])('judges %s', (_name, outcome, verdict) => {
  expect(judgeReceipt(outcome)).toBe(verdict);
});
