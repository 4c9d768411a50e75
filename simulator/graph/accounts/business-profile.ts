import type { PhoneNumber } from '../../world/entities.ts';
import { ok, refuse, success, type GraphAnswer } from '../answer.ts';
import { selectFields } from '../fields.ts';
import type { GraphCall } from '../graph-call.ts';
import { invalidParameter } from '../meta-error.ts';

const names = [
  'about',
  'address',
  'description',
  'email',
  'profile_picture_url',
  'websites',
  'vertical',
  'messaging_product',
] as const;

/** `GET /{phone-number-id}/whatsapp_business_profile`: an array of one (reference section 2.10). */
export function getBusinessProfile(call: GraphCall, phoneNumber: PhoneNumber): GraphAnswer {
  const node = {
    ...Object.fromEntries(names.map((name) => [name, undefined])),
    ...phoneNumber.profile,
    messaging_product: 'whatsapp',
  };
  const selection = selectFields(
    node,
    call.request.query.get('fields'),
    ['messaging_product'],
    'WhatsAppBusinessProfile',
  );
  if ('error' in selection) return refuse(selection.error);
  return ok({ data: [{ ...selection.fields, messaging_product: 'whatsapp' }] });
}

/** `POST` the same path with any of the fields. */
export function updateBusinessProfile(call: GraphCall, phoneNumber: PhoneNumber): GraphAnswer {
  const { messaging_product: product, ...changes } = call.parameters;
  if (product !== 'whatsapp')
    return refuse(invalidParameter({ message: 'The parameter messaging_product is required.' }));
  const known = Object.entries(changes).filter(([key]) => names.some((name) => name === key));
  phoneNumber.profile = { ...phoneNumber.profile, ...Object.fromEntries(known) };
  return success();
}
