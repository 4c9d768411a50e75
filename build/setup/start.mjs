// @ts-check
// `npm start`: from a fresh clone to the real app on demo data. Ctrl-C is how it ends, and so it ends well.
import path from 'node:path';

import { catchEndRequests, endRequest } from './end-request.mjs';
import { ROOT, hasDisplay, prepareMachine, say } from './prepare.mjs';
import { runForeground } from './run-foreground.mjs';
import { startDesktop } from './with-desktop.mjs';

// Without a screen the whole desktop around it is missing too: notifications and a keyring.
const env = await prepareMachine({ isForTests: !hasDisplay() });
catchEndRequests();
const code = await run();
process.exitCode = endRequest.aborted ? 0 : code;

async function run() {
  say('building');
  const built = await runForeground('electron-vite', ['build', '--logLevel', 'warn'], env);
  if (built !== 0) return built;
  const desktop = hasDisplay() ? undefined : await startDesktop(env);
  if (desktop !== undefined) {
    const display = desktop.env['DISPLAY'];
    say(
      `no display here: the app runs on a virtual one (${display}). \`npm run tour\` takes pictures of it.`,
    );
  }
  try {
    return await runForeground('node', [path.join(ROOT, 'build/demo/start.ts')], desktop?.env ?? env);
  } finally {
    await desktop?.stop();
  }
}
