import type { PhoneNumber } from '../../world/entities.ts';
import { refuse, success, type GraphAnswer } from '../answer.ts';
import type { GraphCall } from '../graph-call.ts';
import { asString } from '../graph-request.ts';
import { invalidParameter, metaError } from '../meta-error.ts';

const CALL_LIMIT = 10;

// The code that "arrives" by SMS or voice.
const VERIFICATION_CODE = '123456';

/** `POST /{phone-number-id}/request_code` (reference section 5.3). */
export function requestCode(call: GraphCall, phoneNumber: PhoneNumber): GraphAnswer {
  if (phoneNumber.codeVerificationStatus === 'VERIFIED')
    return refuse(metaError(136024, { details: 'The phone number is already verified.' }));
  const method = asString(call.parameters['code_method']) ?? '';
  return ['SMS', 'VOICE'].includes(method)
    ? success()
    : refuse(invalidParameter({ message: 'Param code_method must be one of {SMS, VOICE}.' }));
}

/** `POST /{phone-number-id}/verify_code`; the right code is always 123456. */
export function verifyCode(call: GraphCall, phoneNumber: PhoneNumber): GraphAnswer {
  if (String(call.parameters['code']).replace('-', '') !== VERIFICATION_CODE)
    return refuse(metaError(136025, { details: 'The code is not the one that was sent.' }));
  phoneNumber.codeVerificationStatus = 'VERIFIED';
  return success();
}

/** `POST /{phone-number-id}/register`: verified numbers only; a wrong PIN is 133005; more than 10 calls are 133016. */
export function register(call: GraphCall, phoneNumber: PhoneNumber): GraphAnswer {
  const pin = asString(call.parameters['pin']) ?? '';
  if (call.parameters['messaging_product'] !== 'whatsapp')
    return refuse(invalidParameter({ message: 'The parameter messaging_product is required.' }));
  if (!/^\d{6}$/.test(pin))
    return refuse(invalidParameter({ message: 'Param pin must be a 6-digit number.' }));
  if (countCall(phoneNumber)) return refuse(metaError(133016));
  if (phoneNumber.codeVerificationStatus !== 'VERIFIED')
    return refuse(
      metaError(133006, { details: 'The phone number must be verified before it is registered.' }),
    );
  if (phoneNumber.pin !== undefined && phoneNumber.pin !== pin)
    return refuse(metaError(133005, { details: 'Two-step verification PIN mismatch.' }));
  phoneNumber.pin = pin;
  phoneNumber.isRegistered = true;
  phoneNumber.status = 'CONNECTED';
  return success();
}

/** `POST /{phone-number-id}/deregister`: sending fails with 133010 afterwards. */
export function deregister(_call: GraphCall, phoneNumber: PhoneNumber): GraphAnswer {
  if (countCall(phoneNumber)) return refuse(metaError(133016));
  phoneNumber.isRegistered = false;
  phoneNumber.status = 'DISCONNECTED';
  return success();
}

function countCall(phoneNumber: PhoneNumber): boolean {
  phoneNumber.registrationCalls += 1;
  return phoneNumber.registrationCalls > CALL_LIMIT;
}
