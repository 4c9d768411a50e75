import type { TestProject } from 'vitest/node';
import { createPostgresServer } from './postgres-server.ts';

declare module 'vitest' {
  // What this set-up provides, where it runs.
  interface ProvidedContext {
    readonly postgresUrl: string | undefined;
  }
}

/** One server for the whole run; each test makes a database of its own on it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await createPostgresServer();
  await server.start();
  project.provide('postgresUrl', server.url);
  return () => server.remove();
}
