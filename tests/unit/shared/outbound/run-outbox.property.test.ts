import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MessageId } from '../../../../shared/domain/ids.ts';
import type { OutboxJob, SendOnce } from '../../../../shared/outbound/outbox.ts';
import { startOutboxRunner } from '../../../../shared/outbound/run-outbox.ts';
import { createClock } from './fake-clock.ts';
import { accepted, createStore, tryLater } from './memory-outbox.ts';

it('sends everything once and in each person’s order, whatever Meta, the store and crashes do', async () => {
  const jobs = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 15 });
  const verdicts = fc.array(fc.constantFrom('accepted', 'rejected', 'try-later', 'unknown', 'throw'), {
    maxLength: 40,
  });
  const storeFails = fc.array(fc.boolean(), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(
      jobs,
      verdicts,
      storeFails,
      fc.integer({ min: 1, max: 5 }),
      async (people, plan, fails, concurrency) => {
        const outbox = createStore();
        people.forEach((person, index) => outbox.add(`m${String(index).padStart(2, '0')}`, person));
        const settle = outbox.store.settle.bind(outbox.store);
        outbox.store.settle = async (...call) => {
          if (fails.shift() === true) throw new Error('busy');
          return settle(...call);
        };
        const final = new Map<MessageId, string>();
        const open = new Set<string>();
        const ended: OutboxJob[] = [];
        const send: SendOnce = async (job) => {
          const person = JSON.stringify(job.addressee);
          expect(final.has(job.messageId)).toBe(false);
          expect(open.has(person)).toBe(false);
          open.add(person);
          await Promise.resolve();
          open.delete(person);
          const kind = plan.shift() ?? 'accepted';
          if (kind === 'try-later') return tryLater(5_000);
          final.set(job.messageId, kind);
          ended.push(job);
          if (kind === 'throw') throw new Error('bug');
          if (kind === 'unknown') return { kind, reason: 'r' };
          return kind === 'rejected'
            ? { kind, failure: { sentence: 's', advice: 'a', canRetry: false } }
            : accepted;
        };
        const clock = createClock();
        const runner = startOutboxRunner({
          store: outbox.store,
          send,
          now: clock.now,
          setTimer: clock.setTimer,
          concurrency,
        });
        await clock.advance(3_600_000);
        await runner.stop();
        expect(outbox.isSettled()).toBe(true);
        expect(ended).toHaveLength(people.length);
        for (const person of new Set(people)) {
          const order = ended
            .filter((job) => 'to' in job.addressee && job.addressee.to.endsWith(String(person)))
            .map((job) => job.messageId);
          expect(order).toEqual(order.toSorted());
        }
      },
    ),
    { numRuns: 60 },
  );
});
