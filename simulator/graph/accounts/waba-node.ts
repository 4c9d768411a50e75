import type { Json, Waba } from '../../world/entities.ts';
import { ok, refuse, success, type GraphAnswer } from '../answer.ts';
import { selectFields } from '../fields.ts';
import type { GraphCall } from '../graph-call.ts';
import { describeHealth } from './health.ts';
import { readOverride, verifyOverride } from './override.ts';

const defaults = ['id', 'name', 'timezone_id', 'message_template_namespace'] as const;

/** `GET /{waba-id}` (reference section 5.1). */
export function getWaba(call: GraphCall, waba: Waba): GraphAnswer {
  const node: Json = {
    id: waba.id,
    name: waba.name,
    timezone_id: '65',
    message_template_namespace: 'a1b2c3d4_0000_4000_8000_100200300400',
    account_review_status: 'APPROVED',
    business_verification_status: 'verified',
    country: 'GB',
    currency: 'GBP',
    ownership_type: 'SELF',
    status: 'ACTIVE',
    health_status: describeHealth(call.simulation, waba, undefined),
  };
  const selection = selectFields(node, call.request.query.get('fields'), defaults, 'WhatsAppBusinessAccount');
  return 'error' in selection ? refuse(selection.error) : ok(selection.fields);
}

/** `GET /{waba-id}/subscribed_apps` (reference section 5.4). */
export function listSubscribedApps(call: GraphCall, waba: Waba): GraphAnswer {
  const { app } = call.simulation.world;
  const override =
    waba.callbackOverride === undefined ? {} : { override_callback_uri: waba.callbackOverride.url };
  const entry = {
    whatsapp_business_api_data: {
      id: app.id,
      name: app.name,
      link: `https://www.facebook.com/games/?app_id=${app.id}`,
    },
    ...override,
  };
  return ok({ data: waba.isAppSubscribed ? [entry] : [] });
}

/** `POST /{waba-id}/subscribed_apps`: an empty body subscribes and takes an override away. */
export async function subscribeApp(call: GraphCall, waba: Waba): Promise<GraphAnswer> {
  const override = readOverride(call.parameters);
  if (override !== undefined) {
    const error = await verifyOverride(call.simulation, override);
    if (error !== undefined) return refuse(error);
  }
  waba.isAppSubscribed = true;
  waba.callbackOverride = override;
  return success();
}

/** `DELETE /{waba-id}/subscribed_apps`: no webhook arrives any more. */
export function unsubscribeApp(_call: GraphCall, waba: Waba): GraphAnswer {
  waba.isAppSubscribed = false;
  waba.callbackOverride = undefined;
  return success();
}
