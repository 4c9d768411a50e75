import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { listTrustedCertificates } from '../../../../main/network/trusted-certificates.ts';

test('whom the runtime and the system trust are certificates, each once', () => {
  const list = listTrustedCertificates() ?? [];
  expect(list.length).toBeGreaterThan(50);
  expect(new Set(list).size).toBe(list.length);
  for (const pem of list) expect(new X509Certificate(pem).subject).not.toBe('');
});
