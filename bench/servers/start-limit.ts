import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { z } from 'zod';
import type { CleanUp } from '../clean-up.ts';
import { endProcess } from '../end-process.ts';

/** A server under measurement: the relay, or its limit. */
export type Server = {
  /** Without trailing slash. */
  readonly url: string;
  /** The most memory that its process has had. */
  readPeakMegabytes(): Promise<number>;
};

const addressSchema = z.object({ port: z.number() });
const memorySchema = z.object({ peakBytes: z.number() });

/** Starts a program of `bench/limits`, a process of its own. */
export async function startLimit(cleanUp: CleanUp, program: string, ...words: string[]): Promise<Server> {
  const entry = path.join(import.meta.dirname, '../limits', program);
  const child = spawn(process.execPath, [entry, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  cleanUp.add(() => endProcess(child));
  const url = `http://127.0.0.1:${await readPort(child)}`;
  return {
    url,
    async readPeakMegabytes() {
      const answer: unknown = await (await fetch(url)).json();
      return memorySchema.parse(answer).peakBytes / 1e6;
    },
  };
}

async function readPort({ stdout }: ChildProcess): Promise<number> {
  if (stdout === null) throw new Error('The server has no output.');
  const [line] = (await once(stdout, 'data')) as [Buffer];
  return addressSchema.parse(JSON.parse(String(line))).port;
}
