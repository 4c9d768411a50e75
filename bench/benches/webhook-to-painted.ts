import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { WebSocketServer } from 'ws';
import { startAgency } from '../../build/demo/agency.ts';
import type { CleanUp } from '../clean-up.ts';
import { APP_FOLDER, BARE_FOLDER } from '../electron/electron-path.ts';
import { openApp } from '../electron/open-app.ts';
import { measureClockOffset, watchForText, whenPainted } from '../electron/watch-page.ts';
import { type Bench, createFigure } from '../figure.ts';
import { buildRequest } from '../load/build-webhook.ts';
import { openConnection } from '../load/post-requests.ts';
import { percentile } from '../measure.ts';

const SAM = 'Sam Taylor';
const SAM_PHONE = '447700900456';
const MESSAGES = 80;
const WARM_UP = 10;

/** Says something from outside; the page will show it. */
type Say = (text: string) => Promise<void> | void;

/** A reply on its way: webhook, log, socket, database, change, page, paint. */
export const webhookToPainted: Bench = {
  name: 'webhook-to-painted',
  about: 'POST of a webhook to the bubble painted in the open chat, beside a bare message to a bare window',
  needsApp: true,
  async run(cleanUp) {
    const app = await measureApp(cleanUp);
    const bare = await measureBareWindow(cleanUp);
    return [0.5, 0.95].map((share) =>
      createFigure({
        name: `webhook-to-painted-p${share * 100}`,
        value: percentile(app, share),
        unit: 'ms',
        limit: percentile(bare, share),
        note: `${MESSAGES} replies into an open chat; limit: socket, main, page, paint and nothing else`,
      }),
    );
  },
};

async function measureApp(cleanUp: CleanUp): Promise<readonly number[]> {
  const agency = await cleanUp.begin(startAgency({ recordCount: 50, relayAsProcess: true }), ({ stop }) =>
    stop(),
  );
  const connection = await openConnection(agency.relayUrl);
  cleanUp.add(connection.close);
  let count = 0;
  const say: Say = (text) => {
    count += 1;
    const message = {
      phone: SAM_PHONE,
      wamid: `wamid.painted.${count}`,
      text,
      at: Math.floor(Date.now() / 1_000),
    };
    return connection.post(buildRequest(`${agency.relayUrl}/webhook`, [message]));
  };
  const { page, close } = await openApp(cleanUp, {
    folder: APP_FOLDER,
    userFolder: cleanUp.makeFolder(),
    args: [
      `--relay-url=${agency.relayUrl}`,
      `--enrolment-code=${await agency.createEnrolmentCode('priya')}`,
      `--graph-url=${agency.simulator.url}`,
    ],
  });
  await say('The first words');
  await openChat(page);
  const times = await measureMessages(page, say);
  await close();
  return times;
}

/** By roles and names, as a consultant would. */
async function openChat(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Filter records' }).fill(SAM);
  await page.getByRole('grid', { name: 'Records' }).getByRole('row').filter({ hasText: SAM }).first().click();
  await page.getByRole('tab', { name: 'WhatsApp' }).click();
  await page.getByRole('row').filter({ hasText: 'The first words' }).click();
  await page.getByRole('log').getByRole('article').filter({ hasText: 'The first words' }).waitFor();
}

async function measureBareWindow(cleanUp: CleanUp): Promise<readonly number[]> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  cleanUp.add(() => {
    server.clients.forEach((client) => client.terminate());
    server.close();
  });
  await once(server, 'listening');
  // A TCP server has an address object, not a pipe's name.
  const { port } = server.address() as AddressInfo;
  const connected = once(server, 'connection');
  const { page, close } = await openApp(cleanUp, {
    folder: BARE_FOLDER,
    userFolder: cleanUp.makeFolder(),
    args: [`--feed-url=ws://127.0.0.1:${port}`],
  });
  await connected;
  const times = await measureMessages(page, (text) => server.clients.forEach((client) => client.send(text)));
  await close();
  return times;
}

/** Milliseconds from saying to painted, for each message. */
async function measureMessages(page: Page, say: Say): Promise<readonly number[]> {
  const offsetMs = await measureClockOffset(page);
  const times: number[] = [];
  for (let number = 1; number <= WARM_UP + MESSAGES; number += 1) {
    const text = `Reply number ${number}.`;
    await watchForText(page, text);
    const saidAt = performance.now();
    await say(text);
    const paintedAt = await whenPainted(page);
    if (number > WARM_UP) times.push(paintedAt - offsetMs - saidAt);
    // Not in step with the screen's frames, and with the quiet that there is between two replies.
    await wait(40 + ((number * 7) % 17));
  }
  return times;
}
