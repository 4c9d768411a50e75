import { channelIdSchema, messageIdSchema } from '../../../../shared/domain/ids.ts';
import type { OutboxJob, OutboxStore, SendVerdict } from '../../../../shared/outbound/outbox.ts';

type Row = {
  job: OutboxJob;
  attempts: number;
  dueAt: number;
  state: 'waiting' | 'in-flight' | SendVerdict['kind'];
};

/** The contract of `OutboxStore`, in memory. */
export function createStore() {
  const rows: Row[] = [];
  const personOf = (row: Row) => JSON.stringify(row.job.addressee);
  const candidates = () => {
    const seen = new Set<string>();
    return rows.filter((row) => {
      if (row.state !== 'waiting' && row.state !== 'in-flight') return false;
      const isFirst = !seen.has(personOf(row));
      seen.add(personOf(row));
      return isFirst && row.state === 'waiting';
    });
  };
  const store: OutboxStore = {
    async takeDue(now) {
      const row = candidates().find((candidate) => candidate.dueAt <= now);
      if (row === undefined) return undefined;
      row.state = 'in-flight';
      return { job: row.job, attempts: row.attempts };
    },
    async settle(messageId, verdict, now) {
      const row = rows.find((candidate) => candidate.job.messageId === messageId);
      if (row?.state !== 'in-flight') throw new Error('settled what was not in flight');
      if (verdict.kind === 'try-later') {
        Object.assign(row, { state: 'waiting', attempts: row.attempts + 1, dueAt: now + verdict.afterMs });
      } else row.state = verdict.kind;
    },
    async findNextDueAt() {
      const times = candidates().map((row) => row.dueAt);
      return times.length === 0 ? undefined : Math.min(...times);
    },
    async recoverInFlight() {
      const lost = rows.filter((row) => row.state === 'in-flight');
      for (const row of lost) row.state = 'unknown';
      return lost.length;
    },
  };
  return {
    store,
    rows,
    add(id: string, person: number, state: Row['state'] = 'waiting') {
      const job: OutboxJob = {
        messageId: messageIdSchema.parse(id),
        channelId: channelIdSchema.parse('2003'),
        addressee: { to: `+44770090${String(person).padStart(4, '0')}` },
        content: { type: 'text', text: id },
      };
      rows.push({ job, attempts: 0, dueAt: 0, state });
    },
    isSettled: () => rows.every((row) => row.state !== 'waiting' && row.state !== 'in-flight'),
  };
}

export const accepted: SendVerdict = { kind: 'accepted', wamid: 'wamid.A' };
export const tryLater = (afterMs: number): SendVerdict => ({
  kind: 'try-later',
  afterMs,
  failure: { sentence: 's', advice: 'a', canRetry: true },
});
