import { decideServiceWindow } from '../../shared/domain/service-window.ts';
import type { ConversationDetails } from '../../shared/ipc/views.ts';
import { formatMoment } from './time-words.ts';
import { formatRemaining } from './window-words.ts';

/** What stands at the foot of a chat. */
export type ComposerFace =
  | {
      readonly kind: 'write';
      readonly closesAt: number;
      /** "Window open 23 h 12 m" */
      readonly countdown: string;
      readonly isClosingSoon: boolean;
      /** Set when the person asked to stop, yet their window is open. */
      readonly warning: string | undefined;
    }
  | { readonly kind: 'choose-template'; readonly title: string; readonly explanation: string }
  | { readonly kind: 'blocked'; readonly title: string; readonly explanation: string };

type Facts = Pick<
  ConversationDetails,
  | 'canSend'
  | 'cannotSendReason'
  | 'hasOptedOut'
  | 'optedOutAt'
  | 'windowClosesAt'
  | 'personName'
  | 'lastMessage'
>;

/**
 * The composer is the service window: a box while it is open, a template button while it is not, words where nothing can
 * be sent. `now` in epoch ms. Meta's answer wins over all of this when the message is sent.
 */
export function decideComposer(facts: Facts, now: number): ComposerFace {
  if (!facts.canSend) {
    return {
      kind: 'blocked',
      title: 'You cannot send here',
      explanation:
        facts.cannotSendReason ?? 'This conversation is held on a number that you cannot send from.',
    };
  }
  const window = decideServiceWindow(facts.windowClosesAt, now);
  if ('remainingMs' in window) {
    const isClosingSoon = window.state === 'closing-soon';
    return {
      kind: 'write',
      closesAt: window.closesAt,
      countdown: `${isClosingSoon ? 'Window closes in' : 'Window open'} ${formatRemaining(window.remainingMs)}`,
      isClosingSoon,
      warning: facts.hasOptedOut
        ? `${describeOptOut(facts, now)}. Write only if they expect an answer.`
        : undefined,
    };
  }
  if (facts.hasOptedOut) {
    return {
      kind: 'blocked',
      title: describeOptOut(facts, now),
      explanation: 'No template can be sent until the opt-out is lifted on the record.',
    };
  }
  if (window.state === 'never-opened') {
    return {
      kind: 'choose-template',
      title: titleBeforeAnswer(facts),
      explanation:
        'Once they have answered, you can write freely for 24 hours. Until then only a template can be sent.',
    };
  }
  return {
    kind: 'choose-template',
    title: `The window closed ${formatClosed(window.closedAt, now)}`,
    explanation: `It is more than 24 hours since ${facts.personName} wrote. Send a template to go on; when they answer, you can write freely.`,
  };
}

function titleBeforeAnswer({ lastMessage, personName }: Facts): string {
  if (lastMessage === undefined) return 'Begin with a template';
  return lastMessage.status === 'failed'
    ? `The last message did not reach ${personName}`
    : `Waiting for ${personName} to answer`;
}

/** By STOP, by a button, or in WhatsApp's own settings. */
function describeOptOut(facts: Facts, now: number): string {
  const when = facts.optedOutAt === undefined ? '' : ` (${formatMoment(facts.optedOutAt, now)})`;
  return `${facts.personName} asked not to be messaged${when}`;
}

function formatClosed(closedAt: number, now: number): string {
  const moment = formatMoment(closedAt, now);
  return /^\d\d:\d\d$/u.test(moment)
    ? `at ${moment}`
    : moment.startsWith('yesterday')
      ? moment
      : `on ${moment}`;
}
