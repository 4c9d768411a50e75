import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import type { Agency } from '../../build/demo/agency.ts';
import { demoIds } from '../../simulator/demo-world.ts';
import { makeUserFolder } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { findViolations } from '../support/find-violations.ts';
import { beginConversation, bubbles, conversation } from '../support/journeys.ts';

const SAM = 'Sam Taylor';
const SAM_PHONE = '447700900456';
const PICTURE = readFileSync(new URL('../../docs/pictures/5-chat-light.png', import.meta.url));

/** A chat in which may be written. */
async function openWindow(page: Page, agency: Agency): Promise<void> {
  await beginConversation(page, SAM, 'Job opportunity');
  await agency.simulator.control.sendText({
    from: SAM_PHONE,
    to: demoIds.companyPhone,
    text: 'Yes please',
  });
  await expect(page.getByRole('textbox', { name: 'Write a message' })).toBeVisible();
}

const attached = (page: Page): Locator => page.getByRole('list', { name: 'Attached files' });

const quote = (page: Page): Locator => page.getByText(`Reply to ${SAM}`, { exact: true });

async function choose(page: Page, name: string, mimeType: string, buffer: Buffer): Promise<void> {
  await page.getByLabel('Files to attach').setInputFiles({ name, mimeType, buffer });
}

/** As a hand would: over the chat, or out of the clipboard. */
async function bring(page: Page, how: 'drop' | 'paste', name: string, bytes: Buffer): Promise<void> {
  const target =
    how === 'drop' ? conversation(page, SAM) : page.getByRole('textbox', { name: 'Write a message' });
  await target.evaluate(
    (element, { how, name, base64 }) => {
      const data = new DataTransfer();
      const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      data.items.add(new File([content], name, { type: 'image/png' }));
      const init = { bubbles: true, cancelable: true };
      element.dispatchEvent(
        how === 'drop'
          ? new DragEvent('drop', { ...init, dataTransfer: data })
          : new ClipboardEvent('paste', { ...init, clipboardData: data }),
      );
    },
    { how, name, base64: bytes.toString('base64') },
  );
}

test('chosen, pasted and dropped files arrive on the phone, in their order, with names and captions', async ({
  agency,
  startApp,
}, testInfo) => {
  const { page } = await startApp('priya');
  await openWindow(page, agency);
  await choose(page, 'Offer – Sam Taylor.pdf', 'application/pdf', randomBytes(400_000));
  await bring(page, 'paste', 'image.png', PICTURE);
  await bring(page, 'drop', 'map.png', PICTURE);
  await expect(attached(page).getByRole('listitem')).toHaveCount(3);
  await page.getByRole('textbox', { name: 'Caption for Offer – Sam Taylor.pdf' }).fill('Your *offer*');
  await page.getByRole('button', { name: 'Send map.png earlier' }).click();
  await page.getByRole('button', { name: 'Send map.png earlier' }).click();
  await page.getByRole('button', { name: 'Remove image.png' }).click();
  await expect(attached(page).getByRole('listitem')).toHaveCount(2);
  await page.screenshot({ path: testInfo.outputPath('tray-light.png') });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: testInfo.outputPath('tray-dark.png') });
  expect(await findViolations(page, 'files in the tray')).toEqual([]);
  await page.getByRole('textbox', { name: 'Write a message' }).fill('Both are attached');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(attached(page)).toHaveCount(0);

  const offer = bubbles(page, 'Offer – Sam Taylor.pdf');
  await expect(offer.getByRole('img', { name: 'Read' })).toBeVisible();
  await expect(bubbles(page, 'Both are attached').getByRole('img', { name: 'Read' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show the photo' })).toBeVisible();
  const received = await agency.simulator.control.listReceived({ person: SAM_PHONE });
  expect(received.map(({ type }) => type)).toEqual(['template', 'image', 'document', 'text']);
  const onPhone = JSON.stringify(received[2]);
  expect(onPhone).toContain('Offer – Sam Taylor.pdf');
  expect(onPhone).toContain('Your *offer*');
  await page.screenshot({ path: testInfo.outputPath('sent.png') });
});

test('what WhatsApp does not take is said before anything is uploaded', async ({
  agency,
  startApp,
}, testInfo) => {
  const { page } = await startApp('priya');
  await openWindow(page, agency);
  await choose(page, 'CVs.zip', 'application/zip', randomBytes(1_000));
  await expect(attached(page)).toContainText('WhatsApp does not take files of the kind .zip.');
  await choose(page, 'scan.png', 'image/png', randomBytes(5 * 1024 * 1024 + 1));
  await expect(attached(page)).toContainText('A picture may have 5 MB on WhatsApp; this one has 5.1 MB.');
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  const notes = Array.from({ length: 31 }, (_, index) => ({
    name: `note ${index + 1}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from('Hello'),
  }));
  await page.getByLabel('Files to attach').setInputFiles(notes);
  await expect(page.getByRole('alert').first()).toHaveText(
    'At most 30 files can be sent at once, so 1 file was not attached. Send these first, then attach the rest.',
  );
  await expect(attached(page).getByRole('listitem')).toHaveCount(32);
  await page.screenshot({ path: testInfo.outputPath('refused.png') });
});

test('killed with an upload under way and a draft of words, files and a quote: the upload goes out once, the draft is whole', async ({
  agency,
  startApp,
}, testInfo) => {
  test.setTimeout(120_000);
  const folder = makeUserFolder();
  const app = await startApp('priya', folder);
  await openWindow(app.page, agency);
  await choose(app.page, 'Offer.pdf', 'application/pdf', randomBytes(2_000_000));
  await expect(attached(app.page)).toContainText('1.9 MB');
  await agency.cable.unplug();
  await app.page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(bubbles(app.page, 'Offer.pdf')).toContainText(/uploaded|tried again/u);

  await choose(app.page, 'CV.pdf', 'application/pdf', randomBytes(20_000));
  await choose(app.page, 'map.png', 'image/png', PICTURE);
  await choose(app.page, 'spare.pdf', 'application/pdf', randomBytes(1_000));
  await expect(attached(app.page).getByRole('listitem')).toHaveCount(3);
  // Files without words are a draft, too.
  await expect(app.page.getByRole('row').filter({ hasText: 'Draft' })).toBeVisible();
  await app.page.getByRole('button', { name: 'Send map.png earlier' }).click();
  await app.page.getByRole('button', { name: 'Remove spare.pdf' }).click();
  await app.page.getByRole('textbox', { name: 'Caption for CV.pdf' }).fill('As you asked');
  const box = app.page.getByRole('textbox', { name: 'Write a message' });
  await bubbles(app.page, 'Yes please').hover();
  await bubbles(app.page, 'Yes please').getByRole('button', { name: 'Reply' }).click();
  await expect(quote(app.page)).toBeVisible();
  await box.fill('Both attached');
  await box.blur();
  await expect(app.page.getByRole('row').filter({ hasText: 'Draft' })).toBeVisible();
  await app.page.screenshot({ path: testInfo.outputPath('before.png') });
  await app.kill();

  await agency.cable.plugIn();
  const { page } = await startApp('priya', folder);
  await page.getByRole('button', { name: /^Inbox/u }).click();
  await page.getByRole('row').filter({ hasText: SAM }).click();
  await expect(bubbles(page, 'Offer.pdf').getByRole('img', { name: 'Read' })).toBeVisible();
  await expect(attached(page).getByRole('listitem')).toHaveText([/map\.png/u, /CV\.pdf/u]);
  await expect(page.getByRole('textbox', { name: 'Caption for CV.pdf' })).toHaveValue('As you asked');
  await expect(quote(page)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Write a message' })).toHaveValue('Both attached');
  await page.screenshot({ path: testInfo.outputPath('after-light.png') });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: testInfo.outputPath('after-dark.png') });
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(attached(page)).toHaveCount(0);
  await expect(quote(page)).toHaveCount(0);
  await expect(bubbles(page, 'Both attached').getByRole('img', { name: 'Read' })).toBeVisible();
  const received = await agency.simulator.control.listReceived({ person: SAM_PHONE });
  expect(received.map(({ type }) => type)).toEqual(['template', 'document', 'image', 'document', 'text']);
  expect(JSON.stringify(received[3])).toContain('As you asked');
  expect(received[4]?.quotedId).toBeTruthy();
});

test('an upload can be stopped', async ({ agency, startApp }) => {
  const { page } = await startApp('priya');
  await openWindow(page, agency);
  await choose(page, 'Offer.pdf', 'application/pdf', randomBytes(20_000));
  await expect(attached(page)).toContainText('20 KB');
  await agency.cable.unplug();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await bubbles(page, 'Offer.pdf').getByRole('button', { name: 'Do not send' }).click();
  await expect(bubbles(page, 'Offer.pdf')).toContainText('The file was not sent. You have stopped it.');
});
