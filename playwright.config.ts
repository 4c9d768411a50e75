import { defineConfig } from '@playwright/test';

// One app at a time on one desktop: each test has an Electron, a relay and a simulator of its own. `npm test` runs two halves beside
// each other. In CI a test that failed is tried once more; if it passes then, the run names it.
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 1,
  retries: process.env['CI'] === undefined ? 0 : 1,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: { trace: 'off' },
});
