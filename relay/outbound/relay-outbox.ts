import { assertNever } from '../../shared/domain/assert.ts';
import type { MessageId } from '../../shared/domain/ids.ts';
import type { SendFailure } from '../../shared/domain/message-status.ts';
import { SERVICE_WINDOW_MS, isWindowOpen } from '../../shared/domain/service-window.ts';
import type { DueJob, OutboxStore, SendVerdict } from '../../shared/outbound/outbox.ts';
import type { SentMessage } from '../../shared/protocol/events.ts';
import { applyChanges } from '../ingest/apply-changes.ts';
import { gatherIdentities } from '../ingest/gather.ts';
import { consentKey } from '../ingest/keys.ts';
import { hasOptedOut } from '../ingest/plan-consent.ts';
import { createPerson, learnAbout } from '../ingest/resolve-person.ts';
import { createWorkingSet } from '../ingest/working-set.ts';
import type { LogTransaction, RelayLog } from '../log/relay-log.ts';
import { findSentMessage, planSentMessage } from './sent-messages.ts';

/** Where the runner keeps the messages of the company's number: in the log's own database, in the log's own transactions. */
export function createRelayOutbox(log: RelayLog): OutboxStore {
  const inHand = new Set<MessageId>();
  /** A commit whose answer was lost on the way may have taken a job that nobody was given. */
  let isUnsure = false;
  return {
    async takeDue(now) {
      try {
        const due = await log.write(async (transaction) => {
          if (isUnsure) await transaction.takeBackJobs([...inHand]);
          return takeDue(transaction, now);
        });
        isUnsure = false;
        if (due !== undefined) inHand.add(due.job.messageId);
        return due;
      } catch (error) {
        isUnsure = true;
        throw error;
      }
    },
    async settle(messageId, verdict, now) {
      await log.write((transaction) => settle(transaction, messageId, verdict, now));
      inHand.delete(messageId);
    },
    findNextDueAt: () => log.findNextDueAt(),
    recoverInFlight: (now) =>
      log.write(async (transaction) => {
        const ids = await transaction.listAbandonedJobs();
        const verdict: SendVerdict = {
          kind: 'unknown',
          reason: 'The relay stopped while it was calling Meta.',
        };
        for (const id of ids) await settle(transaction, id, verdict, now);
        return ids.length;
      }),
  };
}

async function takeDue(transaction: LogTransaction, now: number): Promise<DueJob | undefined> {
  for (;;) {
    const due = await transaction.findDueJob(now);
    if (due === undefined) return undefined;
    const failure = await findObstacle(transaction, due, now);
    if (failure === undefined) {
      await transaction.markInFlight(due.job.messageId);
      return due;
    }
    await settle(transaction, due.job.messageId, { kind: 'rejected', failure }, now);
  }
}

/** Looked at as late as possible: a STOP may have arrived, or the service window ended, while the message waited. */
async function findObstacle(
  transaction: LogTransaction,
  { job }: DueJob,
  now: number,
): Promise<SendFailure | undefined> {
  const [message] = await transaction.findOutbound({ messageIds: [job.messageId], wamids: [] });
  if (message === undefined) return undefined;
  const { personKey } = message;
  if (job.content.type === 'template') {
    const isForbidden = hasOptedOut(await transaction.findCurrent([consentKey(personKey)]), personKey);
    return isForbidden ? OPTED_OUT : undefined;
  }
  const lastInboundAt = await transaction.findLastInboundAt({ personKey, channelId: job.channelId });
  // Where nothing is known of the person, Meta says it.
  const hasEnded = lastInboundAt !== undefined && !isWindowOpen(lastInboundAt + SERVICE_WINDOW_MS, now);
  return hasEnded ? WINDOW_ENDED : undefined;
}

const WINDOW_ENDED: SendFailure = {
  sentence: 'The message was not sent: the 24 hours ended before it could go out.',
  advice: 'Send a template instead; the window opens again when the person answers.',
  canRetry: false,
};

const OPTED_OUT: SendFailure = {
  sentence: 'The message was not sent: this person has asked not to be written to.',
  advice: 'They can write START to lift it, or you can lift it on their record if they told you so.',
  canRetry: false,
};

async function settle(
  transaction: LogTransaction,
  messageId: MessageId,
  verdict: SendVerdict,
  now: number,
): Promise<void> {
  if (verdict.kind === 'try-later') return transaction.postponeJob(messageId, now + verdict.afterMs);
  await transaction.deleteJobs([messageId]);
  const message = await findSentMessage(transaction, messageId);
  const found = await transaction.findOutbound({
    messageIds: [messageId],
    wamids: verdict.kind === 'accepted' ? [verdict.wamid] : [],
  });
  if (message === undefined) return;
  const set = createWorkingSet();
  for (const one of found) if (one.wamid !== undefined) set.outboundByWamid.set(one.wamid, one);
  if (verdict.kind === 'accepted') {
    const { waId, bsuid } = verdict;
    await gatherIdentities(transaction, set, [{ waId, bsuid }]);
    const known = await transaction.findPeople([message.personKey]);
    set.people.set(message.personKey, known.get(message.personKey) ?? createPerson(message.personKey));
    learnAbout(set, message.personKey, { identity: { waId, bsuid }, profile: {}, at: wholeSeconds(now) });
  }
  const index = found.find((one) => one.messageId === messageId);
  planSentMessage(set, withVerdict(message, verdict, now), { message, index });
  await applyChanges(transaction, set);
}

/** As in Meta's webhooks: a number that changes within this second must not look older than our send. */
function wholeSeconds(at: number): number {
  return Math.floor(at / 1_000) * 1_000;
}

function withVerdict(
  message: SentMessage,
  verdict: Exclude<SendVerdict, { kind: 'try-later' }>,
  now: number,
): SentMessage {
  switch (verdict.kind) {
    case 'accepted':
      return {
        ...message,
        status: verdict.isHeld === true ? 'held' : 'accepted',
        statusAt: now,
        wamid: verdict.wamid,
      };
    case 'rejected':
      return { ...message, status: 'failed', statusAt: now, failure: verdict.failure };
    // Only a desktop hands over; from a relay it would mean that nobody knows.
    case 'handed-over':
    case 'unknown':
      return { ...message, status: 'unconfirmed', statusAt: now };
    default:
      return assertNever(verdict);
  }
}
