import { describe, expect, it, test } from 'vitest';
import {
  CLOSE_CODES,
  clientFrameSchema,
  PROTOCOL_VERSION,
  relayFrameSchema,
} from '../../../../shared/protocol/frames.ts';

const user = { id: 'u1', username: 'p', displayName: 'P', email: '', role: 'consultant', isActive: true };

test.each([
  { type: 'hello', protocol: PROTOCOL_VERSION, cursor: 0, clientVersion: '1.0.0' },
  { type: 'ack', cursor: 12 },
])('%j survives the wire from the desktop', (frame) => {
  expect(clientFrameSchema.parse(JSON.parse(JSON.stringify(frame)))).toEqual(frame);
});

test.each([
  { type: 'welcome', protocol: 1, head: 3, serverTime: 1, relayVersion: '1', user },
  {
    type: 'batch',
    events: [{ seq: 1, id: 'a', at: 1, kind: 'of.tomorrow', body: null }],
    cursor: 5,
    head: 9,
  },
  { type: 'goodbye', reason: 'shutting-down', retryAfterMs: 500 },
  { type: 'goodbye', reason: 'revoked' },
])('%j survives the wire from the relay', (frame) => {
  expect(relayFrameSchema.parse(JSON.parse(JSON.stringify(frame)))).toEqual(frame);
});

describe('what is no frame', () => {
  it.each([
    null,
    'ack',
    [],
    {},
    { type: 'ack' },
    { type: 'ack', cursor: -1 },
    { type: 'ack', cursor: 1.5 },
    { type: 'hello', protocol: 1, cursor: 0 },
    { type: 'hello', protocol: 1, cursor: 0, clientVersion: 'x'.repeat(41) },
    { type: 'welcome' },
  ])('%j', (frame) => {
    expect(clientFrameSchema.safeParse(frame).success).toBe(false);
  });
});

it('closes with codes that are ours to use, each with one meaning', () => {
  const codes = Object.values(CLOSE_CODES);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code >= 4_000 && code <= 4_999).toBe(true);
});
