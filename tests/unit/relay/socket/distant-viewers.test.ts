import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Viewer, followDistantViewers } from '../../../../relay/socket/distant-viewers.ts';
import { conversationIdSchema, userIdSchema } from '../../../../shared/domain/ids.ts';

const SAM = conversationIdSchema.parse('0190f0aa-0000-7000-8000-000000000001');
const LENA = conversationIdSchema.parse('0190f0aa-0000-7000-8000-000000000002');
const BEN: Viewer = {
  userId: userIdSchema.parse('0190f0aa-0000-7000-8000-00000000000b'),
  displayName: 'Ben Reed',
  conversationId: SAM,
  isTyping: false,
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Two relays on one log, whose calls reach each other while `isThere`. */
function begin() {
  const listeners = new Set<(words: string) => void>();
  const line = { isThere: true, calls: 0 };
  const changed: string[] = [];
  const follow = (onChanged: (id: string) => void) => {
    let own: ((words: string) => void) | undefined;
    return followDistantViewers({
      log: {
        async callOut(words) {
          line.calls += 1;
          for (const listener of line.isThere ? listeners : []) if (listener !== own) listener(words);
        },
        onCalled(listener) {
          own = listener;
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
      elapsed: () => Date.now(),
      onChanged,
      onFailure: () => undefined,
    });
  };
  const say = (words: string) => listeners.forEach((listener) => listener(words));
  return { line, say, changed, one: follow(() => undefined), other: follow((id) => changed.push(id)) };
}

describe('what other relays’ desktops show', () => {
  it('is known until they show something else, or nothing', () => {
    const { one, other, changed } = begin();
    one.tell('a', BEN);
    expect(other.list(SAM)).toEqual([BEN]);
    one.tell('a', { ...BEN, conversationId: LENA });
    expect([other.list(SAM), other.list(LENA)]).toEqual([[], [{ ...BEN, conversationId: LENA }]]);
    one.tell('a', undefined);
    expect(other.list(LENA)).toEqual([]);
    expect(changed).toEqual([SAM, SAM, LENA, LENA]);
    expect(one.list(SAM)).toEqual([]);
  });

  it('is told again, for whoever did not hear it, without news for the others', () => {
    const { line, one, other, changed } = begin();
    line.isThere = false;
    one.tell('a', BEN);
    expect(other.list(SAM)).toEqual([]);
    line.isThere = true;
    vi.advanceTimersByTime(60_000);
    expect(other.list(SAM)).toEqual([BEN]);
    expect(changed).toEqual([SAM]);
  });

  it('is forgotten with the relay that told of it', () => {
    const { line, one, other, changed } = begin();
    one.tell('a', BEN);
    line.isThere = false;
    vi.advanceTimersByTime(60_000);
    expect(other.list(SAM)).toEqual([BEN]);
    vi.advanceTimersByTime(30_000);
    expect(other.list(SAM)).toEqual([]);
    expect(changed).toEqual([SAM, SAM]);
  });

  it.each([
    '',
    'no JSON',
    'null',
    '{"id":1}',
    '{"id":"a","viewer":{"userId":"b"}}',
    `{"id":"${'a'.repeat(200)}"}`,
  ])('is not made of words that nobody understands: %j', (words) => {
    const { say, other, changed } = begin();
    say(words);
    expect([other.list(SAM), changed]).toEqual([[], []]);
  });

  it('waits for nothing once it is stopped', () => {
    const { line, one } = begin();
    one.tell('a', BEN);
    one.stop();
    vi.advanceTimersByTime(100_000);
    expect(line.calls).toBe(1);
  });
});
