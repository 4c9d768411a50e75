import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PROTOCOL_VERSION, type RelayFrame } from '../../../../shared/protocol/frames.ts';
import { settle, startSession, welcome } from './relay-session-harness.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a relay that is older than this app is named as the older one, and found again when it is not any more', async () => {
  const { session, line, lines } = startSession();
  await settle();
  line(0).open();
  line(0).say({ type: 'goodbye', reason: 'protocol', protocol: PROTOCOL_VERSION - 1 });
  await settle();
  expect(session.connection()).toMatchObject({
    state: 'offline',
    reason: expect.stringMatching(/relay is older than this app/u) as string,
  });
  expect(line(0).isClosed).toBe(true);
  await vi.advanceTimersByTimeAsync(500);
  line(1).open();
  line(1).say(welcome(0));
  await settle();
  expect(lines).toHaveLength(2);
  expect(session.connection()).toEqual({ state: 'online' });
});

test.each<[string, Extract<RelayFrame, { type: 'goodbye' }>, RegExp]>([
  [
    'a newer relay that no longer understands this app',
    { type: 'goodbye', reason: 'protocol', protocol: PROTOCOL_VERSION + 1 },
    /^Version 0\.1\.0 of this app is too old for the agency’s relay\. Update now: nothing is lost\.$/u,
  ],
  [
    'a relay that says no version',
    { type: 'goodbye', reason: 'protocol' },
    /too old for the agency’s relay\. Update now/u,
  ],
  [
    'a relay that admits only newer versions of the app',
    { type: 'goodbye', reason: 'protocol', protocol: PROTOCOL_VERSION, minimumDesktop: '0.2.0' },
    /too old for the agency’s relay, which needs 0\.2\.0 or newer\. Update now/u,
  ],
])(
  '%s is asked again only after ten minutes, and the reason stands meanwhile',
  async (_what, frame, reason) => {
    const { session, line, lines, heard } = startSession();
    await settle();
    line(0).open();
    line(0).say(frame);
    await settle();
    expect(session.connection()).toMatchObject({
      state: 'refused',
      isTooOld: true,
      reason: expect.stringMatching(reason) as string,
    });
    expect(line(0).isClosed).toBe(true);
    await vi.advanceTimersByTimeAsync(599_000);
    expect(lines).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    line(1).end({ kind: 'broken', reason: 'cut' });
    expect(heard.connections.map(({ state }) => state)).toEqual(['connecting', 'refused']);

    // The relay has been told to be less strict.
    session.reconnect();
    await settle();
    line(2).open();
    line(2).say(welcome(0));
    await settle();
    expect(session.connection()).toEqual({ state: 'online' });
  },
);
