import { z } from 'zod';
import type { GraphClient } from './graph-client.ts';
import { readMetaError } from './read-meta-error.ts';
import { type Finding, explainOutcome, step } from './number-check-finding.ts';

const LABEL = 'Number and token';

const numberSchema = z.object({
  id: z.string(),
  display_phone_number: z.string(),
  verified_name: z.string().optional().catch(undefined),
});

/** Whether the id is a number that this token may use. Recognises the commonest mistake: the account's id in its place. */
export async function checkIdentity(graph: GraphClient, phoneNumberId: string): Promise<Finding> {
  const outcome = await graph.get(encodeURIComponent(phoneNumberId), {
    fields: 'id,display_phone_number,verified_name',
  });
  if (outcome.kind === 'answer') {
    const number = numberSchema.safeParse(outcome.body).data;
    if (number !== undefined) {
      const { display_phone_number: displayPhoneNumber, verified_name: verifiedName } = number;
      return {
        steps: [
          step(
            LABEL,
            'ok',
            `${displayPhoneNumber}${verifiedName === undefined ? '' : `, shown to people as “${verifiedName}”`}.`,
          ),
        ],
        found: { displayPhoneNumber, ...(verifiedName === undefined ? {} : { verifiedName }) },
      };
    }
    // Meta says of an account's id that it lacks the field, of an unknown one that it does not exist: both are code 100.
    if (readMetaError(outcome.body)?.code === 100) {
      const mistaken = await recogniseAccount(graph, phoneNumberId);
      if (mistaken !== undefined) return mistaken;
    }
  }
  return { steps: [step(LABEL, 'failed', explainOutcome(outcome))], found: {} };
}

const numbersSchema = z.object({
  data: z.array(z.object({ id: z.string(), display_phone_number: z.string().optional() })),
});

async function recogniseAccount(graph: GraphClient, id: string): Promise<Finding | undefined> {
  const outcome = await graph.get(`${encodeURIComponent(id)}/phone_numbers`, {
    fields: 'id,display_phone_number',
  });
  if (outcome.kind !== 'answer') return undefined;
  const numbers = numbersSchema.safeParse(outcome.body).data?.data;
  if (numbers === undefined) return undefined;
  const listed = numbers
    .map((number) => `${number.display_phone_number ?? 'a number'} has ${number.id}`)
    .join(', ');
  const detail =
    `${id} is the ID of the WhatsApp Business Account, not of a number. ` +
    (listed === '' ? 'The account has no number yet.' : `Phone number IDs of this account: ${listed}.`);
  return { steps: [step(LABEL, 'failed', detail)], found: { wabaId: id } };
}
