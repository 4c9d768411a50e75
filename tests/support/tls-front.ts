import { type AddressInfo, connect } from 'node:net';
import { type TLSSocket, createServer } from 'node:tls';
import type { Certificate } from './certificates.ts';

/** What stands before a relay in earnest: takes TLS off and passes everything on, WebSockets too. */
export async function startTlsFront(
  certificate: Certificate,
  port: number,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const sockets = new Set<TLSSocket>();
  const server = createServer(certificate, (outer) => {
    const inner = connect(port, '127.0.0.1');
    sockets.add(outer);
    outer.on('error', () => outer.destroy());
    inner.on('error', () => inner.destroy());
    outer.on('close', () => {
      sockets.delete(outer);
      inner.destroy();
    });
    inner.on('close', () => outer.destroy());
    outer.pipe(inner).pipe(outer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server has an address object, not a pipe's name.
  const address = server.address() as AddressInfo;
  return {
    url: `https://localhost:${address.port}`,
    stop() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
