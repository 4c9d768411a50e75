import { z } from 'zod';
import type { Simulation } from '../simulation.ts';
import { checkCallback } from '../webhooks/verify-callback.ts';
import { command } from './command.ts';

/** The fields that the product subscribes to (reference section 6.8, "Subscribe? yes"). */
const usualFields = [
  'messages',
  'message_template_status_update',
  'message_template_quality_update',
  'message_template_components_update',
  'template_category_update',
  'phone_number_quality_update',
  'phone_number_name_update',
  'business_capability_update',
  'account_update',
  'account_alerts',
  'account_review_update',
  'security',
  'user_preferences',
] as const;

const probability = z.number().min(0).max(1);

/** The way from Meta to the callback. */
export const webhookCommands = {
  /** What an administrator does in the App Dashboard: enter URL and verify token (checked by the GET challenge), tick fields, subscribe the accounts. */
  subscribe: command(
    z.object({
      callbackUrl: z.string(),
      verifyToken: z.string(),
      fields: z.array(z.string()).default([...usualFields]),
    }),
    subscribe,
  ),

  /** Accounts are no longer subscribed to the app: nothing arrives any more. */
  unsubscribe: command(z.object({}), (simulation) => {
    for (const waba of simulation.world.wabas.values()) waba.isAppSubscribed = false;
    return { success: true };
  }),

  /** Changes how the sender behaves; what is not named stays. */
  setWebhooks: command(
    z.object({
      batchSize: z.number().int().min(1).max(1_000).optional(),
      batchLingerMs: z.number().min(0).optional(),
      concurrency: z.number().int().min(1).max(512).optional(),
      duplicateRate: probability.optional(),
      reorderRate: probability.optional(),
      isPaused: z.boolean().optional(),
      isStatusBeforeResponse: z.boolean().optional(),
      isFileSizeNumber: z.boolean().optional(),
      escapeStyle: z.enum(['current', 'older']).optional(),
    }),
    (simulation, input) => {
      const given = Object.entries(input).filter(([, value]) => value !== undefined);
      Object.assign(simulation.webhooks.settings, Object.fromEntries(given));
      simulation.webhooks.resume();
      return { ...simulation.webhooks.settings };
    },
  ),

  /** Deliveries after an id, oldest first; `body` is exactly what was signed. */
  listDeliveries: command(
    z.object({
      after: z.coerce.number().default(0),
      limit: z.coerce.number().default(50_000),
      isAcknowledged: z.coerce.boolean().optional(),
    }),
    (simulation, input) => {
      const { log } = simulation.webhooks;
      const listed = log
        .list(input.after, input.limit)
        .filter(
          (delivery) =>
            input.isAcknowledged === undefined ||
            (delivery.acknowledgedAt !== undefined) === input.isAcknowledged,
        );
      return {
        counts: log.counts,
        pending: simulation.webhooks.pendingCount(),
        deliveries: listed.map(({ body, ...delivery }) => ({ ...delivery, body: body.toString('latin1') })),
      };
    },
  ),

  /** Any field with any value, in the account envelope with `entry.time`; goes out only if the field is subscribed. */
  sendAccountWebhook: command(
    z.object({ field: z.string(), value: z.record(z.string(), z.unknown()), wabaId: z.string().optional() }),
    (simulation, input) => {
      const wabaId = input.wabaId ?? simulation.world.wabas.keys().next().value ?? '';
      emitAccountUpdate(simulation, wabaId, input.field, input.value);
      return { success: true };
    },
  ),
};

/** Reports a change of an account: no metadata, but a time (reference section 6.3). */
export function emitAccountUpdate(
  simulation: Simulation,
  wabaId: string,
  field: string,
  value: Readonly<Record<string, unknown>>,
): void {
  simulation.webhooks.emit({
    wabaId,
    phoneNumberId: undefined,
    field,
    value,
    itemIds: [field],
    entryTime: Math.floor(simulation.clock.now() / 1_000),
  });
}

async function subscribe(
  simulation: Simulation,
  input: { readonly callbackUrl: string; readonly verifyToken: string; readonly fields: readonly string[] },
): Promise<{ success: boolean; problem?: string }> {
  const problem = await checkCallback(
    simulation.transport,
    simulation.random,
    input.callbackUrl,
    input.verifyToken,
  );
  if (problem !== undefined) return { success: false, problem };
  simulation.world.app.callback = { url: input.callbackUrl, verifyToken: input.verifyToken };
  simulation.world.app.fields = input.fields;
  for (const waba of simulation.world.wabas.values()) waba.isAppSubscribed = true;
  return { success: true };
}
