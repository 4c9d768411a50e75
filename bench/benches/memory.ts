import { setTimeout as wait } from 'node:timers/promises';
import type { CleanUp } from '../clean-up.ts';
import { BARE_FOLDER } from '../electron/electron-path.ts';
import { openApp } from '../electron/open-app.ts';
import {
  openNewestConversation,
  openSignedInApp,
  startFilledAgency,
  whenLevel,
} from '../electron/open-signed-in-app.ts';
import { readTreeMegabytes } from '../electron/process-memory.ts';
import { type Bench, createFigure } from '../figure.ts';

const CONVERSATIONS = 400;
const MESSAGES = 5_000;
/** Half a minute after the last work Chromium and V8 give back what only the start needed. */
const REST_MS = 60_000;

/** What the whole app holds on a consultant's day, at rest, with a conversation open. */
export const memory: Bench = {
  name: 'memory',
  about: 'memory of the whole app with 400 conversations, beside a bare Electron window',
  needsApp: true,
  longestMs: 300_000,
  async run(cleanUp) {
    const app = await measureApp(cleanUp);
    const bare = await measureBare(cleanUp);
    return [
      createFigure({
        name: 'memory',
        value: app,
        unit: 'MB',
        limit: bare,
        note: `all processes, ${CONVERSATIONS} conversations, one of them open, at rest; limit: a bare Electron window`,
      }),
    ];
  },
};

async function measureApp(cleanUp: CleanUp): Promise<number> {
  const agency = await startFilledAgency(cleanUp, { messages: MESSAGES, people: CONVERSATIONS });
  const app = await openSignedInApp(cleanUp, agency);
  await whenLevel(app, 60_000);
  await openNewestConversation(app);
  await wait(REST_MS);
  const megabytes = readTreeMegabytes(app.pid);
  await app.close();
  return megabytes;
}

async function measureBare(cleanUp: CleanUp): Promise<number> {
  const app = await openApp(cleanUp, { folder: BARE_FOLDER, userFolder: cleanUp.makeFolder(), args: [] });
  await wait(REST_MS);
  const megabytes = readTreeMegabytes(app.pid);
  await app.close();
  return megabytes;
}
