import { z } from 'zod';
import { lookUp } from '../domain/look-up.ts';
import type { Channel } from '../protocol/events.ts';

/** What a webhook says of restrictions; `restriction` undefined: there is none any more. */
export type RestrictionNews = { readonly restriction: Channel['restriction'] };

const DAY_MS = 24 * 60 * 60 * 1000;

const time = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d{1,12}$/u)
    .transform(Number),
]);
const schema = z.object({
  event: z.string().max(100),
  restriction_info: z
    .array(z.object({ restriction_type: z.string().max(200), expiration: time.optional().catch(undefined) }))
    .max(20)
    .optional()
    .catch(undefined),
  ban_info: z
    .object({ waba_ban_state: z.string().max(100) })
    .optional()
    .catch(undefined),
  violation_info: z
    .object({ violation_type: z.string().max(200) })
    .optional()
    .catch(undefined),
});

/**
 * `account_update`: Meta limits, warns or bans the WhatsApp account. Undefined for its other events. Source: Meta, policy
 * enforcement and the `account_update` webhook.
 */
export function readRestriction(value: unknown, at: number): RestrictionNews | undefined {
  const parsed = schema.safeParse(value);
  if (!parsed.success) return undefined;
  const { event, restriction_info: limits, ban_info: ban, violation_info: violation } = parsed.data;
  if (event === 'ACCOUNT_RESTRICTION' && limits !== undefined) return readLimits(limits, at);
  if (event === 'DISABLED_UPDATE' && ban !== undefined) return readBan(ban.waba_ban_state, at);
  if (event === 'ACCOUNT_DELETED') return { restriction: { sentence: DELETED, at } };
  if (event === 'ACCOUNT_VIOLATION' && violation !== undefined) {
    const kind = violation.violation_type.toLowerCase().replaceAll('_', ' ');
    const sentence = `Meta reports a breach of its rules by this account (${kind}). An administrator should read it in Meta’s Business Support Home before Meta restricts the account.`;
    // A warning, not a state: it ends by being old.
    return { restriction: { sentence, at, until: at + 7 * DAY_MS } };
  }
  return undefined;
}

const DELETED = 'This WhatsApp account was deleted at Meta. Nothing can be sent on its numbers.';

type Limits = NonNullable<z.infer<typeof schema>['restriction_info']>;

function readLimits(limits: Limits, at: number): RestrictionNews {
  if (limits.length === 0) return { restriction: undefined };
  const sentences = limits.map(({ restriction_type: type }) => lookUp(LIMITS, type) ?? OTHER_LIMIT);
  const ends = limits.map(({ expiration }) => (expiration === undefined ? Infinity : expiration * 1000));
  const until = Math.max(...ends);
  return {
    restriction: {
      sentence: [...new Set(sentences)].join(' '),
      at,
      ...(Number.isSafeInteger(until) ? { until } : {}),
    },
  };
}

const LIMITS: Readonly<Record<string, string>> = {
  RESTRICTED_BIZ_INITIATED_MESSAGING:
    'Meta has restricted this account: no conversations can be begun. Answers inside the 24 hours still go out.',
  RESTRICTED_CUSTOMER_INITIATED_MESSAGING:
    'Meta has restricted this account: people who write get no answer from it.',
  RESTRICTED_ADD_PHONE_NUMBER_ACTION: 'Meta has restricted this account: no number can be added to it.',
};
const OTHER_LIMIT =
  'Meta has restricted this account. An administrator sees the details in Business Support Home.';

function readBan(state: string, at: number): RestrictionNews | undefined {
  if (state === 'REINSTATE') return { restriction: undefined };
  const sentence = lookUp(BANS, state);
  return sentence === undefined ? undefined : { restriction: { sentence, at } };
}

const BANS: Readonly<Record<string, string>> = {
  SCHEDULE_FOR_DISABLE:
    'Meta will disable this account soon. An administrator can ask for a review in Business Support Home.',
  DISABLE:
    'Meta has disabled this account: nothing can be sent. An administrator can ask for a review in Business Support Home.',
};
