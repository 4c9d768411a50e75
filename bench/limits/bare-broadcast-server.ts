// The least that telling everybody can cost: what is posted goes to every socket as one frame. Nothing is checked, kept or
// acknowledged. Prints its address as one line of JSON.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.end(JSON.stringify({ peakBytes: process.resourceUsage().maxRSS * 1_024 }));
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    for (const socket of sockets.clients) socket.send(body, { binary: false });
    response.writeHead(200, { 'content-length': 0 }).end();
  });
});
server.on('upgrade', (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, () => undefined),
);
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify(server.address())}\n`));
process.on('SIGTERM', () => process.exit(0));
