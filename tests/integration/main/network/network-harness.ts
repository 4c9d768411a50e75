import { once } from 'node:events';
import { type RequestListener, createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type Network, createNetwork } from '../../../../main/network/network.ts';
import { type ProxyCredentials, createProxyCredentials } from '../../../../main/network/proxy-credentials.ts';
import type { Certificate } from '../../../support/certificates.ts';
import { type HttpProxy, startHttpProxy } from '../../../support/http-proxy.ts';

export type TestNetwork = {
  readonly network: Network;
  readonly credentials: ProxyCredentials;
  /** How often the user was asked, or no longer asked; and how often they answered. */
  readonly heard: { questions: number; answers: number };
};

/** The network of a desktop whose system names these proxies and trusts these certificates. */
export function startTestNetwork(
  options: { readonly proxies?: string; readonly trusted?: string[]; readonly idleMs?: number } = {},
): TestNetwork {
  const heard = { questions: 0, answers: 0 };
  const credentials = createProxyCredentials({
    onQuestion: () => (heard.questions += 1),
    onDismissed: () => undefined,
    onGiven: () => (heard.answers += 1),
  });
  const network = createNetwork({
    resolveProxy: async () => options.proxies ?? 'DIRECT',
    credentials,
    listTrusted: () => options.trusted,
    ...(options.idleMs === undefined ? {} : { idleMs: options.idleMs }),
  });
  onTestFinished(() => network.stop());
  return { network, credentials, heard };
}

/** A server on this machine; with a certificate it speaks TLS. Answers its address by name or number. */
export async function startServer(
  answer: RequestListener,
  certificate?: Certificate,
  host = 'localhost',
): Promise<string> {
  const server = certificate === undefined ? createServer(answer) : createTlsServer(certificate, answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A TCP server has an address object, not a pipe's name.
  const { port } = server.address() as AddressInfo;
  return `${certificate === undefined ? 'http' : 'https'}://${host}:${port}`;
}

export async function startTestProxy(options: Parameters<typeof startHttpProxy>[0] = {}): Promise<HttpProxy> {
  const proxy = await startHttpProxy(options);
  onTestFinished(() => proxy.stop());
  return proxy;
}
