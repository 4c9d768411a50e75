import type { FastifyRequest } from 'fastify';
import { type Caller, type Refusal, authenticate } from '../accounts/authenticate.ts';
import type { LogReader } from '../log/relay-log.ts';
import { RelayRefusal } from './relay-refusal.ts';

/** The desktop that calls. Throws a refusal with status 401 for anybody else. */
export async function getCaller(log: LogReader, request: FastifyRequest): Promise<Caller> {
  const caller = await authenticate(log, request.headers.authorization);
  if (typeof caller === 'string') throw refuseDesktop(caller);
  return caller;
}

/** The desktop that calls, if its user administers the agency at this moment. Throws a refusal: 401 or 403. */
export async function getAdministrator(log: LogReader, request: FastifyRequest): Promise<Caller> {
  const caller = await getCaller(log, request);
  if (caller.user.role === 'administrator') return caller;
  throw new RelayRefusal('forbidden', 'Only an administrator of the agency may do this.');
}

/** What a desktop that is not admitted is told; it wipes itself on the code `revoked` alone. */
export function refuseDesktop(refusal: Refusal): RelayRefusal {
  return refusal === 'revoked'
    ? new RelayRefusal('revoked', 'An administrator has removed this desktop.')
    : new RelayRefusal('unauthorised', 'This desktop is not known to the relay. Enrol it with a new code.');
}
