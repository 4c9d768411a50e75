import type { z } from 'zod';
import type { Consent } from '../../shared/protocol/events.ts';
import type { consentRequestSchema } from '../../shared/protocol/http.ts';
import { applyChanges } from '../ingest/apply-changes.ts';
import { consentKey } from '../ingest/keys.ts';
import { planConsent } from '../ingest/plan-consent.ts';
import { createWorkingSet } from '../ingest/working-set.ts';
import type { RelayLog } from '../log/relay-log.ts';

/** What a person told a consultant about being written to. It is the newest word, whatever the clocks say. */
export async function recordConsent(
  log: RelayLog,
  { personKey, hasOptedOut }: z.infer<typeof consentRequestSchema>,
  now: number,
): Promise<Consent> {
  return log.write(async (transaction) => {
    const set = createWorkingSet();
    const key = consentKey(personKey);
    const known = (await transaction.findCurrent([key])).get(key);
    if (known !== undefined) set.current.set(key, known);
    const at = Math.max(now, (known?.at ?? 0) + 1);
    const consent: Consent = { personKey, hasOptedOut, at, source: 'consultant' };
    planConsent(set, consent);
    await applyChanges(transaction, set);
    return consent;
  });
}
