import { test as base } from '@playwright/test';
import { type Agency, type AgencyOptions, type DemoUsername, startAgency } from '../../build/demo/agency.ts';
import {
  type DesktopApp,
  type DesktopOptions,
  makeUserFolder,
  removeUserFolder,
  startDesktopApp,
} from './desktop-app.ts';

/** Meta's simulator a hundred times as fast: delivered and read come within the blink of an eye. */
const FAST = { speed: 50 } as const;

export type Fixtures = {
  /** Options of the agency; a file sets them with `test.use`. */
  readonly agencyOptions: AgencyOptions;
  readonly agency: Agency;
  /** Starts a desktop of a user, or one that nobody has signed in on; everything is closed after the test. */
  readonly startApp: (
    user: DemoUsername | undefined,
    folder?: string,
    more?: Pick<DesktopOptions, 'colorScheme' | 'env' | 'size' | 'switches'>,
  ) => Promise<DesktopApp>;
};

/** `test` with a real agency (simulator, relay, users, records) and real desktops. */
export const test = base.extend<Fixtures>({
  agencyOptions: [{}, { option: true }],
  agency: async ({ agencyOptions }, use) => {
    const agency = await startAgency({
      recordCount: 40,
      ...agencyOptions,
      simulator: { ...FAST, ...agencyOptions.simulator },
    });
    await use(agency);
    await agency.stop();
  },
  startApp: async ({ agency }, use, testInfo) => {
    const apps: DesktopApp[] = [];
    const folders = new Set<string>();
    await use(async (user, folder = makeUserFolder(), more = {}) => {
      const isNew = !folders.has(folder);
      folders.add(folder);
      const signsIn = isNew && user !== undefined;
      const app = await startDesktopApp({
        agency,
        userFolder: folder,
        ...(signsIn ? { user } : {}),
        ...more,
      });
      apps.push(app);
      return app;
    });
    if (testInfo.status !== testInfo.expectedStatus) {
      for (const [index, app] of apps.entries()) {
        await app.page
          .screenshot({ path: testInfo.outputPath(`failure-${index}.png`), timeout: 5_000 })
          .catch(() => undefined);
        process.stdout.write(await describeFailure(app, index));
      }
      process.stdout.write(
        `--- Meta has accepted\n${JSON.stringify(await agency.simulator.control.listAccepted({}))}\n`,
      );
    }
    for (const app of apps) await app.close();
    for (const folder of folders) removeUserFolder(folder);
  },
});

/** What stood in the window and what was printed: of a run elsewhere the log of the run is all that is left. */
async function describeFailure({ page, output }: DesktopApp, index: number): Promise<string> {
  const seen = await page
    .locator('body')
    .ariaSnapshot({ timeout: 5_000 })
    .catch((error: unknown) => `no answer: ${String(error)}`);
  return [`--- window ${index}`, seen.slice(0, 12_000), '--- its output', ...output, '---', ''].join('\n');
}

export { expect } from '@playwright/test';
