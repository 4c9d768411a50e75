/** An address of a relay: https, or http on this machine. Answers it without a trailing slash, or undefined. */
export function checkServiceUrl(raw: string): string | undefined {
  const text = /^[a-z]+:\/\//i.test(raw.trim()) ? raw.trim() : `https://${raw.trim()}`;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isAllowed = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackUrl(text));
  if (!isAllowed || url.username !== '' || url.password !== '' || url.hostname === '') return undefined;
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

export function isLoopbackUrl(raw: string): boolean {
  if (!URL.canParse(raw)) return false;
  const { hostname } = new URL(raw);
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
