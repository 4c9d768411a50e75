import type { DeliveryStatus, Script } from '../world/entities.ts';

export type StatusStep = {
  readonly afterMs: number;
  readonly status: DeliveryStatus;
  readonly code?: number;
  readonly details?: string;
};

/** What becomes of an accepted message: its statuses in the order of emission, and when it shows on the phone (undefined: never). */
export type Outcome = { readonly steps: readonly StatusStep[]; readonly arrivesAfterMs: number | undefined };

export type OutcomeFacts = {
  readonly script: Script;
  readonly type: string;
  readonly templateCategory: string | undefined;
  readonly isWindowOpen: boolean;
  readonly hasStoppedMarketing: boolean;
  readonly sendsReadReceipts: boolean;
  readonly isInUnitedStates: boolean;
  readonly isMediaDisguised: boolean;
  /** An unknown or too old target of a reaction. */
  readonly isReactionTargetKnown: boolean;
  readonly forced: { readonly code: number; readonly details: string | undefined } | 'silent' | undefined;
};

// Usual times after acceptance in simulated milliseconds (reference section 11).
const SENT_AFTER_MS = 300;
const DELIVERED_AFTER_MS = 1_000;
const READ_AFTER_MS = 5_000;
const DELAY_MS = 30_000;

/** Pure: what Meta and the person's phone do with a message. */
export function decideOutcome(facts: OutcomeFacts): Outcome {
  if (facts.forced === 'silent') return { steps: [], arrivesAfterMs: DELIVERED_AFTER_MS };
  if (facts.forced !== undefined)
    return failure(facts.forced.code, facts.forced.details ?? 'Message failed.');
  const refusal = decideRefusal(facts);
  return refusal ?? decideStatuses(facts);
}

function decideRefusal(facts: OutcomeFacts): Outcome | undefined {
  const isMarketing = facts.templateCategory === 'MARKETING';
  if (facts.script === 'not-on-whatsapp') return failure(131026, 'Message undeliverable.');
  if (facts.type !== 'template' && !facts.isWindowOpen) return failure(131047, outsideWindow);
  if (isMarketing && (facts.script === 'opted-out' || facts.hasStoppedMarketing))
    return failure(
      131050,
      'The recipient has chosen to stop receiving marketing messages on WhatsApp from your business.',
    );
  if (isMarketing && (facts.script === 'ecosystem' || facts.isInUnitedStates))
    return failure(
      131049,
      'In order to maintain a healthy ecosystem engagement, the message failed to be delivered.',
    );
  if (facts.type === 'template' && facts.script === 'held')
    return failure(
      132015,
      'The message was held for quality assessment and dropped, because the template received negative feedback.',
      DELIVERED_AFTER_MS,
    );
  if (facts.isMediaDisguised)
    return failure(131053, 'Media file could not be processed. The content does not match its MIME type.');
  return facts.isReactionTargetKnown
    ? undefined
    : failure(131009, 'The message to react to is unknown or older than 30 days.');
}

function decideStatuses(facts: OutcomeFacts): Outcome {
  const sent: StatusStep = { afterMs: SENT_AFTER_MS, status: 'sent' };
  const delivered: StatusStep = { afterMs: DELIVERED_AFTER_MS, status: 'delivered' };
  const read: StatusStep = { afterMs: READ_AFTER_MS, status: 'read' };
  const normal = facts.sendsReadReceipts ? [sent, delivered, read] : [sent, delivered];
  if (facts.type === 'reaction') return { steps: [sent], arrivesAfterMs: DELIVERED_AFTER_MS };
  switch (facts.script) {
    case 'read-without-delivered':
      return { steps: [sent, read], arrivesAfterMs: DELIVERED_AFTER_MS };
    case 'never-delivered':
      return { steps: [sent], arrivesAfterMs: undefined };
    case 'duplicated-and-reversed':
      return {
        steps: normal
          .toReversed()
          .flatMap((step) => [step, step])
          .map((step, index) => ({ ...step, afterMs: READ_AFTER_MS + index })),
        arrivesAfterMs: DELIVERED_AFTER_MS,
      };
    case 'delayed':
      return {
        steps: normal.map((step) => ({ ...step, afterMs: step.afterMs + DELAY_MS })),
        arrivesAfterMs: DELIVERED_AFTER_MS + DELAY_MS,
      };
    default:
      return { steps: normal, arrivesAfterMs: DELIVERED_AFTER_MS };
  }
}

const outsideWindow =
  'Message failed to send because more than 24 hours have passed since the customer last replied to this number.';

function failure(code: number, details: string, afterMs = SENT_AFTER_MS): Outcome {
  return { steps: [{ afterMs, status: 'failed', code, details }], arrivesAfterMs: undefined };
}
