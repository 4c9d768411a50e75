import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server outside the app that counts who reached it: what the window was refused must not even have tried. */
export type Outside = { readonly url: string; readonly hits: () => number; close(): void };

/** Starts it on a free port of this machine. */
export async function startOutside(): Promise<Outside> {
  let hits = 0;
  const server: Server = createServer((_request, response) => {
    hits += 1;
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('outside');
  });
  server.on('upgrade', (_request, socket) => {
    hits += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server has an address object, not a pipe's name.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, hits: () => hits, close: () => server.close() };
}
