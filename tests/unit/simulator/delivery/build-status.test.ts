import { describe, expect, it } from 'vitest';
import { buildStatusUpdate } from '../../../../simulator/delivery/build-status.ts';
import { demoIds, demoWorld } from '../../../../simulator/demo-world.ts';
import type { AcceptedMessage, DeliveryStatus, IdentityMode } from '../../../../simulator/world/entities.ts';
import { ensurePerson } from '../../../../simulator/world/people.ts';
import { createWorld, fillWorld } from '../../../../simulator/world/world.ts';

const message: AcceptedMessage = {
  id: 'wamid.1',
  phoneNumberId: demoIds.companyPhone,
  wabaId: demoIds.waba,
  personId: 'person-447700900008',
  isAddressedByBsuid: false,
  addressedPhone: '447700900008',
  type: 'text',
  content: {},
  quotedId: undefined,
  callbackData: undefined,
  template: undefined,
  isWindowOpen: true,
  acceptedAt: 0,
  statuses: [],
  hasPriceBeenTold: false,
};

/** Which of [contacts, recipient_id, recipient_user_id, username] a status webhook has. */
function shape(mode: IdentityMode, status: DeliveryStatus, isToBsuid: boolean): string {
  const seed = demoWorld(0);
  const world = createWorld(seed, mode);
  fillWorld(world, seed);
  const person = ensurePerson(world, '447700900008');
  person.identityMode = mode;
  const phoneNumber = world.phoneNumbers.get(demoIds.companyPhone);
  if (phoneNumber === undefined) throw new Error('not in the demo world');
  const sent = isToBsuid ? { ...message, isAddressedByBsuid: true, addressedPhone: undefined } : message;
  const step = { afterMs: 0, status, ...(status === 'failed' ? { code: 131026 } : {}) };
  const { value } = buildStatusUpdate(world, {
    message: sent,
    person,
    phoneNumber,
    step,
    pricing: undefined,
    now: 0,
  });
  const text = JSON.stringify(value);
  return ['contacts', 'recipient_id', 'recipient_user_id', 'username']
    .filter((key) => text.includes(`"${key}"`))
    .join(' ');
}

describe('who a status says it is for', () => {
  it.each<[IdentityMode, DeliveryStatus, 'phone' | 'user id', string]>([
    ['phone-only', 'delivered', 'phone', 'contacts recipient_id'],
    ['phone-and-bsuid', 'sent', 'phone', 'contacts recipient_id recipient_user_id'],
    ['phone-and-bsuid', 'delivered', 'phone', 'contacts recipient_id recipient_user_id username'],
    ['bsuid-only', 'delivered', 'phone', 'contacts recipient_id recipient_user_id username'],
    ['bsuid-only', 'read', 'user id', 'contacts recipient_user_id username'],
    ['phone-and-bsuid', 'read', 'user id', 'contacts recipient_id recipient_user_id username'],
    ['phone-and-bsuid', 'failed', 'phone', 'recipient_id'],
    ['phone-and-bsuid', 'failed', 'user id', 'recipient_user_id'],
  ])('in mode %s, %s, sent to the %s: %s', (mode, status, addressee, expected) => {
    expect(shape(mode, status, addressee === 'user id')).toBe(expected);
  });
});
