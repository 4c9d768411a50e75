import { z } from 'zod';
import type { Simulation } from '../simulation.ts';
import type { PhoneNumber } from '../world/entities.ts';

/** A person: id, number in any format, or business-scoped user id. */
export const personKey = z.string().min(1).describe('person id, phone number or BSUID');

/** A phone number id; absent means the first number of the world, which is the company's. */
export const numberKey = z.string().optional().describe('phone number id, default the company number');

export const identityMode = z.enum(['phone-only', 'phone-and-bsuid', 'bsuid-only', 'username']);

export const script = z.enum([
  'normal',
  'not-on-whatsapp',
  'opted-out',
  'ecosystem',
  'read-without-delivered',
  'never-delivered',
  'duplicated-and-reversed',
  'delayed',
  'username-only',
  'changes-number',
  'held',
]);

export const autoAnswers = z.array(
  z.object({
    templateName: z.string().optional(),
    delayMs: z.number().min(0),
    buttonText: z.string().optional(),
    texts: z.array(z.string()).default([]),
  }),
);

/** The business number that a command means. Throws a `TypeError` for an unknown id. */
export function getPhoneNumber(simulation: Simulation, id: string | undefined): PhoneNumber {
  const { phoneNumbers } = simulation.world;
  const phoneNumber = id === undefined ? phoneNumbers.values().next().value : phoneNumbers.get(id);
  if (phoneNumber === undefined) throw new TypeError(`No phone number "${id}" in the simulator`);
  return phoneNumber;
}
