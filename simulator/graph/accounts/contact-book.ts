import type { PhoneNumber } from '../../world/entities.ts';
import { ok, refuse, type GraphAnswer } from '../answer.ts';
import type { GraphCall } from '../graph-call.ts';
import { asString } from '../graph-request.ts';
import { invalidParameter } from '../meta-error.ts';

/** `DELETE /{phone-number-id}/contact_book?messaging_product=whatsapp&bsuid=`: erasure; the phone is no longer told for username people (reference section 7.3). */
export function deleteContact(call: GraphCall, phoneNumber: PhoneNumber): GraphAnswer {
  if (call.parameters['messaging_product'] !== 'whatsapp')
    return refuse(invalidParameter({ message: 'The parameter messaging_product is required.' }));
  const bsuid = asString(call.parameters['bsuid']);
  if (!bsuid) return refuse(invalidParameter({ message: 'The parameter bsuid is required.' }));
  const person = call.simulation.world.people.byBsuid.get(bsuid);
  const wasThere = person?.isInContactBook ?? false;
  if (person !== undefined) {
    person.isInContactBook = false;
    person.lastPhoneTrafficAt.delete(phoneNumber.id);
  }
  return ok({ success: true, deleted: wasThere });
}
