import { planDeliveries } from '../../../../relay/ingest/plan-items.ts';
import type { WorkingSet } from '../../../../relay/ingest/working-set.ts';
import type {
  InboundItem,
  MetaIdentity,
  StatusItem,
  WebhookItem,
} from '../../../../shared/whatsapp/webhook.ts';

export const CHANNEL = '200300400500600';

/** Plans one delivery after the other on one set, which grows like a log. Throws the bugs that the relay would only report. */
export function deliver(set: WorkingSet, ...items: readonly WebhookItem[]): void {
  for (const item of items) {
    planDeliveries(set, [{ items: [item], receivedAt: 1 }], (error) => {
      throw error;
    });
  }
}

export function message(wamid: string, from: MetaIdentity, fields: Partial<InboundItem> = {}): InboundItem {
  return {
    kind: 'message',
    phoneNumberId: CHANNEL,
    wamid,
    at: 1_000,
    from,
    profile: {},
    content: { type: 'text', text: 'Hello' },
    ...fields,
  };
}

export function says(wamid: string, from: MetaIdentity, text: string, at: number): InboundItem {
  return message(wamid, from, { at, content: { type: 'text', text } });
}

export function report(wamid: string, recipient: MetaIdentity, fields: Partial<StatusItem> = {}): StatusItem {
  return {
    kind: 'status',
    phoneNumberId: CHANNEL,
    wamid,
    at: 1_000,
    status: 'delivered',
    recipient,
    profile: {},
    ...fields,
  };
}

export function moved(wamid: string, from: MetaIdentity, movedTo: MetaIdentity, at = 2_000): InboundItem {
  return message(wamid, from, {
    at,
    movedTo,
    content: { type: 'system', kind: 'user_changed_number', text: 'Changed' },
  });
}

/** The person whose message this was. */
export function senderOf(set: WorkingSet, wamid: string): string | undefined {
  const bodies = set.changes.entries.map((entry) => entry.body as { wamid?: string; personKey?: string });
  return bodies.find((body) => body.wamid === wamid)?.personKey;
}
