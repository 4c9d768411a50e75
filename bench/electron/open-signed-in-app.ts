import { type Agency, startAgency } from '../../build/demo/agency.ts';
import type { CleanUp } from '../clean-up.ts';
import { fillLog } from '../load/fill-log.ts';
import { APP_FOLDER } from './electron-path.ts';
import { type OpenApp, openApp } from './open-app.ts';

/** An agency whose relay, a process of its own, holds `messages` replies of `people` people. */
export async function startFilledAgency(
  cleanUp: CleanUp,
  { messages, people }: { readonly messages: number; readonly people: number },
): Promise<Agency> {
  const agency = await cleanUp.begin(startAgency({ recordCount: 50, relayAsProcess: true }), ({ stop }) =>
    stop(),
  );
  await fillLog(agency.relayUrl, messages, people);
  return agency;
}

/** The product's window in a new folder, signed in as Priya. It may still be reading the log. */
export async function openSignedInApp(cleanUp: CleanUp, agency: Agency): Promise<OpenApp> {
  return openApp(cleanUp, {
    folder: APP_FOLDER,
    userFolder: cleanUp.makeFolder(),
    args: [
      `--relay-url=${agency.relayUrl}`,
      `--enrolment-code=${await agency.createEnrolmentCode('priya')}`,
      `--graph-url=${agency.simulator.url}`,
    ],
  });
}

/** Resolves when everything that the log held is in the cache. */
export async function whenLevel({ page }: Pick<OpenApp, 'page'>, limitMs: number): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: 'Online' })
    .waitFor({ state: 'attached', timeout: limitMs });
}

/** By roles and names, as a consultant would. */
export async function openNewestConversation({ page }: Pick<OpenApp, 'page'>): Promise<void> {
  await page.getByRole('button', { name: 'Inbox' }).click();
  await page.getByRole('tab', { name: /^All / }).click();
  await page.getByRole('grid', { name: 'Conversations' }).getByRole('row').first().click();
  await page.getByRole('log').getByRole('article').first().waitFor();
}
