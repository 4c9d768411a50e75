import type { DoctorStep } from '../../shared/domain/doctor.ts';
import type { WebhookFacts } from './webhook-witness.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether Meta reaches this relay and is believed. `now` is epoch ms. */
export function examineWebhooks(facts: WebhookFacts, now: number): readonly DoctorStep[] {
  return [examineCallback(facts, now), examineSignatures(facts, now)];
}

function examineCallback(facts: WebhookFacts, now: number): DoctorStep {
  const label = 'Meta reaches the relay';
  const { challengedAt, wrongTokenAt, keptAt, startedAt } = facts;
  if (keptAt !== undefined) {
    const isLate = now - keptAt > DAY_MS;
    return {
      label,
      verdict: isLate ? 'warning' : 'ok',
      detail: isLate
        ? `The last webhook came ${describeAge(now - keptAt)} ago. If people have written since, look at the callback below.`
        : `The last webhook came ${describeAge(now - keptAt)} ago.`,
    };
  }
  if (wrongTokenAt !== undefined && wrongTokenAt > (challengedAt ?? 0)) {
    return {
      label,
      verdict: 'failed',
      detail: `Meta asked ${describeAge(now - wrongTokenAt)} ago with a wrong verify token. Copy the verify token from the set-up guide into WhatsApp → Configuration → Webhook at Meta, and press Verify and save.`,
    };
  }
  if (challengedAt !== undefined) {
    return {
      label,
      verdict: 'ok',
      detail: `Meta verified the callback ${describeAge(now - challengedAt)} ago. No webhook has come since.`,
    };
  }
  return {
    label,
    verdict: 'warning',
    detail: `Nothing has come from Meta since the relay started ${describeAge(now - startedAt)} ago. Write to the number from your own phone: if this does not change, check the callback URL at Meta.`,
  };
}

function examineSignatures({ unsigned, keptAt }: WebhookFacts, now: number): DoctorStep {
  const label = 'Signatures';
  if (unsigned === undefined) return { label, verdict: 'ok', detail: 'No webhook was refused.' };
  const age = describeAge(now - unsigned.at);
  if (!unsigned.hasSignature) {
    return {
      label,
      verdict: 'ok',
      detail: `${age} ago somebody who is not Meta posted to the webhook address, without a signature. It was refused.`,
    };
  }
  const isSettled = keptAt !== undefined && keptAt > unsigned.at;
  return {
    label,
    verdict: isSettled ? 'warning' : 'failed',
    detail: isSettled
      ? `A webhook ${age} ago had a wrong signature; later ones were right. If the app secret was renewed, nothing is left to do.`
      : `A webhook ${age} ago was signed with another secret. Most likely META_APP_SECRET of the relay belongs to another app, or was renewed at Meta: copy it from App settings → Basic and start the relay again.`,
  };
}

/** "3 minutes", "2 hours", "5 days". */
export function describeAge(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return count(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? count(hours, 'hour') : count(Math.floor(hours / 24), 'day');
}

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
