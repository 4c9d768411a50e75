import { createServer, request } from 'node:http';

export type Balancer = { readonly url: string; stop(): Promise<void> };

/**
 * A load balancer as simple as they come: one request after the other to the next relay, whether it lives or not. What it
 * cannot deliver it answers 502, as they do.
 */
export async function startRoundRobin(urls: readonly string[]): Promise<Balancer> {
  let next = 0;
  const server = createServer((incoming, answer) => {
    const target = new URL(incoming.url ?? '/', urls[next++ % urls.length]);
    const outgoing = request(target, { method: incoming.method, headers: incoming.headers }, (heard) => {
      answer.writeHead(heard.statusCode ?? 502, heard.headers);
      heard.pipe(answer);
      heard.on('error', () => answer.destroy());
    });
    outgoing.on('error', () => {
      if (answer.headersSent) answer.destroy();
      else answer.writeHead(502).end();
    });
    incoming.pipe(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
