import assert from 'node:assert/strict';
import type { Simulation } from '../../simulation.ts';
import type { Json, PhoneNumber, Waba } from '../../world/entities.ts';
import { ok, refuse, success, type GraphAnswer } from '../answer.ts';
import { selectFields } from '../fields.ts';
import type { GraphCall } from '../graph-call.ts';
import { asObject, asString } from '../graph-request.ts';
import { invalidParameter } from '../meta-error.ts';
import { pageOf } from '../paging.ts';
import { describeHealth } from './health.ts';
import { readOverride, verifyOverride } from './override.ts';

const defaults = [
  'verified_name',
  'code_verification_status',
  'display_phone_number',
  'quality_rating',
  'id',
] as const;
const DEFAULT_PAGE = 25;
const NODE = 'WhatsAppBusinessPhoneNumber';

/** `GET /{phone-number-id}` (reference section 5.1). */
export function getPhoneNumberNode(call: GraphCall, phoneNumber: PhoneNumber): GraphAnswer {
  const selection = selectFields(
    describe(call.simulation, phoneNumber),
    call.request.query.get('fields'),
    defaults,
    NODE,
  );
  return 'error' in selection ? refuse(selection.error) : ok(selection.fields);
}

/** `GET /{waba-id}/phone_numbers`. */
export function listPhoneNumbers(call: GraphCall, waba: Waba): GraphAnswer {
  const { simulation, request, version } = call;
  const numbers = [...simulation.world.phoneNumbers.values()].filter(
    (phoneNumber) => phoneNumber.wabaId === waba.id && call.token.targetIds.includes(phoneNumber.id),
  );
  const page = pageOf(
    numbers,
    request.query,
    `${simulation.baseUrl()}/${version}/${waba.id}/phone_numbers`,
    DEFAULT_PAGE,
  );
  if ('error' in page) return refuse(page.error);
  const data: unknown[] = [];
  for (const phoneNumber of page.items) {
    const selection = selectFields(
      describe(simulation, phoneNumber),
      request.query.get('fields'),
      defaults,
      NODE,
    );
    if ('error' in selection) return refuse(selection.error);
    data.push(selection.fields);
  }
  return ok({ data, ...(page.paging === undefined ? {} : { paging: page.paging }) });
}

/** `POST /{phone-number-id}`: two-step PIN, or a callback of its own, which is verified on the spot (reference sections 5.3 and 5.4). */
export async function updatePhoneNumber(call: GraphCall, phoneNumber: PhoneNumber): Promise<GraphAnswer> {
  const pin = asString(call.parameters['pin']);
  if (pin !== undefined) return setPin(phoneNumber, pin);
  const configuration = asObject(call.parameters['webhook_configuration']);
  if (configuration === undefined)
    return refuse(invalidParameter({ message: 'Param pin or webhook_configuration is required.' }));
  const override = readOverride(configuration);
  if (override !== undefined) {
    const error = await verifyOverride(call.simulation, override);
    if (error !== undefined) return refuse(error);
  }
  phoneNumber.callbackOverride = override;
  return success();
}

function setPin(phoneNumber: PhoneNumber, pin: string): GraphAnswer {
  if (!/^\d{6}$/.test(pin))
    return refuse(invalidParameter({ message: 'Param pin must be a 6-digit number.' }));
  phoneNumber.pin = pin;
  return success();
}

function wabaOf(simulation: Simulation, phoneNumber: PhoneNumber): Waba {
  const waba = simulation.world.wabas.get(phoneNumber.wabaId);
  assert(waba !== undefined, 'the seed gives every number an account of its own world');
  return waba;
}

function describe(simulation: Simulation, phoneNumber: PhoneNumber): Json {
  const { app } = simulation.world;
  const waba = wabaOf(simulation, phoneNumber);
  const urls = [
    ['application', app.callback],
    ['whatsapp_business_account', waba.callbackOverride],
    ['phone_number', phoneNumber.callbackOverride],
  ] as const;
  return {
    id: phoneNumber.id,
    display_phone_number: phoneNumber.displayPhoneNumber,
    verified_name: phoneNumber.verifiedName,
    quality_rating: phoneNumber.qualityRating,
    status: phoneNumber.status,
    name_status: phoneNumber.nameStatus,
    new_name_status: 'NONE',
    new_display_name: undefined,
    code_verification_status: phoneNumber.codeVerificationStatus,
    whatsapp_business_manager_messaging_limit: phoneNumber.messagingLimit || undefined,
    messaging_limit_tier: phoneNumber.messagingLimit || undefined,
    throughput: { level: phoneNumber.throughputLevel },
    account_mode: phoneNumber.accountMode,
    platform_type: 'CLOUD_API',
    is_official_business_account: false,
    is_on_biz_app: false,
    is_pin_enabled: phoneNumber.pin !== undefined,
    last_onboarded_time: '2025-03-03T09:00:00+0000',
    webhook_configuration: Object.fromEntries(
      urls.flatMap(([key, callback]) => (callback === undefined ? [] : [[key, callback.url]])),
    ),
    health_status: describeHealth(simulation, waba, phoneNumber),
  };
}
