import { createHmac } from 'node:crypto';

/** The headers with which Meta proves a body: HMAC over the raw bytes, keyed with the app secret (reference section 6.2). */
export function signBody(
  body: Buffer,
  appSecret: string,
): { readonly 'x-hub-signature-256': string; readonly 'x-hub-signature': string } {
  return {
    'x-hub-signature-256': `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`,
    'x-hub-signature': `sha1=${createHmac('sha1', appSecret).update(body).digest('hex')}`,
  };
}
