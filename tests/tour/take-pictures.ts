// `npm run tour`: drives the real app through the main job and takes a picture of each screen, light and dark.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { type Agency, startAgency } from '../../build/demo/agency.ts';
import { giveHistory } from '../../build/demo/history.ts';
import { demoIds } from '../../simulator/demo-world.ts';
import { makeUserFolder, removeUserFolder, startDesktopApp } from '../support/desktop-app.ts';
import {
  beginConversation,
  bubbles,
  chooseTemplate,
  chooseWhatsApp,
  connection,
  openRecord,
  writeText,
} from '../support/journeys.ts';
import { makeDocx } from '../support/sample-documents.ts';
import { silentMp3 } from '../support/sample-media.ts';

const FOLDER = join(import.meta.dirname, '../../docs/pictures');
const SAM = 'Sam Taylor';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const SAM_PHONE = '447700900456';
const CV = [
  'Sam Taylor',
  'Site Manager · Leeds',
  'Twelve years on residential and commercial sites between £2m and £25m, from groundworks to handover.',
  '2019 to now: Site Manager, Mersey Engineering',
  'Led 40 trades on 180 homes in Harrogate, finished five weeks early and without a reportable accident.',
  '2013 to 2019: Assistant Site Manager, Northgate Builders',
  'Schools and a health centre in Bradford; programme, snagging and client meetings.',
  'SMSTS · First aid at work · CSCS black card · Full driving licence',
];

mkdirSync(FOLDER, { recursive: true });
for (const colorScheme of ['light', 'dark'] as const) {
  const agency = await startAgency({ recordCount: 400, simulator: { speed: 20 } });
  await giveHistory(agency);
  await takeTour(agency, colorScheme);
  await takeUsers(agency, colorScheme);
  await agency.stop();
}

async function takeTour(agency: Agency, colorScheme: 'light' | 'dark'): Promise<void> {
  const { control } = agency.simulator;
  const userFolder = makeUserFolder();
  const app = await startDesktopApp({
    agency,
    user: 'priya',
    userFolder,
    colorScheme,
    size: { width: 1280, height: 800 },
  });
  const { page } = app;
  const take = async (name: string) => {
    const file = `${name}-${colorScheme}.png`;
    await page.screenshot({ path: join(FOLDER, file), animations: 'disabled' });
    process.stdout.write(`  docs/pictures/${file}\n`);
  };

  await connection(page).getByText('Online').waitFor({ state: 'attached' });
  await page.getByRole('grid', { name: 'Records' }).getByRole('row').nth(3).waitFor();
  await take('1-records');

  await openRecord(page, SAM);
  await page
    .getByRole('article', { name: SAM, exact: true })
    .getByRole('button', { name: `Message ${SAM}` })
    .click();
  await page.getByRole('menuitem', { name: /^WhatsApp/ }).waitFor();
  await take('2-record');
  await page.keyboard.press('Escape');

  await chooseWhatsApp(page, SAM);
  await page.getByRole('button', { name: /^Job opportunity/ }).waitFor();
  await take('3-templates');
  await chooseTemplate(page, 'Job opportunity');
  await take('4-preview');
  await page.keyboard.press('Control+Enter');
  await bubbles(page, 'Priya Shah').getByRole('img', { name: 'Read' }).waitFor();
  await control.sendText({
    from: SAM_PHONE,
    to: demoIds.companyPhone,
    text: 'Yes, *tell me more*. Is it near Leeds?',
  });
  await bubbles(page, 'near Leeds').waitFor();
  await writeText(page, 'It is: ten minutes from the station, and they pay for parking.');
  await bubbles(page, 'ten minutes').getByRole('img', { name: 'Read' }).waitFor();
  // People take their time; Meta tells it in whole seconds.
  await control.advanceClock({ milliseconds: 30_000 });
  await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Perfect 👍 When can we talk?' });
  await bubbles(page, 'When can we talk').waitFor();
  // Seen, and so read.
  const row = page.getByRole('grid', { name: 'Records' }).getByRole('row', { name: /unread/ });
  await row.waitFor({ state: 'detached' });
  await take('5-chat');

  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByRole('tabpanel', { name: 'History' }).getByText('ten minutes').waitFor();
  await take('6-history');

  await beginConversation(page, 'Nora Whitlock', 'Job opportunity');
  await bubbles(page, '131026').waitFor();
  await take('7-failure');

  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: /Inbox/ }).click();
  await takeFiles(agency, page, take);
  await page.getByRole('button', { name: /WhatsApp Notifications/ }).click();
  await page.getByRole('list', { name: 'Unread replies' }).waitFor();
  await take('8-replies');
  await page.keyboard.press('Escape');

  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: /Settings/ })
    .click();
  await page
    .getByRole('heading', { name: /number/i })
    .first()
    .waitFor();
  await take('9-settings');
  await page.getByRole('button', { name: 'Preferences' }).click();
  await page.getByRole('switch', { name: 'Notify me of replies' }).waitFor();
  await take('10-preferences');

  await app.close();
  removeUserFolder(userFolder);
}

/** Files in the inbox: in the chat, and one beside it; then a message's own story, and words found in all chats. */
async function takeFiles(
  { simulator: { control } }: Agency,
  page: Page,
  take: (name: string) => Promise<void>,
) {
  const fromSam = { from: SAM_PHONE, to: demoIds.companyPhone };
  await page.getByRole('row', { name: /Sam Taylor/ }).click();
  await control.sendText({ ...fromSam, text: 'Tomorrow at ten is fine. My CV, and where I worked last:' });
  const photo = readFileSync(join(FOLDER, '../../build/icons/icon.png')).toString('base64');
  await control.sendImage({
    ...fromSam,
    base64: photo,
    mimeType: 'image/png',
    caption: 'The sign at our last site',
  });
  await control.sendAudio({
    ...fromSam,
    base64: silentMp3(14).toString('base64'),
    mimeType: 'audio/mpeg',
    isVoice: true,
  });
  const cv = makeDocx(CV).toString('base64');
  await control.sendDocument({ ...fromSam, base64: cv, fileName: 'Sam Taylor CV.docx', mimeType: DOCX });
  await page.getByRole('button', { name: 'Preview Sam Taylor CV.docx' }).click();
  await page
    .getByRole('region', { name: 'Preview of Sam Taylor CV.docx' })
    .getByText('Site Manager')
    .first()
    .waitFor();
  await take('16-file');
  await page.keyboard.press('Escape');
}

/** What administrators see and nobody else. */
async function takeUsers(agency: Agency, colorScheme: 'light' | 'dark'): Promise<void> {
  const userFolder = makeUserFolder();
  const app = await startDesktopApp({
    agency,
    user: 'kate',
    userFolder,
    colorScheme,
    size: { width: 1280, height: 800 },
  });
  const { page } = app;
  await connection(page).getByText('Online').waitFor({ state: 'attached' });
  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: /Settings/ })
    .click();
  const take = async (name: string, title: string, ready: Locator) => {
    await page.getByRole('button', { name: title, exact: true }).click();
    await ready.waitFor();
    const file = `${name}-${colorScheme}.png`;
    await page.screenshot({ path: join(FOLDER, file), animations: 'disabled' });
    process.stdout.write(`  docs/pictures/${file}\n`);
  };
  await take('11-users', 'Users and desktops', page.getByRole('listitem', { name: 'Kate Morgan' }));
  await take('12-company-number', 'The company’s number', page.getByText(/^A token ending in/u));
  await take('13-guide', 'Set-up guide', page.getByRole('heading', { name: 'Set-up guide' }));
  await take('14-templates', 'Templates', page.getByRole('list', { name: 'All templates' }));
  await take(
    '15-doctor',
    'Doctor',
    page.getByRole('region', { name: 'This computer' }).getByText('Replies arrive at once.'),
  );
  await app.close();
  removeUserFolder(userFolder);
}
