import type { ClientBase } from 'pg';

/*
 * Advisory locks of the relays in one database. Two numbers each, so that they meet nobody else's.
 */
const CLASS = 4380;
const OWNER_CLASS = 4381;

/**
 * Begins a transaction and waits for this relay's turn to write. The lock is held until the transaction is visible to
 * everybody, so that the order of commits is the order of turns; what is read afterwards includes whatever the turn before
 * wrote. READ COMMITTED is said because a server may have another default, whose snapshot would be from before the wait.
 */
export const BEGIN_TURN = `BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(${CLASS}, 1)`;

/** The same for migrations, which writers need not wait for. */
export const BEGIN_MIGRATION = `BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(${CLASS}, 2)`;

/** A relay is there as long as a connection holds its lock: the server lets go of it when the process dies. */
export async function takeOwnerLock(client: Pick<ClientBase, 'query'>, owner: number): Promise<void> {
  // Shared: a new connection must not wait for the server to notice the end of the old one.
  await client.query('SELECT pg_advisory_lock_shared($1, $2)', [OWNER_CLASS, owner]);
}

/** SQL that is true where `column` names a relay that is there. */
export function ownerIsThere(column: string): string {
  return `EXISTS (
    SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND classid = ${OWNER_CLASS} AND objid = ${column}::oid
  )`;
}
