import { z } from 'zod';
import { lookUp } from '../domain/look-up.ts';
import type { GraphOutcome } from './graph-client.ts';
import { type Finding, findNothing, plainWord, readBody, step } from './number-check-finding.ts';

const metaWord = z.string().optional().catch(undefined);
const healthSchema = z.object({
  health_status: z.object({
    entities: z.array(
      z.object({
        entity_type: z.string(),
        id: metaWord,
        can_send_message: metaWord,
        errors: z
          .array(z.object({ error_description: metaWord, possible_solution: metaWord }))
          .optional()
          .catch(undefined),
        additional_info: z.array(z.string()).optional().catch(undefined),
      }),
    ),
  }),
});

export function judgeHealth(outcome: GraphOutcome, givenWabaId: string | undefined): Finding {
  const label = 'Health at Meta';
  const entities = readBody(outcome, healthSchema)?.health_status.entities;
  if (entities === undefined) return findNothing(label, outcome);
  const wabaId = entities.find((entity) => entity.entity_type === 'WABA')?.id;
  const appId = entities.find((entity) => entity.entity_type === 'APP')?.id;
  const troubled = entities.filter((entity) => entity.can_send_message !== 'AVAILABLE');
  const steps = troubled.map((entity) => {
    const reasons = [
      ...(entity.errors ?? []).flatMap((error) => [error.error_description, error.possible_solution]),
      ...(entity.additional_info ?? []),
    ].filter((reason) => reason !== undefined);
    const subject = lookUp(ENTITY_WORDS, entity.entity_type) ?? plainWord(entity.entity_type);
    const state = entity.can_send_message === 'BLOCKED' ? 'is blocked' : 'is limited';
    return step(label, 'warning', [`The ${subject} ${state} at Meta.`, ...reasons].join(' '));
  });
  if (steps.length === 0) steps.push(step(label, 'ok', 'Meta reports nothing that stands in the way.'));
  if (wabaId !== undefined && givenWabaId !== undefined && wabaId !== givenWabaId) {
    steps.push(
      step(
        'Account',
        'warning',
        `The number belongs to the WhatsApp Business Account ${wabaId}, not to ${givenWabaId}. The first is used.`,
      ),
    );
  }
  return {
    steps,
    found: { ...(wabaId === undefined ? {} : { wabaId }), ...(appId === undefined ? {} : { appId }) },
  };
}

const ENTITY_WORDS: Readonly<Record<string, string>> = {
  PHONE_NUMBER: 'number',
  WABA: 'WhatsApp Business Account',
  BUSINESS: 'business portfolio',
  APP: 'app',
};
