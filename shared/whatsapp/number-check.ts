import type { GraphClient } from './graph-client.ts';
import { checkIdentity } from './number-check-identity.ts';
import { judgeSubscription, judgeTemplates } from './number-check-account.ts';
import type { Finding, NumberFacts, NumberStep } from './number-check-finding.ts';
import { judgeHealth } from './number-check-health.ts';
import { judgeLimit, judgeStatus } from './number-check-status.ts';
import { judgeToken } from './number-check-token.ts';

export type NumberCheck = {
  /** Messages can be sent on this number with this token. Warnings do not count against it. */
  readonly isUsable: boolean;
  readonly steps: NumberStep[];
  readonly found: NumberFacts;
};

/**
 * Looks at a number with its token from every side and says in sentences what is right and what to do about the rest.
 * Sends nothing and changes nothing at Meta. `now` is epoch ms. An empty `wabaId` counts as not given.
 */
export async function checkNumber(options: {
  readonly graph: GraphClient;
  readonly phoneNumberId: string;
  readonly wabaId?: string | undefined;
  readonly now: number;
}): Promise<NumberCheck> {
  const { graph, phoneNumberId } = options;
  const identity = await checkIdentity(graph, phoneNumberId);
  // Without a number and a token everything else would only repeat the same failure.
  if (identity.steps.some((step) => step.verdict === 'failed')) return summarise([identity]);

  const phone = encodeURIComponent(phoneNumberId);
  // Apart from each other: one field that Meta does not know makes a whole call fail.
  const [status, health, limit, token] = await Promise.all([
    graph.get(phone, { fields: 'status,quality_rating,name_status,account_mode' }).then(judgeStatus),
    graph
      .get(phone, { fields: 'health_status' })
      .then((outcome) => judgeHealth(outcome, options.wabaId || undefined)),
    graph.get(phone, { fields: 'whatsapp_business_manager_messaging_limit' }).then(judgeLimit),
    graph.inspectToken().then((outcome) => judgeToken(outcome, options.now)),
  ]);
  const findings = [identity, status, health, limit, token];

  const wabaId = health.found.wabaId ?? (options.wabaId || undefined);
  if (wabaId === undefined) return summarise(findings);
  const waba = encodeURIComponent(wabaId);
  const [templates, subscription] = await Promise.all([
    graph.get(`${waba}/message_templates`, { fields: 'id', limit: 1 }).then(judgeTemplates),
    graph
      .get(`${waba}/subscribed_apps`)
      .then((outcome) => judgeSubscription(outcome, token.found.appId ?? health.found.appId)),
  ]);
  return summarise([...findings, templates, subscription]);
}

function summarise(findings: readonly Finding[]): NumberCheck {
  const steps = findings.flatMap((finding) => finding.steps);
  return {
    isUsable: steps.every((step) => step.verdict !== 'failed'),
    steps,
    found: Object.assign({}, ...findings.map((finding) => finding.found)) as NumberFacts,
  };
}
