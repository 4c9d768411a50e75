// @ts-check
// `npm start`: from a fresh clone to the real app on demo data.
import path from 'node:path';

import { startDisplay } from './desktop.mjs';
import { ROOT, hasDisplay, prepareMachine, say } from './prepare.mjs';
import { runForeground } from './run-foreground.mjs';

const env = await prepareMachine({ isForTests: false });
say('building');
const isBuilt = (await runForeground('electron-vite', ['build', '--logLevel', 'warn'], env)) === 0;
if (isBuilt) {
  const display = hasDisplay() ? undefined : await startDisplay();
  if (display !== undefined) {
    say(
      `no display here: the app runs on a virtual one (${display.env['DISPLAY']}). \`npm run tour\` takes pictures of it.`,
    );
  }
  process.exitCode = await runForeground('node', [path.join(ROOT, 'build/demo/start.ts')], {
    ...env,
    ...display?.env,
  });
  await display?.stop();
} else {
  process.exitCode = 1;
}
