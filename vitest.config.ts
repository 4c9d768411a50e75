import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** What is about the file, not about the log. */
const SQLITE_ONLY = ['tests/integration/relay/durability/**'];

/** On a machine of many tenants one may fail that is right; what passed only at its second try is named at the end. */
const retry = process.env.CI === undefined ? 0 : 1;

export default defineConfig({
  plugins: [react()],
  test: {
    // One more than there are cores: what waits for a disk, a server or a clock leaves room for another.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          environment: 'node',
          // No test is timed: this only ends one that hangs, also where others use the machine.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          exclude: ['tests/integration/relay/postgres/**'],
          environment: 'node',
          retry,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // The relay's tests once more, with a real PostgreSQL under every relay.
        extends: true,
        test: {
          name: 'postgres',
          include: ['tests/integration/relay/**/*.test.ts'],
          exclude: SQLITE_ONLY,
          environment: 'node',
          retry,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          globalSetup: 'tests/support/postgres-global-setup.ts',
        },
      },
    ],
  },
});
