import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { announceIdentity } from './app-identity.ts';
import { findForbiddenSwitch } from './forbidden-switches.ts';
import { registerAppScheme } from './security.ts';
import { startApp } from './app.ts';

const forbidden = app.isPackaged
  ? findForbiddenSwitch({
      hasSwitch: (name) => app.commandLine.hasSwitch(name),
      isRoot: process.getuid?.() === 0,
      // electron-builder.yml says `refused`; where the archive is covered by its integrity, nobody can say otherwise.
      isDrivable: readFileSync(join(app.getAppPath(), 'package.json'), 'utf8').includes(
        '"debugging": "allowed"',
      ),
    })
  : undefined;

if (forbidden !== undefined) {
  // Before `ready`: Chromium has opened no port and no window yet.
  process.stderr.write(`Colleague Messaging does not start with --${forbidden}.\n`);
  app.exit(1);
}
// A second start raises the first window and ends; see `second-instance` in follow-system-adapter.ts.
else if (app.requestSingleInstanceLock()) {
  // Root (a container, CI) cannot have Chromium's sandbox and says so by this switch; pages are sandboxed all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // The app speaks British English: so do Chromium's own parts, such as the fields of a time.
  app.commandLine.appendSwitch('lang', 'en-GB');
  registerAppScheme();
  announceIdentity(app);
  startApp(app).catch((error: unknown) => {
    // Nothing is open yet that could show it.
    process.stderr.write(`Colleague Messaging could not start: ${String(error)}\n`);
    app.exit(1);
  });
} else {
  app.quit();
}
