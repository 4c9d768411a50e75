import type { FastifyRequest } from 'fastify';
import { type Caller, authenticate } from '../accounts/authenticate.ts';
import type { LogReader } from '../log/relay-log.ts';
import { RelayRefusal } from './relay-refusal.ts';

/** The desktop that calls. Throws a refusal with status 401 for anybody else. */
export async function getCaller(log: LogReader, request: FastifyRequest): Promise<Caller> {
  const caller = await authenticate(log, request.headers.authorization);
  if (caller !== undefined) return caller;
  throw new RelayRefusal('unauthorised', 'This desktop is not known to the relay. Enrol it with a new code.');
}

/** The desktop that calls, if its user is an administrator. Throws a refusal with status 401 or 403. */
export async function getAdministrator(log: LogReader, request: FastifyRequest): Promise<Caller> {
  const caller = await getCaller(log, request);
  if (caller.user.role === 'administrator') return caller;
  throw new RelayRefusal('forbidden', 'Only an administrator of the agency may do this.');
}
