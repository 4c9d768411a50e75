import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import { endService, readAnswer, startService } from '../../../../build/setup/service.mjs';
import { makeTemporaryFolder } from '../temporary-folder.ts';

/** A service that has a child, says both process ids, and ends by itself only after a minute. */
const FAMILY = `
  const child = require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  require('node:fs').writeSync(3, process.pid + ' ' + child.pid + '\\n');
  setTimeout(() => {}, 60000);
`;

describe('A service', () => {
  test('ends with everything that it has started.', async () => {
    const service = await startService(process.execPath, ['-e', FAMILY]);
    const family = (await readAnswer(service)).split(' ').map(Number);
    expect(listRunning(family)).toEqual(family);
    await endService(service);
    await expect.poll(() => listRunning(family)).toEqual([]);
  });

  test('that does not listen is ended all the same.', async () => {
    const service = await startService(process.execPath, ['-e', `process.on('SIGTERM', () => {});${FAMILY}`]);
    const family = (await readAnswer(service)).split(' ').map(Number);
    await endService(service);
    await expect.poll(() => listRunning(family)).toEqual([]);
  });

  test('that ends before it is ready is an error and not a wait.', async () => {
    const service = await startService(process.execPath, ['-e', '']);
    await expect(readAnswer(service)).rejects.toThrow('ended before it was ready');
    await expect(endService(service)).resolves.toBeUndefined();
  });

  test('that is not installed is named.', async () => {
    await expect(startService('no-such-program', [])).rejects.toThrow('no-such-program could not be started');
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'does not outlive the command that is ended by %s.',
    async (signal) => {
      const command = spawn(process.execPath, [makeCommand()], { stdio: ['ignore', 'pipe', 'inherit'] });
      const lines = createInterface({ input: command.stdout });
      const [family] = (await once(lines, 'line')) as [string];
      command.kill(signal);
      const [code] = (await once(command, 'exit')) as [number];
      expect(code).toBe(7);
      await expect.poll(() => listRunning(family.split(' ').map(Number))).toEqual([]);
    },
  );
});

/** As `npm start` is built: a service, a command in the foreground, and an end when it is asked for. */
function makeCommand(): string {
  const setup = resolve('build/setup');
  const file = join(makeTemporaryFolder(), 'command.mjs');
  writeFileSync(
    file,
    `import { catchEndRequests, endRequest } from '${setup}/end-request.mjs';
     import { runForeground } from '${setup}/run-foreground.mjs';
     import { endService, readAnswer, startService } from '${setup}/service.mjs';
     catchEndRequests();
     const service = await startService(process.execPath, ['-e', ${JSON.stringify(FAMILY)}]);
     const family = await readAnswer(service);
     const announce = 'console.log(' + JSON.stringify(family) + ' + " " + process.pid); setTimeout(() => {}, 60000)';
     await runForeground(process.execPath, ['-e', announce], process.env);
     await endService(service);
     process.exitCode = endRequest.aborted ? 7 : 1;`,
  );
  return file;
}

function listRunning(pids: readonly number[]): readonly number[] {
  return pids.filter(isRunning);
}

function isRunning(pid: number): boolean {
  if (process.platform === 'linux') return isRunningOnLinux(pid);
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A program that has ended answers signals until its parent, here process 1, has asked for its end. */
function isRunningOnLinux(pid: number): boolean {
  const file = `/proc/${pid}/stat`;
  return existsSync(file) && !readFileSync(file, 'utf8').includes(') Z ');
}
