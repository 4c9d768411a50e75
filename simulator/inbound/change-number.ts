import type { Simulation } from '../simulation.ts';
import type { Person, PhoneNumber } from '../world/entities.ts';
import { changePhone } from '../world/people.ts';
import { decideIdentity } from '../world/person-identity.ts';
import { createWamid } from '../world/wamid.ts';
import { messageUpdate } from './build-inbound.ts';

/** The person moves to another number: system event without contacts, from the old number (reference section 6.5). Returns its wamid. */
export function changeNumber(
  simulation: Simulation,
  person: Person,
  phoneNumber: PhoneNumber,
  newPhone: string,
): string {
  const { world, clock, random } = simulation;
  const shownBefore = decideIdentity(world, person, phoneNumber.id, clock.now());
  const old = changePhone(world, person, newPhone);
  const shown = decideIdentity(world, person, phoneNumber.id, clock.now());
  const isPhoneShown = shown.waId !== undefined && shownBefore.waId !== undefined;
  const id = createWamid(random, isPhoneShown ? old.phone : undefined, true);
  const name = person.name ?? 'WhatsApp user';
  const bsuids = shown.userId === undefined ? {} : { user_id: shown.userId, previous_user_id: old.bsuid };
  const system = isPhoneShown
    ? {
        type: 'user_changed_number',
        body: `User ${name} changed from ${old.phone} to ${newPhone}`,
        wa_id: newPhone,
        ...bsuids,
      }
    : { type: 'user_changed_user_id', body: `User ${name} changed their user ID`, ...bsuids };
  const timestamp = String(Math.floor(clock.now() / 1_000));
  const message = { id, timestamp, type: 'system', ...(isPhoneShown ? { from: old.phone } : {}), system };
  simulation.webhooks.emit(messageUpdate(phoneNumber, { messages: [message] }, [id]));
  simulation.notify(person.id);
  return id;
}
