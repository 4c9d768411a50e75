import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Simulation } from '../simulation.ts';
import { findPerson } from '../world/people.ts';
import { describeChat, listPhones } from './describe-phones.ts';

const files = [
  ['phones.html', 'text/html; charset=utf-8', '/phones'],
  ['phones.css', 'text/css; charset=utf-8', '/phones/phones.css'],
  ['people.css', 'text/css; charset=utf-8', '/phones/people.css'],
  ['bubble.css', 'text/css; charset=utf-8', '/phones/bubble.css'],
  ['about.css', 'text/css; charset=utf-8', '/phones/about.css'],
  ['phones.js', 'text/javascript; charset=utf-8', '/phones/phones.js'],
  ['bubble.js', 'text/javascript; charset=utf-8', '/phones/bubble.js'],
  ['about.js', 'text/javascript; charset=utf-8', '/phones/about.js'],
  ['element.js', 'text/javascript; charset=utf-8', '/phones/element.js'],
] as const;

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** The page on which one can be any candidate, with its data and its live events. Commands go through `/control`. */
export function servePhones(app: FastifyInstance, simulation: Simulation): void {
  for (const [file, type, path] of files) {
    const text = readFileSync(new URL(`./page/${file}`, import.meta.url), 'utf8');
    app.get(path, (_request, reply) =>
      reply
        .type(type)
        .header('content-security-policy', policy)
        .header('cache-control', 'no-cache')
        .send(text),
    );
  }
  app.get('/phones/people', () => listPhones(simulation));
  app.get<{ Params: { person: string } }>('/phones/chat/:person', (request, reply) => {
    const person = findPerson(simulation.world, request.params.person);
    return person === undefined
      ? reply.code(404).send({ error: 'No such person' })
      : describeChat(simulation, person);
  });
  app.get<{ Params: { media: string } }>('/phones/media/:media', (request, reply) => {
    const item = simulation.world.media.get(request.params.media);
    return item === undefined ? reply.code(404).send() : reply.type(item.mimeType).send(item.bytes);
  });
  serveEvents(app, simulation);
}

// Server-sent events carry only whose phone changed; the page then asks for it.
function serveEvents(app: FastifyInstance, simulation: Simulation): void {
  app.get('/phones/events', (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    reply.raw.write('retry: 1000\n\n');
    const tell = (personId: string): void => void reply.raw.write(`data: ${personId}\n\n`);
    simulation.listeners.add(tell);
    request.raw.on('close', () => simulation.listeners.delete(tell));
  });
}
