import type { MetaApp } from '../../world/entities.ts';
import { ok, refuse, success, type GraphAnswer } from '../answer.ts';
import type { GraphCall } from '../graph-call.ts';
import { asArray, asString } from '../graph-request.ts';
import { invalidParameter } from '../meta-error.ts';
import { verifyOverride } from './override.ts';

/** `POST /{app-id}/subscriptions` with the app token: what the App Dashboard does (reference section 5.4). */
export async function subscribeFields(call: GraphCall, app: MetaApp): Promise<GraphAnswer> {
  const { parameters, simulation } = call;
  if (parameters['object'] !== 'whatsapp_business_account')
    return refuse(invalidParameter({ message: 'Param object must be one of {whatsapp_business_account}.' }));
  const url = asString(parameters['callback_url']);
  if (!url) return refuse(invalidParameter({ message: 'The parameter callback_url is required.' }));
  const callback = { url, verifyToken: asString(parameters['verify_token']) ?? '' };
  const error = await verifyOverride(simulation, callback);
  if (error !== undefined) return refuse(error);
  const asked = parameters['fields'];
  app.callback = callback;
  app.fields =
    typeof asked === 'string' ? asked.split(',').map((field) => field.trim()) : asArray(asked).map(String);
  return success();
}

/** `GET /{app-id}/subscriptions`. */
export function listSubscriptions(_call: GraphCall, app: MetaApp): GraphAnswer {
  if (app.callback === undefined) return ok({ data: [] });
  const fields = app.fields.map((name) => ({ name, version: 'v26.0' }));
  return ok({
    data: [{ object: 'whatsapp_business_account', callback_url: app.callback.url, active: true, fields }],
  });
}

/** `DELETE /{app-id}/subscriptions`. */
export function unsubscribeFields(_call: GraphCall, app: MetaApp): GraphAnswer {
  app.callback = undefined;
  app.fields = [];
  return success();
}
