import { decideServiceWindow } from '../../shared/domain/service-window.ts';
import type { UserId } from '../../shared/domain/ids.ts';
import type { ConversationRow } from '../../shared/ipc/views.ts';
import { formatMoment } from './time-words.ts';

type WindowMark = {
  readonly state: 'open' | 'closing-soon' | 'closed' | 'never-opened' | 'failed';
  /** Short, beside the dot: "Open 23 h", "48 m left", "Closed", "Not opened". */
  readonly label: string;
  /** A sentence for hovering. */
  readonly explanation: string;
};

/** "23 h 12 m", "48 m", "under a minute": rounded down, so that it never promises too much. */
export function formatRemaining(remainingMs: number): string {
  const minutes = Math.floor(remainingMs / 60_000);
  if (minutes < 1) return 'under a minute';
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} m` : `${hours} h ${minutes % 60} m`;
}

/** That no template is needed: whose window is open on which number, until when, and who holds the conversation. */
export function explainOpenThread(
  { personName, channel, owner }: Pick<ConversationRow, 'personName' | 'channel' | 'owner'>,
  closesAt: number,
  userId: UserId | undefined,
  now: number,
): string {
  const holder =
    owner === undefined
      ? ' Nobody holds this conversation yet.'
      : owner.userId === userId
        ? ''
        : ` ${owner.displayName} holds this conversation.`;
  return `You can write freely to ${personName}: the service window on ${channel.name} is open until ${formatMoment(closesAt, now)}. No template is needed.${holder}`;
}

const NOT_REACHED: WindowMark = {
  state: 'failed',
  label: 'Not reached',
  explanation: 'The message failed, so there is nothing to answer. Open the conversation to see why.',
};

/**
 * The service window in a dot and words, for tables and lists. `hasFailed`: the last message did; where the person has
 * never written, that is what there is to say.
 */
export function describeWindow(closesAt: number | undefined, now: number, hasFailed = false): WindowMark {
  const window = decideServiceWindow(closesAt, now);
  switch (window.state) {
    case 'never-opened':
      if (hasFailed) return NOT_REACHED;
      return {
        state: 'never-opened',
        label: 'Not opened',
        explanation: 'The person has not written yet. Begin with a template.',
      };
    case 'closed':
      return {
        state: 'closed',
        label: 'Closed',
        explanation: `Closed ${formatMoment(window.closedAt, now)}, 24 hours after their last message. Only a template can be sent.`,
      };
    case 'open':
    case 'closing-soon':
      return {
        state: window.state,
        label:
          window.state === 'open'
            ? `Open ${Math.floor(window.remainingMs / 3_600_000)} h`
            : `${formatRemaining(window.remainingMs)} left`,
        explanation: `Free text can be sent until ${formatMoment(window.closesAt, now)}.`,
      };
  }
}
