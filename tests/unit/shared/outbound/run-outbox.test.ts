import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SendOnce, SendVerdict } from '../../../../shared/outbound/outbox.ts';
import { type OutboxRunner, startOutboxRunner } from '../../../../shared/outbound/run-outbox.ts';
import { createClock } from './fake-clock.ts';
import { accepted, createStore, tryLater } from './memory-outbox.ts';

let runner: OutboxRunner | undefined;
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
});

function start(outbox: ReturnType<typeof createStore>, send: SendOnce, extra: { concurrency?: number } = {}) {
  const clock = createClock();
  const log = vi.fn<(fact: string, error: unknown) => void>();
  runner = startOutboxRunner({
    store: outbox.store,
    send,
    now: clock.now,
    setTimer: clock.setTimer,
    log,
    ...extra,
  });
  return { clock, log, runner };
}

/** A `send` whose calls end when the test says so. */
function createManualSend() {
  const calls = new Map<string, (verdict: SendVerdict) => void>();
  const send: SendOnce = (job) => new Promise((resolve) => calls.set(job.messageId, resolve));
  return {
    send,
    open: () => [...calls.keys()],
    end(id: string, verdict: SendVerdict) {
      calls.get(id)?.(verdict);
      calls.delete(id);
    },
  };
}

describe('sending', () => {
  it('takes what is due at the start, and what is added when woken', async () => {
    const outbox = createStore();
    const sent: string[] = [];
    outbox.add('a', 1);
    const { clock, runner } = start(outbox, async (job) => {
      sent.push(job.messageId);
      return accepted;
    });
    await clock.advance(0);
    expect(sent).toEqual(['a']);
    outbox.add('b', 1);
    runner.wake();
    await clock.advance(0);
    expect(sent).toEqual(['a', 'b']);
    expect(outbox.rows.map((row) => row.state)).toEqual(['accepted', 'accepted']);
  });

  it('finds within a minute what nobody woke it for', async () => {
    const outbox = createStore();
    const { clock } = start(outbox, async () => accepted);
    await clock.advance(0);
    outbox.add('a', 1);
    await clock.advance(60_000);
    expect(outbox.isSettled()).toBe(true);
  });

  it('writes to several people at once, to one person in order', async () => {
    const outbox = createStore();
    const manual = createManualSend();
    for (const [id, person] of [
      ['a1', 1],
      ['a2', 1],
      ['b1', 2],
      ['c1', 3],
      ['d1', 4],
    ] as const)
      outbox.add(id, person);
    const { clock } = start(outbox, manual.send, { concurrency: 3 });
    await clock.advance(0);
    expect(manual.open()).toEqual(['a1', 'b1', 'c1']);
    manual.end('b1', accepted);
    await clock.advance(0);
    expect(manual.open()).toEqual(['a1', 'c1', 'd1']);
    manual.end('a1', accepted);
    await clock.advance(0);
    expect(manual.open()).toEqual(['c1', 'd1', 'a2']);
    for (const id of manual.open()) manual.end(id, accepted);
  });

  it('waits as long as Meta asks, and lets nobody overtake', async () => {
    const outbox = createStore();
    outbox.add('a1', 1);
    outbox.add('a2', 1);
    const sent: [string, number, number][] = [];
    const { clock } = start(outbox, async (job, attempts) => {
      sent.push([job.messageId, attempts, clock.now()]);
      return job.messageId === 'a1' && attempts < 2 ? tryLater(16_000) : accepted;
    });
    await clock.advance(60_000);
    expect(sent).toEqual([
      ['a1', 0, 1_000_000],
      ['a1', 1, 1_016_000],
      ['a1', 2, 1_032_000],
      ['a2', 0, 1_032_000],
    ]);
  });

  it('does not lose a wake that comes while it looks', async () => {
    const outbox = createStore();
    const find = outbox.store.findNextDueAt.bind(outbox.store);
    let isFirst = true;
    outbox.store.findNextDueAt = async () => {
      const answer = await find();
      if (isFirst) {
        isFirst = false;
        outbox.add('late', 1);
        runner?.wake();
      }
      return answer;
    };
    const { clock } = start(outbox, async () => accepted);
    await clock.advance(0);
    expect(outbox.isSettled()).toBe(true);
  });
});

describe('doubt', () => {
  it('never sends again what may be out', async () => {
    const outbox = createStore();
    outbox.add('a', 1);
    const send = vi.fn<SendOnce>(async () => ({ kind: 'unknown', reason: 'r' }));
    const { clock, runner } = start(outbox, send);
    await clock.advance(3_600_000);
    runner.wake();
    await clock.advance(3_600_000);
    expect(send).toHaveBeenCalledTimes(1);
    expect(outbox.rows[0]?.state).toBe('unknown');
  });

  it('judges what was in flight when the process died, and does not send it', async () => {
    const outbox = createStore();
    outbox.add('lost', 1, 'in-flight');
    outbox.add('next', 1);
    const send = vi.fn<SendOnce>(async () => accepted);
    const { clock } = start(outbox, send);
    await clock.advance(0);
    expect(outbox.rows.map((row) => row.state)).toEqual(['unknown', 'accepted']);
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('takes nothing before it has recovered', async () => {
    const outbox = createStore();
    outbox.add('lost', 1, 'in-flight');
    outbox.add('other', 2);
    const recover = vi.spyOn(outbox.store, 'recoverInFlight').mockRejectedValueOnce(new Error('locked'));
    const send = vi.fn<SendOnce>(async () => accepted);
    const { clock, log } = start(outbox, send);
    await clock.advance(0);
    expect(send).not.toHaveBeenCalled();
    await clock.advance(500);
    expect(recover).toHaveBeenCalledTimes(2);
    expect(send).toHaveBeenCalledTimes(1);
    expect(log).toHaveBeenCalledTimes(1);
  });

  it('counts a send that throws as unknown', async () => {
    const outbox = createStore();
    outbox.add('a', 1);
    const { clock, log } = start(outbox, () => Promise.reject(new Error('bug')));
    await clock.advance(60_000);
    expect(outbox.rows[0]?.state).toBe('unknown');
    expect(log).toHaveBeenCalledTimes(1);
  });
});

describe('a store in trouble', () => {
  it('is asked again, ever less often, and does not end the runner', async () => {
    const outbox = createStore();
    outbox.add('a', 1);
    const take = outbox.store.takeDue.bind(outbox.store);
    let failures = 3;
    const times: number[] = [];
    outbox.store.takeDue = async (now) => {
      times.push(now - 1_000_000);
      failures -= 1;
      if (failures >= 0) throw new Error('database is locked');
      return take(now);
    };
    const { clock, log } = start(outbox, async () => accepted);
    await clock.advance(3_499);
    expect(times).toEqual([0, 500, 1_500]);
    await clock.advance(1);
    expect(outbox.isSettled()).toBe(true);
    expect(log).toHaveBeenCalledTimes(3);
  });

  it('gets a verdict until it keeps it, without another send', async () => {
    const outbox = createStore();
    outbox.add('a', 1);
    vi.spyOn(outbox.store, 'settle')
      .mockRejectedValueOnce(new Error('full'))
      .mockRejectedValueOnce(new Error('full'));
    const send = vi.fn<SendOnce>(async () => accepted);
    const { clock } = start(outbox, send);
    await clock.advance(10_000);
    expect(send).toHaveBeenCalledTimes(1);
    expect(outbox.rows[0]?.state).toBe('accepted');
  });

  it('is not asked in a tight loop for a job that it will not give', async () => {
    const outbox = createStore();
    const take = vi.spyOn(outbox.store, 'takeDue');
    outbox.store.findNextDueAt = async () => 0;
    const { clock } = start(outbox, async () => accepted);
    await clock.advance(10_000);
    expect(take.mock.calls.length).toBeLessThanOrEqual(11);
  });
});

describe('stopping', () => {
  it('waits for the call in flight, writes its verdict and takes nothing more', async () => {
    const outbox = createStore();
    const manual = createManualSend();
    outbox.add('a1', 1);
    outbox.add('a2', 1);
    const { clock, runner } = start(outbox, manual.send);
    await clock.advance(0);
    let isStopped = false;
    const stopping = runner.stop().then(() => (isStopped = true));
    await clock.advance(1_000);
    expect(isStopped).toBe(false);
    manual.end('a1', accepted);
    await stopping;
    expect(outbox.rows.map((row) => row.state)).toEqual(['accepted', 'waiting']);
    expect(clock.timers.size).toBe(0);
  });

  it('leaves no timer behind, idle or backing off, however often it is asked', async () => {
    const outbox = createStore();
    outbox.store.takeDue = () => Promise.reject(new Error('closed'));
    const { clock, runner } = start(outbox, async () => accepted);
    await clock.advance(0);
    expect(clock.timers.size).toBe(1);
    await Promise.all([runner.stop(), runner.stop()]);
    runner.wake();
    await clock.advance(0);
    expect(clock.timers.size).toBe(0);
  });

  it('does not wait for a store that keeps refusing a verdict', async () => {
    const outbox = createStore();
    outbox.add('a', 1);
    outbox.store.settle = () => Promise.reject(new Error('full'));
    const { clock, runner } = start(outbox, async () => accepted);
    await clock.advance(0);
    await runner.stop();
    expect(outbox.rows[0]?.state).toBe('in-flight');
  });
});
