import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { serveControl } from './control/serve-control.ts';
import { buildErrorEnvelope } from './graph/meta-error.ts';
import { parseGraphUrl, type GraphRequest } from './graph/graph-request.ts';
import { serveGraph, type ServedAnswer } from './graph/serve-graph.ts';
import { serialiseAsMeta } from './webhooks/escape-json.ts';
import { servePhones } from './phones/serve-phones.ts';
import type { Simulation } from './simulation.ts';

const BODY_LIMIT = 110 * 1024 * 1024;

/** The one HTTP server: Graph API at the root, control and phones beside it. Bodies stay bytes until somebody reads them. */
export function buildServer(simulation: Simulation, stop: AbortSignal): FastifyInstance {
  const app = Fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  serveControl(app, simulation);
  servePhones(app, simulation);
  app.all('/*', async (request, reply) => {
    const served = await serveGraph(simulation, toGraphRequest(request), stop);
    return sendAnswer(reply, served);
  });
  return app;
}

function toGraphRequest(request: FastifyRequest): GraphRequest {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  return { method: request.method, headers, body, ...parseGraphUrl(request.url) };
}

function sendAnswer(reply: FastifyReply, { answer, headers, traceId }: ServedAnswer): FastifyReply {
  switch (answer.kind) {
    case 'json':
      return reply
        .code(answer.status)
        .headers(headers)
        .type('application/json')
        .send(serialiseAsMeta(answer.body, 'current'));
    case 'error':
      return reply
        .code(answer.error.status)
        .headers(headers)
        .type('application/json')
        .send(serialiseAsMeta({ ...buildErrorEnvelope(answer.error, traceId), ...answer.body }, 'current'));
    case 'binary':
      return answer.isCut
        ? sendHalf(reply, answer.mimeType, answer.bytes)
        : reply.code(200).type(answer.mimeType).send(answer.bytes);
    case 'redirect':
      return reply.redirect(answer.url);
    case 'text':
      return reply.code(answer.status).type(answer.contentType).send(answer.text);
    case 'reset':
      reply.hijack();
      reply.raw.socket?.resetAndDestroy();
      return reply;
  }
}

function sendHalf(reply: FastifyReply, mimeType: string, bytes: Buffer): FastifyReply {
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': mimeType, 'content-length': bytes.length });
  reply.raw.write(bytes.subarray(0, bytes.length / 2), () => reply.raw.socket?.resetAndDestroy());
  return reply;
}
