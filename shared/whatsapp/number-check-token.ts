import { z } from 'zod';
import type { GraphOutcome } from './graph-client.ts';
import { type Finding, type NumberStep, plainWord, readBody, step } from './number-check-finding.ts';

const tokenSchema = z.object({
  data: z.object({
    app_id: z.string().optional().catch(undefined),
    type: z.string().optional().catch(undefined),
    expires_at: z.number().optional().catch(undefined),
    is_valid: z.boolean(),
    scopes: z.array(z.string()).optional().catch(undefined),
  }),
});
/** A temporary token lasts a day; anything else that is about to end should be told in time to make a new one. */
const SHORT_LIFE_MS = 48 * 60 * 60 * 1000;
const ENDS_SOON_MS = 14 * 24 * 60 * 60 * 1000;

export function judgeToken(outcome: GraphOutcome, now: number): Finding {
  const data = readBody(outcome, tokenSchema)?.data;
  // Meta may want the app's secret for this question, which never comes to a desktop.
  if (data === undefined) {
    return {
      steps: [
        step(
          'Token',
          'warning',
          'Meta does not tell how long this token lasts. Make sure that it is a system user’s.',
        ),
      ],
      found: {},
    };
  }
  const expiresAt = data.expires_at ? data.expires_at * 1_000 : undefined;
  return {
    steps: [
      judgeLife(data.is_valid, data.expires_at === undefined, expiresAt, now),
      ...judgeKind(data.type),
      ...judgeScopes(data.scopes),
    ],
    found: {
      ...(data.app_id === undefined ? {} : { appId: data.app_id }),
      ...(expiresAt === undefined ? {} : { tokenExpiresAt: expiresAt }),
      ...(data.scopes === undefined ? {} : { scopes: data.scopes }),
    },
  };
}

/** Whose token it is, by Meta's `type`. Only a system user's goes on when a person leaves or changes a password. */
function judgeKind(type: string | undefined): NumberStep[] {
  const label = 'Kind of token';
  if (type === undefined) return [];
  if (type === 'SYSTEM_USER') return [step(label, 'ok', 'A system user’s.')];
  const whose =
    type === 'USER' ? 'a person’s, perhaps Meta’s temporary one' : `of the kind “${plainWord(type)}”`;
  return [step(label, 'warning', `This token is ${whose}. For daily work use the token of a system user.`)];
}

function judgeLife(
  isValid: boolean,
  isUntold: boolean,
  expiresAt: number | undefined,
  now: number,
): NumberStep {
  if (!isValid) return step('Token', 'failed', 'Meta says that this token is not valid. Paste a new one.');
  if (isUntold) return step('Token', 'warning', 'Meta does not tell how long this token lasts.');
  if (expiresAt === undefined) return step('Token', 'ok', 'Does not expire.');
  const hours = Math.max(0, Math.floor((expiresAt - now) / 3_600_000));
  if (expiresAt - now < SHORT_LIFE_MS) {
    return step(
      'Token',
      'warning',
      `Expires in ${hours} hours. For daily work use the token of a system user.`,
    );
  }
  const days = `Expires in ${Math.floor(hours / 24)} days.`;
  return expiresAt - now < ENDS_SOON_MS
    ? step(
        'Token',
        'warning',
        `${days} Make a new one for the system user at Meta before, and enter it here.`,
      )
    : step('Token', 'ok', `${days} Note the date: sending stops then.`);
}

function judgeScopes(scopes: readonly string[] | undefined): NumberStep[] {
  if (scopes === undefined) return [];
  const label = 'Permissions';
  if (!scopes.includes('whatsapp_business_messaging')) {
    return [
      step(
        label,
        'failed',
        'The token lacks whatsapp_business_messaging, so it cannot send. Create one that has it.',
      ),
    ];
  }
  if (!scopes.includes('whatsapp_business_management')) {
    return [
      step(label, 'warning', 'The token lacks whatsapp_business_management, so templates cannot be listed.'),
    ];
  }
  return [step(label, 'ok', 'Sending and templates.')];
}
