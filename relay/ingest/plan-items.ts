import { createHash } from 'node:crypto';
import { assertNever } from '../../shared/domain/assert.ts';
import type { OtherItem, WebhookItem } from '../../shared/whatsapp/webhook.ts';
import { planNumber, planTemplate } from './plan-account.ts';
import { planPreference } from './plan-consent.ts';
import { planMessage } from './plan-message.ts';
import { planStatus } from './plan-status.ts';
import { type WorkingSet, addEntry } from './working-set.ts';

/** A webhook's items, or what came instead of a webhook, and when. */
export type Delivery = { readonly items: readonly WebhookItem[]; readonly receivedAt: number };

/** Longest payload that is kept of a webhook we do not understand, in characters. */
const MAX_KEPT = 65_536;

/**
 * What a group of deliveries changes, written into the set. An item that we fail to plan is a bug of ours; it is kept as
 * it came, so that it neither stops its neighbours nor makes Meta deliver it for seven days.
 */
export function planDeliveries(
  set: WorkingSet,
  deliveries: readonly Delivery[],
  onBug: (error: unknown) => void,
): void {
  for (const { items, receivedAt } of deliveries) {
    for (const item of items) {
      try {
        planItem(set, item, receivedAt);
      } catch (error) {
        onBug(error);
        planOther(set, { kind: 'other', field: `not planned: ${item.kind}`, payload: item }, receivedAt);
      }
    }
  }
}

function planItem(set: WorkingSet, item: WebhookItem, receivedAt: number): void {
  switch (item.kind) {
    case 'message':
      return planMessage(set, item, receivedAt);
    case 'status':
      return planStatus(set, item);
    case 'preference':
      return planPreference(set, item);
    case 'template':
      return planTemplate(set, item);
    case 'number':
      return planNumber(set, item);
    case 'other':
      return planOther(set, item, receivedAt);
    default:
      return assertNever(item);
  }
}

/** Kept in the log for whoever maintains the relay; no desktop ever reads it. */
function planOther(set: WorkingSet, { field, payload, at }: OtherItem, receivedAt: number): void {
  const json = JSON.stringify(payload) ?? 'null';
  const id = `other:${createHash('sha256')
    .update(`${field}\n${at ?? ''}\n${json}`)
    .digest('hex')}`;
  const isWhole = json.length <= MAX_KEPT;
  const body = isWhole
    ? { field, payload }
    : { field, truncated: json.slice(0, MAX_KEPT), length: json.length };
  addEntry(set, { id, kind: 'webhook.other', at: at ?? receivedAt, body });
}
