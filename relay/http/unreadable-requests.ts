import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RelayRefusal, sendRefusal } from './relay-refusal.ts';

/** What Node's parser calls the two mistakes that have a status of their own. */
const STATUSES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};
const BODY = JSON.stringify({
  error: {
    code: 'invalid-input',
    message: 'The relay cannot read this request: it is not HTTP as it should be.',
  },
});

/** Bytes that are not a request: answered in the relay's form, if anybody still listens, and hung up on. */
export function answerUnreadable(error: Error, socket: Socket): void {
  if (socket.writable) {
    const code = 'code' in error ? String(error.code) : '';
    const head = [
      `HTTP/1.1 ${STATUSES[code] ?? '400 Bad Request'}`,
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      'X-Content-Type-Options: nosniff',
      `Content-Length: ${Buffer.byteLength(BODY)}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${BODY}`);
  }
  socket.destroySoon();
}

/** An address that nothing can make sense of. */
export function answerBadAddress(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  sendRefusal(reply, new RelayRefusal('invalid-input', 'The relay cannot read this address.'));
}

/** Whoever hung up before the answer has no address any more, and limits that count by address would stumble. */
export function dropTheGone(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.socket.remoteAddress === undefined) return reply.hijack();
  });
}
