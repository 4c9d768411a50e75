import { z } from 'zod';
import type { GraphOutcome } from './graph-client.ts';
import { type Finding, findNothing, readBody, step } from './number-check-finding.ts';

const listSchema = z.object({ data: z.array(z.unknown()) });

export function judgeTemplates(outcome: GraphOutcome): Finding {
  const label = 'Templates';
  const data = readBody(outcome, listSchema)?.data;
  if (data === undefined) return findNothing(label, outcome);
  return {
    steps: [
      data.length === 0
        ? step(
            label,
            'warning',
            'The account has no template yet, and only a template can begin a conversation.',
          )
        : step(label, 'ok', 'Can be listed.'),
    ],
    found: {},
  };
}

const subscriptionsSchema = z.object({
  data: z.array(
    z.object({ whatsapp_business_api_data: z.object({ id: z.string() }).optional().catch(undefined) }),
  ),
});

export function judgeSubscription(outcome: GraphOutcome, appId: string | undefined): Finding {
  const label = 'Replies';
  const data = readBody(outcome, subscriptionsSchema)?.data;
  if (data === undefined) return findNothing(label, outcome);
  const apps = data.flatMap((entry) => entry.whatsapp_business_api_data?.id ?? []);
  const isSubscribed = appId === undefined ? apps.length > 0 : apps.includes(appId);
  return {
    steps: [
      isSubscribed
        ? step(label, 'ok', 'The app is subscribed to this account’s webhooks.')
        : step(
            label,
            'warning',
            'The app is not subscribed to this account, so replies and ticks will not arrive.',
          ),
    ],
    found: {},
  };
}
