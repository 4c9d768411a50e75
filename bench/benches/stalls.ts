import { setTimeout as wait } from 'node:timers/promises';
import type { CleanUp } from '../clean-up.ts';
import { BARE_FOLDER } from '../electron/electron-path.ts';
import { openApp } from '../electron/open-app.ts';
import { openSignedInApp, startFilledAgency, whenLevel } from '../electron/open-signed-in-app.ts';
import { type Stalls, readStalls, watchStalls } from '../electron/watch-stalls.ts';
import { type Bench, type Figure, createFigure } from '../figure.ts';

const MESSAGES = 100_000;
const PEOPLE = 2_000;
const LONGEST_MS = 120_000;

/** Whether the app stands still while a new desktop reads the whole log. */
export const stalls: Bench = {
  name: 'stalls',
  about: 'times over 50 ms in which main or the window stood still during a catch-up of 100,000',
  needsApp: true,
  longestMs: 300_000,
  async run(cleanUp) {
    const agency = await startFilledAgency(cleanUp, { messages: MESSAGES, people: PEOPLE });
    const app = await openSignedInApp(cleanUp, agency);
    // The start of the window has a bench of its own.
    await app.page.getByRole('status').filter({ hasText: 'Catching up' }).waitFor({ state: 'attached' });
    await watchStalls(app);
    const beganAt = performance.now();
    await whenLevel(app, LONGEST_MS);
    const durationMs = performance.now() - beganAt;
    const product = await readStalls(app);
    await app.close();
    const bare = await measureBare(cleanUp, durationMs);
    return [...toFigures('main', product, bare), ...toFigures('page', product, bare)];
  },
};

/** A window that has nothing to do, for as long: what the machine itself takes away. */
async function measureBare(cleanUp: CleanUp, durationMs: number): Promise<Stalls> {
  const bare = await openApp(cleanUp, { folder: BARE_FOLDER, userFolder: cleanUp.makeFolder(), args: [] });
  await watchStalls(bare);
  await wait(durationMs);
  const stalled = await readStalls(bare);
  await bare.close();
  return stalled;
}

function toFigures(where: keyof Stalls, product: Stalls, bare: Stalls): readonly Figure[] {
  const note = `${where === 'main' ? 'the main process' : 'the window'} during a catch-up of ${MESSAGES.toLocaleString('en-GB')}`;
  return [
    createFigure({
      name: `stalls-${where}`,
      value: product[where].length,
      limit: bare[where].length,
      unit: 'times',
      note: `over 50 ms, ${note}; limit: a bare window for as long`,
    }),
    createFigure({
      name: `stalls-${where}-longest`,
      value: Math.max(0, ...product[where]),
      limit: Math.max(0, ...bare[where]),
      unit: 'ms',
      note: 'the longest of them',
    }),
  ];
}
