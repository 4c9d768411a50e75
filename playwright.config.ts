import { defineConfig } from '@playwright/test';

// One app at a time: each test has an Electron, a relay and a simulator of its own, and two cores to share.
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: { trace: 'off' },
});
