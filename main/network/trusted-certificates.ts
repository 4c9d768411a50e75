import * as tls from 'node:tls';

/**
 * Whom the operating system trusts, beside those that the runtime brings: an agency's own authority, or the one of a
 * firewall that looks into TLS. Undefined where the runtime cannot tell (before Node 22.15): it trusts its own then.
 */
export function listTrustedCertificates(): string[] | undefined {
  // The types are of the newest Node; an older runtime has no such function.
  const { getCACertificates } = tls as Partial<Pick<typeof tls, 'getCACertificates'>>;
  if (getCACertificates === undefined) return undefined;
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])];
}
