import { type IncomingMessage, type RequestListener, createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Certificate } from './certificates.ts';

export type HttpProxy = {
  /** `127.0.0.1:8080`. */
  readonly name: string;
  /** Where it was asked to connect to, and what it answered. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
};

/** A forward proxy as offices have: it knows CONNECT, and wants a name and a password if it was given them. */
export async function startHttpProxy(
  options: {
    readonly name?: string;
    readonly password?: string;
    /** Then desktops speak TLS with it. */
    readonly certificate?: Certificate;
    /** How it asks for them. */
    readonly scheme?: string;
    /** Answers every CONNECT so. */
    readonly status?: number;
  } = {},
): Promise<HttpProxy> {
  const asked: string[] = [];
  const sockets = new Set<Duplex>();
  const expected =
    options.password === undefined
      ? undefined
      : `Basic ${Buffer.from(`${options.name ?? ''}:${options.password}`).toString('base64')}`;
  const refuse: RequestListener = (_request, response) => response.writeHead(400).end();
  const { certificate } = options;
  const server = certificate === undefined ? createServer(refuse) : createTlsServer(certificate, refuse);
  const decide = (request: IncomingMessage) => {
    if (options.status !== undefined) return options.status;
    return expected === undefined || request.headers['proxy-authorization'] === expected ? 200 : 407;
  };
  server.on('connect', (request, socket) => {
    keep(sockets, socket);
    const status = decide(request);
    asked.push(`${request.url} ${status}`);
    if (status !== 200) {
      const offer =
        status === 407 ? `Proxy-Authenticate: ${options.scheme ?? 'Basic realm="office"'}\r\n` : '';
      socket.end(`HTTP/1.1 ${status} No\r\n${offer}Content-Length: 0\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`http://${request.url}`);
    const outer = connect(Number(port || 80), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(outer).pipe(socket);
    });
    keep(sockets, outer);
    socket.on('close', () => outer.destroy());
    outer.on('close', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server has an address object, not a pipe's name.
  const { port } = server.address() as AddressInfo;
  return {
    name: `127.0.0.1:${port}`,
    asked,
    stop() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function keep(sockets: Set<Duplex>, socket: Duplex): void {
  sockets.add(socket);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => sockets.delete(socket));
}
