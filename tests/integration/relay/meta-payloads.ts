/* Webhooks as Meta sends them (meta-cloud-api, 6.3 and 6.6), with fictional numbers. */

const COMPANY_PHONE_ID = '200300400500600';
export const WABA_ID = '100200300400500';

export type Sender = { readonly waId?: string; readonly bsuid?: string; readonly name?: string };
export const SAM: Sender = { waId: '447700900456', bsuid: 'GB.1029384756102938475610', name: 'Sam Taylor' };

export function envelope(...changes: readonly { readonly field: string; readonly value: unknown }[]) {
  return { object: 'whatsapp_business_account', entry: [{ id: WABA_ID, changes }] };
}

function value(phoneNumberId: string, sender: Sender, rest: object) {
  const contact = {
    profile: { name: sender.name },
    wa_id: sender.waId,
    user_id: sender.bsuid,
  };
  return {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '442079460123', phone_number_id: phoneNumberId },
    contacts: [contact],
    ...rest,
  };
}

/** One inbound message; `fields` may replace the type and its payload. */
export function inbound(
  wamid: string,
  fields: object = { type: 'text', text: { body: 'Yes, still interested' } },
  sender: Sender = SAM,
  phoneNumberId = COMPANY_PHONE_ID,
) {
  const message = {
    from: sender.waId,
    from_user_id: sender.bsuid,
    id: wamid,
    timestamp: '1763900000',
    ...fields,
  };
  return { field: 'messages', value: value(phoneNumberId, sender, { messages: [message] }) };
}

export function text(wamid: string, body: string, sender: Sender = SAM, extra: object = {}) {
  return inbound(wamid, { type: 'text', text: { body }, ...extra }, sender);
}

export function status(
  wamid: string,
  name: string,
  fields: object = {},
  recipient: Sender = SAM,
  phoneNumberId = COMPANY_PHONE_ID,
) {
  const report = {
    id: wamid,
    status: name,
    timestamp: '1763900010',
    recipient_id: recipient.waId,
    recipient_user_id: recipient.bsuid,
    ...fields,
  };
  return { field: 'messages', value: value(phoneNumberId, recipient, { statuses: [report] }) };
}
