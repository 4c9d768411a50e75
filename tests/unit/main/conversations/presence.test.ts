import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Attention, createPresenceTeller } from '../../../../main/conversations/presence.ts';
import { conversationIdSchema } from '../../../../shared/domain/ids.ts';

const SAM = conversationIdSchema.parse('0190f0aa-0000-7000-8000-000000000001');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function begin(attention: Attention = 'in-front') {
  const told: string[] = [];
  const teller = createPresenceTeller(({ conversationId, isTyping }) => {
    told.push(conversationId === undefined ? 'nowhere' : isTyping ? 'typing' : 'looking');
  }, attention);
  return { teller, told };
}

describe('what colleagues may know of this desktop', () => {
  it('is what is shown in front, once', () => {
    const { teller, told } = begin();
    teller.show(SAM);
    teller.show(SAM);
    teller.noteDraft(SAM, 'Hello');
    teller.noteDraft(SAM, 'Hello you');
    vi.advanceTimersByTime(6_000);
    teller.show(undefined);
    expect(told).toEqual(['looking', 'typing', 'looking', 'nowhere']);
  });

  it('ends a little after another window came in front', () => {
    const { teller, told } = begin();
    teller.show(SAM);
    teller.attend('behind');
    vi.advanceTimersByTime(9_000);
    teller.attend('in-front');
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual(['looking']);
    teller.attend('behind');
    vi.advanceTimersByTime(10_000);
    expect(told).toEqual(['looking', 'nowhere']);
    teller.attend('in-front');
    expect(told).toEqual(['looking', 'nowhere', 'looking']);
  });

  it('ends at once where the window is hidden or locked', () => {
    const { teller, told } = begin();
    teller.show(SAM);
    teller.attend('hidden');
    expect(told).toEqual(['looking', 'nowhere']);
  });

  it('is nothing while the app is started out of sight', () => {
    const { teller, told } = begin('hidden');
    teller.show(SAM);
    expect(told).toEqual([]);
    teller.attend('in-front');
    expect(told).toEqual(['looking']);
  });

  it('waits for nothing once it is stopped', () => {
    const { teller, told } = begin();
    teller.show(SAM);
    teller.attend('behind');
    teller.stop();
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual(['looking']);
  });
});
