import { type PersonKey, type RecordId, personKeyForBsuid } from '../../shared/domain/ids.ts';
import { formatPhoneNumber, personKeyForNumber } from '../../shared/domain/phone-number.ts';
import { withoutDirectionMarks } from '../../shared/domain/text-direction.ts';
import type { Addressee } from '../../shared/protocol/http.ts';
import type { Person } from '../../shared/protocol/events.ts';
import {
  type Json,
  type ReadHandle,
  type WriteHandle,
  findRow,
  listRows,
  readJson,
  runSql,
} from './handle.ts';
import { KEYS_OF_PERSON, RECORDS_OF_PERSON } from './identity-sql.ts';
import type { Projection } from './projection.ts';

const SAVE_PERSON = `
  INSERT INTO people (person_key, data, seq) VALUES (:personKey, :data, :seq)
  ON CONFLICT (person_key) DO UPDATE SET data = excluded.data, seq = excluded.seq WHERE excluded.seq > seq`;

/** The person as the log described them last. Two keys are related by their identities, never made one. */
export function projectPerson({ db, changes }: Projection, person: Person, seq: number): void {
  const { key: personKey } = person;
  if (runSql(db, SAVE_PERSON, { personKey, data: JSON.stringify(person), seq }) === 0) return;
  runSql(db, 'DELETE FROM person_identities WHERE person_key = :personKey', { personKey });
  for (const identityKey of listIdentityKeys(person)) insertIdentity(db, identityKey, personKey);
  changes.people.add(personKey);
}

/** Learns the WhatsApp id of somebody of whom the log has told nothing yet. */
export function learnWaId(db: WriteHandle, personKey: PersonKey, waId: string): void {
  const person: Person = { key: personKey, waId, aliases: [] };
  const sql =
    'INSERT INTO people (person_key, data, seq) VALUES (:personKey, :data, 0) ON CONFLICT (person_key) DO NOTHING';
  runSql(db, sql, { personKey, data: JSON.stringify(person) });
  insertIdentity(db, personKeyForNumber(waId), personKey);
}

function insertIdentity(db: WriteHandle, identityKey: PersonKey, personKey: PersonKey): void {
  const sql = `
    INSERT INTO person_identities (identity_key, person_key) VALUES (:identityKey, :personKey)
    ON CONFLICT (identity_key, person_key) DO NOTHING`;
  if (identityKey !== personKey) runSql(db, sql, { identityKey, personKey });
}

function listIdentityKeys({ waId, bsuid, aliases }: Person): ReadonlySet<PersonKey> {
  const names = [waId ?? '', bsuid ?? '', ...aliases].filter((name) => name !== '');
  // A BSUID begins with its country's letters, so what consists of digits is a number.
  return new Set(
    names.map((name) => (/^\+?\d+$/.test(name) ? personKeyForNumber(name) : personKeyForBsuid(name))),
  );
}

export type PersonDescription = {
  /** The record's name if one matches, else the WhatsApp name, else the number, else the username. */
  readonly name: string;
  readonly profileName: string | undefined;
  /** As `name`, whatever record the person is on. */
  readonly ownName: string;
  readonly recordIds: readonly RecordId[];
  /** Formatted for reading. */
  readonly phoneNumber: string | undefined;
  readonly username: string | undefined;
};

export function describePerson(db: ReadHandle, personKey: PersonKey): PersonDescription {
  const records = listRows<{ id: RecordId; name: string }>(db, RECORDS_OF_PERSON, { personKey });
  const person = findPerson(db, personKey);
  const number = person?.waId ?? findRecordNumber(db, personKey);
  const phoneNumber = number === undefined ? undefined : formatPhoneNumber(number);
  const username = person?.username;
  const handle = username === undefined ? undefined : `@${username}`;
  const profileName = withoutDirectionMarks(person?.profileName ?? '') || undefined;
  const ownName = profileName ?? phoneNumber ?? handle ?? 'WhatsApp user';
  return {
    profileName,
    ownName,
    name: records[0]?.name ?? ownName,
    recordIds: records.map(({ id }) => id),
    phoneNumber,
    username,
  };
}

/** How Meta is to be told whom a message is for: by number where there is one, else by BSUID; undefined without either. */
export function findAddressee(db: ReadHandle, personKey: PersonKey): Addressee | undefined {
  const person = findPerson(db, personKey);
  const number = person?.waId ?? findRecordNumber(db, personKey);
  if (number !== undefined) return { to: `+${number.replace(/\D/g, '')}` };
  return person?.bsuid === undefined ? undefined : { recipient: person.bsuid };
}

function findPerson(db: ReadHandle, personKey: PersonKey): Person | undefined {
  const row = findRow<{ data: Json<Person> }>(db, 'SELECT data FROM people WHERE person_key = :personKey', {
    personKey,
  });
  return row && readJson(row.data);
}

function findRecordNumber(db: ReadHandle, personKey: PersonKey): string | undefined {
  const sql = `SELECT e164 FROM record_phones WHERE person_key IN (${KEYS_OF_PERSON}) ORDER BY row_id LIMIT 1`;
  return findRow<{ e164: string }>(db, sql, { personKey })?.e164;
}
