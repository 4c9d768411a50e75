// What `npm start` runs: an agency on this machine and the real app, signed in as a demo consultant.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { demoIds, demoTokens } from '../../simulator/demo-world.ts';
import { type Agency, DEMO_USERS, startAgency } from './agency.ts';
import { giveHistory } from './history.ts';

const USER = 'priya';
/** Chromium complains of a computer without a system bus or a graphics card; what the app says looks otherwise. */
const CHROMIUM_LINE = /^\[\d+:[\d/.]+:(?:ERROR|WARNING|INFO):/u;

const agency = await startAgency({ recordCount: 400, simulator: { port: 4390, hasAutoAnswers: true } });
await giveHistory(agency);
const userData = mkdtempSync(join(tmpdir(), 'colleague-demo-'));
const app = await startElectron(agency);

console.log(`
  Meta (simulated)  ${agency.simulator.url}
  Phones            ${agency.simulator.url}/phones   ← be any candidate: read what arrived, answer
  Relay             ${agency.relayUrl}
  App               signed in as ${DEMO_USERS[USER].displayName}, on demo data
  Own number        to set one up in Settings: phone number id ${demoIds.ownPhoneOne}, account ${demoIds.waba},
                    token ${demoTokens.ownOne}

  Ctrl-C ends all of it.
`);

let isEnding = false;
const end = async () => {
  if (isEnding) return;
  isEnding = true;
  await new Promise<void>((resolve) => {
    if (app.exitCode !== null || app.signalCode !== null) return resolve();
    app.once('exit', () => resolve());
    app.kill('SIGTERM');
  });
  await agency.stop();
  rmSync(userData, { recursive: true, force: true });
};
process.on('SIGINT', () => void end());
process.on('SIGTERM', () => void end());
app.on('exit', () => void end());

async function startElectron({ cable, simulator, createEnrolmentCode }: Agency) {
  // The package answers the path of the runtime that build/runtime has chosen.
  const electron = createRequire(import.meta.url)('electron') as string;
  const args = [
    join(import.meta.dirname, '../..'),
    `--user-data-dir=${userData}`,
    `--relay-url=${cable.url}`,
    `--enrolment-code=${await createEnrolmentCode(USER)}`,
    `--graph-url=${simulator.url}`,
  ];
  // Chromium refuses its own sandbox to root; the renderer's Node stays off all the same.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  const child = spawn(electron, args, { stdio: ['ignore', 'inherit', 'pipe'] });
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (!CHROMIUM_LINE.test(line)) console.error(line);
  });
  return child;
}
