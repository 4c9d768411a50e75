/**
 * Takes out of a line for the log what must never be there: access tokens, phone numbers (their last three digits stay,
 * so that support can tell two apart), Meta's message ids (they hold a phone number in base64), user ids and email
 * addresses. The last fence, not the first: a log line should not contain any of them. Idempotent.
 */
export function redact(text: string): string {
  return text
    .replace(/\b(bearer)(\s+|%20)(?!\[)[^\s"',;)]+/gi, '$1$2[token]')
    .replace(/\b(\w{0,20}token["']?\s*[=:]\s*["']?)(?!\[)[^\s&"',;)]+/gi, '$1[token]')
    .replace(/\bEAA[A-Za-z0-9]{8,}/g, '[token]')
    .replace(/\bwamid\.[A-Za-z0-9+/=_-]+/gi, '[wamid]')
    .replace(/[\p{L}\d._%+-]{1,64}@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu, '[email]')
    .replace(/\b[A-Z]{2}\.(?:ENT\.)?\d{10,}\b/g, '[bsuid]')
    .replace(NUMBER, (found, phone: string | undefined) => (phone === undefined ? found : maskPhone(found)));
}

/** What looks like a phone number and is none, so that times, addresses and our own ids stay readable. */
const KEPT = [
  String.raw`\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b`,
  String.raw`\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?`,
  String.raw`\b\d{1,3}(?:\.\d{1,3}){3}\b`,
  // Epoch seconds and milliseconds; no number of ten or thirteen digits begins so.
  String.raw`(?<![+\d])1[6-9](?:\d{8}|\d{11})(?!\d)`,
  String.raw`\b(?:0|[1-9]\d{0,8})\.\d+\b`,
];
const PHONE = String.raw`(?<![A-Za-z0-9])(?:\+\(?\d(?:[\s().-]{0,2}\d){6,14}|\(?\d(?:[\s().-]{0,2}\d){8,14})(?![A-Za-z0-9])`;
const NUMBER = new RegExp(`${KEPT.join('|')}|(${PHONE})`, 'gi');

function maskPhone(found: string): string {
  return `[…${found.replace(/\D/g, '').slice(-3)}]`;
}
