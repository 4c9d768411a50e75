import { startAgency } from '../../build/demo/agency.ts';
import type { CleanUp } from '../clean-up.ts';
import { APP_FOLDER, BARE_FOLDER } from '../electron/electron-path.ts';
import { measureStart } from '../electron/measure-start.ts';
import { openApp } from '../electron/open-app.ts';
import { type Bench, createFigure } from '../figure.ts';
import { median } from '../measure.ts';

const RECORDS = 2_000;
const ROUNDS = 7;

/** From the start of the process to the list of records with rows in it: signed in, the cache filled by an earlier start. */
export const start: Bench = {
  name: 'start',
  about: 'process start to the first window with records, beside a bare Electron window',
  needsApp: true,
  async run(cleanUp) {
    const agency = await cleanUp.begin(
      startAgency({ recordCount: RECORDS, relayAsProcess: true }),
      ({ stop }) => stop(),
    );
    const userFolder = cleanUp.makeFolder();
    const bareFolder = cleanUp.makeFolder();
    await fillCache(cleanUp, userFolder, [
      `--relay-url=${agency.relayUrl}`,
      `--enrolment-code=${await agency.createEnrolmentCode('priya')}`,
    ]);
    const app: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const appMs = await measureStart(cleanUp, APP_FOLDER, userFolder);
      const bareMs = await measureStart(cleanUp, BARE_FOLDER, bareFolder);
      // The first of each fills the caches of the disk.
      if (round === 0) continue;
      app.push(appMs);
      bare.push(bareMs);
    }
    return [
      createFigure({
        name: 'start',
        value: median(app),
        unit: 'ms',
        limit: median(bare),
        note: `process start to ${RECORDS.toLocaleString('en-GB')} records in the list; limit: a bare Electron window`,
      }),
    ];
  },
};

async function fillCache(cleanUp: CleanUp, userFolder: string, args: readonly string[]): Promise<void> {
  const { page, close } = await openApp(cleanUp, { folder: APP_FOLDER, userFolder, args });
  await page.getByText(/^2,0\d\d records$/).waitFor({ timeout: 30_000 });
  await close();
}
