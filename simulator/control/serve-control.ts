import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Simulation } from '../simulation.ts';
import { commands } from './commands.ts';
import { runCommand } from './control.ts';

type ControlAnswer = { readonly status: number; readonly body: unknown };

/** `POST /control/<command>` with a JSON object, or `GET` with a query; `GET /control` lists the commands. */
export function serveControl(app: FastifyInstance, simulation: Simulation): void {
  app.get('/control', () => ({ commands: Object.keys(commands).map((name) => `/control/${toKebab(name)}`) }));
  app.get<{ Params: { command: string } }>('/control/:command', async (request, reply) => {
    const { status, body } = await answer(simulation, request.params.command, request.query);
    return reply.code(status).send(body);
  });
  app.post<{ Params: { command: string }; Body: Buffer | undefined }>(
    '/control/:command',
    async (request, reply) => {
      const text = request.body?.toString('utf8') ?? '';
      const { status, body } = await answer(simulation, request.params.command, parseJson(text));
      return reply.code(status).send(body);
    },
  );
}

async function answer(simulation: Simulation, path: string, input: unknown): Promise<ControlAnswer> {
  try {
    return { status: 200, body: (await runCommand(simulation, toCamel(path), input)) ?? {} };
  } catch (error) {
    if (error instanceof z.ZodError) return { status: 400, body: { error: z.prettifyError(error) } };
    if (error instanceof TypeError || error instanceof RangeError)
      return { status: 404, body: { error: error.message } };
    throw error;
  }
}

function parseJson(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    // Not an object: the schema of the command then says so.
    return text;
  }
}

function toCamel(path: string): string {
  return path.replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

function toKebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
