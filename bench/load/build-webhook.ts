import { demoIds } from '../../simulator/demo-world.ts';
import { signBody } from '../../simulator/webhooks/sign.ts';

export type InboundText = {
  /** Digits, as Meta sends them. */
  readonly phone: string;
  readonly wamid: string;
  readonly text: string;
  /** Epoch seconds. */
  readonly at: number;
};

/** A number in a range of fictional ones, for person number `index`. */
export function phoneOf(index: number): string {
  return `44770${String(9_100_000 + index)}`;
}

/**
 * A webhook to the company's number as bytes of HTTP, signed, ready to be written to a socket: the sender must cost as
 * little as possible, because it shares the processor with what is measured.
 */
export function buildRequest(url: string, messages: readonly InboundText[]): Buffer {
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '442079460123', phone_number_id: demoIds.companyPhone },
    contacts: messages.map(({ phone }) => ({
      profile: { name: `Person ${phone}` },
      wa_id: phone,
      user_id: bsuidOf(phone),
    })),
    messages: messages.map(({ phone, wamid, text, at }) => ({
      from: phone,
      from_user_id: bsuidOf(phone),
      id: wamid,
      timestamp: String(at),
      type: 'text',
      text: { body: text },
    })),
  };
  const entry = { id: demoIds.waba, changes: [{ field: 'messages', value }] };
  const body = Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry: [entry] }));
  const { host, pathname } = new URL(url);
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `host: ${host}`,
    'content-type: application/json',
    'user-agent: facebookexternalua',
    `x-hub-signature-256: ${signBody(body, demoIds.appSecret)['x-hub-signature-256']}`,
    `content-length: ${body.length}`,
  ].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), body]);
}

function bsuidOf(phone: string): string {
  return `GB.${phone.padStart(20, '1')}`;
}
