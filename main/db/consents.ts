import type { PersonKey } from '../../shared/domain/ids.ts';
import type { Consent } from '../../shared/protocol/events.ts';
import { type Changes, createChangeTracker, summariseChanges } from './change-tracker.ts';
import { type ReadHandle, type WriteHandle, findRow, inTransaction, runSql } from './handle.ts';
import { KEYS_OF_PERSON } from './identity-sql.ts';
import type { Projection } from './projection.ts';
import { findMe } from './users.ts';

type ConsentFact = Pick<Consent, 'personKey' | 'hasOptedOut' | 'at'>;

/** The latest wish counts; of two at the same time, the one to be left alone. */
const SAVE = `
  INSERT INTO consents (person_key, has_opted_out, at) VALUES (:personKey, :hasOptedOut, :at)
  ON CONFLICT (person_key) DO UPDATE SET has_opted_out = excluded.has_opted_out, at = excluded.at
  WHERE excluded.at > at OR (excluded.at = at AND excluded.has_opted_out > has_opted_out)`;

export function projectConsent(
  { db, changes }: Pick<Projection, 'db' | 'changes'>,
  { personKey, hasOptedOut, at }: ConsentFact,
): void {
  if (runSql(db, SAVE, { personKey, hasOptedOut: hasOptedOut ? 1 : 0, at }) > 0)
    changes.people.add(personKey);
}

/** What a consultant recorded, after the relay has taken it; the log repeats it. */
export function setConsent(db: WriteHandle, consent: ConsentFact): Changes {
  return inTransaction(db, () => {
    const changes = createChangeTracker();
    projectConsent({ db, changes }, consent);
    return summariseChanges(db, changes, findMe(db)?.id);
  });
}

/** When the person asked to be left alone, epoch ms; undefined while templates may be sent. */
export function findOptedOutAt(db: ReadHandle, personKey: PersonKey): number | undefined {
  const sql = `
    SELECT has_opted_out AS hasOptedOut, at FROM consents WHERE person_key IN (${KEYS_OF_PERSON})
    ORDER BY at DESC, has_opted_out DESC LIMIT 1`;
  const row = findRow<{ hasOptedOut: number; at: number }>(db, sql, { personKey });
  return row?.hasOptedOut === 1 ? row.at : undefined;
}
