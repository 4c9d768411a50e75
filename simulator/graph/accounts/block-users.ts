import type { Json, Person, PhoneNumber } from '../../world/entities.ts';
import { findPerson } from '../../world/people.ts';
import { isWindowOpen } from '../../world/service-window.ts';
import { ok, refuse, type GraphAnswer } from '../answer.ts';
import type { GraphCall } from '../graph-call.ts';
import { asArray, asObject, asString } from '../graph-request.ts';
import { invalidParameter, metaError } from '../meta-error.ts';

type Named = { readonly input: string; readonly person: Person | undefined };

/** `POST /{phone-number-id}/block_users`: only people who wrote in the last 24 hours; partial failure is 139100 with both lists (reference section 2.9). */
export function blockUsers(call: GraphCall, phoneNumber: PhoneNumber): GraphAnswer {
  const now = call.simulation.clock.now();
  return changeList(call, 'added_users', ({ person }) => {
    if (person === undefined || !isWindowOpen(person, phoneNumber.id, now))
      return 'Can only block users who have messaged your business in the last 24 hours.';
    phoneNumber.blockedPersonIds.add(person.id);
    return undefined;
  });
}

/** `DELETE`: takes people off the list. */
export function unblockUsers(call: GraphCall, phoneNumber: PhoneNumber): GraphAnswer {
  return changeList(call, 'removed_users', ({ person }) =>
    person !== undefined && phoneNumber.blockedPersonIds.delete(person.id)
      ? undefined
      : 'The user is not blocked.',
  );
}

/** `GET`: who is blocked. */
export function listBlockedUsers(call: GraphCall, phoneNumber: PhoneNumber): GraphAnswer {
  const people = [...phoneNumber.blockedPersonIds].map((id) => call.simulation.world.people.byId.get(id));
  return ok({
    data: people.flatMap((person) =>
      person === undefined ? [] : [{ messaging_product: 'whatsapp', wa_id: person.phone }],
    ),
  });
}

function changeList(
  call: GraphCall,
  listName: string,
  change: (named: Named) => string | undefined,
): GraphAnswer {
  if (call.parameters['messaging_product'] !== 'whatsapp')
    return refuse(invalidParameter({ message: 'The parameter messaging_product is required.' }));
  const users = asArray(call.parameters['block_users']).map((user) => asObject(user) ?? {});
  if (users.length === 0)
    return refuse(invalidParameter({ message: 'The parameter block_users is required.' }));
  const done: Json[] = [];
  const failed: Json[] = [];
  for (const user of users) {
    const input = asString(user['user']) ?? asString(user['user_id']) ?? '';
    const person = findPerson(call.simulation.world, input);
    const problem = change({ input, person });
    if (problem === undefined) done.push({ input, wa_id: person?.phone });
    else
      failed.push({ input, errors: [{ message: problem, code: 139100, error_data: { details: problem } }] });
  }
  const body = {
    messaging_product: 'whatsapp',
    block_users: { [listName]: done, ...(failed.length === 0 ? {} : { failed_users: failed }) },
  };
  return failed.length === 0
    ? ok(body)
    : {
        kind: 'error',
        error: metaError(139100, { details: 'Failed to block or unblock some users.' }),
        body,
      };
}
