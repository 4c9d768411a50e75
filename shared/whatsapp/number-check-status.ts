import { z } from 'zod';
import type { GraphOutcome } from './graph-client.ts';
import { readMessagingLimit } from './messaging-limit.ts';
import {
  type Finding,
  type NumberStep,
  findNothing,
  plainWord,
  readBody,
  step,
} from './number-check-finding.ts';
import { qualityFromMeta } from './template-from-meta.ts';

const metaWord = z.string().optional().catch(undefined);
const statusSchema = z.object({
  status: metaWord,
  quality_rating: metaWord,
  name_status: metaWord,
  account_mode: metaWord,
});

/** Without these, Meta refuses every message. */
const CANNOT_SEND = new Set([
  'BANNED',
  'DELETED',
  'DISCONNECTED',
  'MIGRATED',
  'OFFLINE',
  'PENDING',
  'UNVERIFIED',
]);
const APPROVED_NAMES = new Set(['APPROVED', 'AVAILABLE_WITHOUT_REVIEW', 'NONE']);

export function judgeStatus(outcome: GraphOutcome): Finding {
  const body = readBody(outcome, statusSchema);
  if (body === undefined) return findNothing('Status of the number', outcome);
  const isTestNumber = body.account_mode === 'SANDBOX';
  const quality = qualityFromMeta(body.quality_rating);
  const steps = [
    judgeConnection(body.status, isTestNumber),
    judgeQuality(quality),
    // Nobody reviews the name of Meta's test number.
    ...(isTestNumber ? [] : judgeName(body.name_status)),
    ...judgeMode(body.account_mode),
  ];
  return { steps, found: { quality, isTestNumber } };
}

function judgeName(status: string | undefined): NumberStep[] {
  const label = 'Display name';
  if (status === undefined) return [];
  if (APPROVED_NAMES.has(status)) return [step(label, 'ok', 'Meta has nothing against it.')];
  const told = `Meta has not approved the display name (${plainWord(status)}). See WhatsApp Manager.`;
  return [step(label, 'warning', told)];
}

function judgeMode(mode: string | undefined): NumberStep[] {
  const label = 'Mode';
  if (mode === undefined) return [];
  if (mode !== 'SANDBOX') return [step(label, 'ok', 'Live: it can write to everybody.')];
  const told = 'This is Meta’s test number: it can write only to the few people on its list at Meta.';
  return [step(label, 'warning', told)];
}

function judgeConnection(status: string | undefined, isTestNumber: boolean): NumberStep {
  const label = 'Status of the number';
  if (status === 'CONNECTED') return step(label, 'ok', 'Connected.');
  if (status === undefined) return step(label, 'warning', 'Meta does not tell the status of this number.');
  // Meta's test number sends although nobody ever verified it.
  return CANNOT_SEND.has(status) && !isTestNumber
    ? step(
        label,
        'failed',
        `Meta says “${plainWord(status)}”: this number cannot send. Connect it in WhatsApp Manager.`,
      )
    : step(label, 'warning', `Meta says “${plainWord(status)}”. Look at the number in WhatsApp Manager.`);
}

function judgeQuality(quality: 'green' | 'yellow' | 'red' | 'unknown'): NumberStep {
  const label = 'Quality';
  if (quality === 'red')
    return step(label, 'warning', 'Low: people block or report this number. Send fewer templates.');
  if (quality === 'yellow') return step(label, 'warning', 'Medium: some people block or report this number.');
  return step(label, 'ok', quality === 'green' ? 'High.' : 'Not rated yet.');
}

const limitSchema = z.object({ whatsapp_business_manager_messaging_limit: z.unknown().optional() });

export function judgeLimit(outcome: GraphOutcome): Finding {
  const label = 'Messaging limit';
  const raw = readBody(outcome, limitSchema)?.whatsapp_business_manager_messaging_limit;
  if (raw === undefined || raw === null) return findNothing(label, outcome);
  const messagingLimit = readMessagingLimit(raw);
  if (messagingLimit === undefined) {
    const isUnlimited = /unlimited"?$/i.test(JSON.stringify(raw));
    const told = isUnlimited
      ? 'Unlimited.'
      : `Meta says ${JSON.stringify(raw)}, which this version does not know.`;
    return { steps: [step(label, isUnlimited ? 'ok' : 'warning', told)], found: {} };
  }
  const detail = `${messagingLimit.toLocaleString('en-GB')} people in 24 hours, for the whole business.`;
  return { steps: [step(label, 'ok', detail)], found: { messagingLimit } };
}
