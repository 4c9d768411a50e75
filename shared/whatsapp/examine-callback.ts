import { z } from 'zod';
import type { DoctorStep } from '../domain/doctor.ts';
import type { GraphOutcome } from './graph-client.ts';
import { explainOutcome, readBody } from './number-check-finding.ts';

const configurationSchema = z.object({
  webhook_configuration: z.object({
    application: z.string().optional().catch(undefined),
    whatsapp_business_account: z.string().optional().catch(undefined),
    phone_number: z.string().optional().catch(undefined),
  }),
});

/**
 * Where Meta sends the webhooks of a number, from its `webhook_configuration`. The number's own override counts before
 * the account's, and that before the app's callback. Source: Meta, webhooks, override.
 */
export function examineCallback(outcome: GraphOutcome, callbackUrl: string): DoctorStep {
  const label = 'Callback at Meta';
  const urls = readBody(outcome, configurationSchema)?.webhook_configuration;
  if (urls === undefined)
    return { label, verdict: 'warning', detail: `Could not be read. ${explainOutcome(outcome)}` };
  const effective = urls.phone_number ?? urls.whatsapp_business_account ?? urls.application;
  if (effective === undefined) {
    return {
      label,
      verdict: 'failed',
      detail: `No callback is set, so no reply arrives. Enter ${callbackUrl} under WhatsApp → Configuration → Webhook.`,
    };
  }
  if (isSameAddress(effective, callbackUrl))
    return { label, verdict: 'ok', detail: 'Replies are sent to this relay.' };
  const whose =
    urls.phone_number !== undefined
      ? 'An override on the number itself'
      : urls.whatsapp_business_account !== undefined
        ? 'An override on the WhatsApp Business Account, probably by another provider,'
        : 'The app’s callback';
  return {
    label,
    verdict: 'failed',
    detail: `${whose} sends replies to ${hostOf(effective)}, not to this relay. Remove it, or set it to ${callbackUrl}.`,
  };
}

function isSameAddress(one: string, other: string): boolean {
  return one.replace(/\/+$/u, '') === other.replace(/\/+$/u, '');
}

/** The rest of a stranger's address may hold a secret. */
function hostOf(url: string): string {
  return /^https?:\/\/([^/?#@]+)/u.exec(url)?.[1] ?? 'another address';
}

const subscriptionsSchema = z.object({
  data: z.array(
    z.object({
      object: z.string(),
      active: z.boolean().optional().catch(undefined),
      fields: z.array(z.object({ name: z.string() })).catch([]),
    }),
  ),
});

/** Without these a rule of the product does not hold. */
const NEEDED = ['messages'];
const WORTH_HAVING = [
  'message_template_status_update',
  'message_template_quality_update',
  'template_category_update',
  'phone_number_quality_update',
  'business_capability_update',
  'account_update',
  'user_preferences',
];

/** Which webhook fields the app has subscribed, from `GET /<app>/subscriptions`, which wants the app's own token. */
export function examineFields(outcome: GraphOutcome): DoctorStep {
  const label = 'Webhook fields';
  const data = readBody(outcome, subscriptionsSchema)?.data;
  if (data === undefined)
    return { label, verdict: 'warning', detail: `Could not be read. ${explainOutcome(outcome)}` };
  const subscription = data.find(({ object }) => object === 'whatsapp_business_account');
  const fields = subscription?.active === false ? [] : (subscription?.fields ?? []).map(({ name }) => name);
  const where = 'Under WhatsApp → Configuration → Webhook fields at Meta, subscribe';
  const missing = NEEDED.filter((name) => !fields.includes(name));
  if (missing.length > 0) {
    return {
      label,
      verdict: 'failed',
      detail: `Replies and ticks do not arrive. ${where} ${missing.join(', ')}.`,
    };
  }
  const absent = WORTH_HAVING.filter((name) => !fields.includes(name));
  if (absent.length === 0)
    return { label, verdict: 'ok', detail: 'All that the product uses are subscribed.' };
  return {
    label,
    verdict: 'warning',
    detail: `Changes of templates, limits or opt-outs are noticed late. ${where} ${absent.join(', ')}.`,
  };
}
