import type { DoctorStep } from '../../shared/domain/doctor.ts';
import type { Connection } from '../../shared/ipc/views.ts';

export type DesktopFacts = {
  readonly connection: Connection;
  readonly isSecretsKept: boolean;
  readonly canNotify: boolean;
  readonly hasNotifications: boolean;
  /** This computer's time less the relay's, when it answered; undefined when it did not. Milliseconds. */
  readonly clockSkewMs: number | undefined;
};

/** Sending and the 24 hours are measured by the clock: less than this harms nobody. */
const SKEW_LIMIT_MS = 2 * 60_000;

/** What can be wrong with this computer. */
export function examineDesktop(facts: DesktopFacts): readonly DoctorStep[] {
  const { connection, isSecretsKept, canNotify, hasNotifications, clockSkewMs } = facts;
  return [
    examineConnection(connection),
    ...(clockSkewMs === undefined ? [] : [examineClock(clockSkewMs)]),
    {
      label: 'Keychain',
      verdict: isSecretsKept ? 'ok' : 'warning',
      detail: isSecretsKept
        ? 'The system’s keychain protects the sign-in and the messages on this computer.'
        : 'The system offers no keychain, so nothing secret is stored and you sign in again after quitting. Ask your administrator.',
    },
    examineNotifications(canNotify, hasNotifications),
  ];
}

function examineConnection(connection: Connection): DoctorStep {
  const label = 'Live connection';
  switch (connection.state) {
    case 'online':
      return { label, verdict: 'ok', detail: 'Replies arrive at once.' };
    case 'catching-up':
      return { label, verdict: 'ok', detail: 'Catching up with what happened meanwhile.' };
    case 'connecting':
      return { label, verdict: 'warning', detail: 'Connecting. Look again in a moment.' };
    case 'refused':
      return { label, verdict: 'failed', detail: connection.reason };
    case 'offline':
      return {
        label,
        verdict: 'failed',
        detail: `${connection.reason} Check this computer’s connection; it tries again by itself.`,
      };
    case 'signed-out':
      return { label, verdict: 'failed', detail: 'Nobody is signed in.' };
  }
}

function examineClock(skewMs: number): DoctorStep {
  const label = 'Clock';
  const detail = describeClockSkew(skewMs);
  return detail === undefined
    ? { label, verdict: 'ok', detail: 'Agrees with the relay.' }
    : { label, verdict: 'warning', detail };
}

/** What is wrong with this computer's clock, by how much, and what to do; undefined where it harms nobody. */
export function describeClockSkew(skewMs: number): string | undefined {
  if (Math.abs(skewMs) < SKEW_LIMIT_MS) return undefined;
  const minutes = Math.round(Math.abs(skewMs) / 60_000);
  const much = minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
  return `This computer’s clock is ${much} ${skewMs > 0 ? 'ahead of' : 'behind'} the relay’s, so the time left in a conversation is shown wrong. Switch on “set the time automatically” in the system’s settings.`;
}

function examineNotifications(canNotify: boolean, hasNotifications: boolean): DoctorStep {
  const label = 'Notifications';
  if (!canNotify) {
    return {
      label,
      verdict: 'failed',
      detail: 'The system shows no notifications of this app. Allow them in the system’s settings.',
    };
  }
  if (hasNotifications) return { label, verdict: 'ok', detail: 'Switched on.' };
  return {
    label,
    verdict: 'warning',
    detail: 'Switched off in your preferences: only the bell counts replies.',
  };
}
