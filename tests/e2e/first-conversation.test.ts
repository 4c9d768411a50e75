import { readFileSync } from 'node:fs';
import { demoIds } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles, conversation, openRecord, writeText } from '../support/journeys.ts';

const SAM = 'Sam Taylor';
const PICTURE = readFileSync(new URL('../../docs/pictures/5-chat-light.png', import.meta.url));
/** Of `PICTURE`. */
const PICTURE_WIDTH = 1_280;
const SAM_PHONE = '447700900456';

test('a first conversation goes from template to answer to free text, and all of it is history', async ({
  agency,
  startApp,
}) => {
  const { page } = await startApp('priya');
  const { control } = agency.simulator;

  await beginConversation(page, SAM, 'Job opportunity');
  const template = bubbles(page, 'Priya Shah');
  await expect(template).toHaveCount(1);
  await expect(template.getByRole('img', { name: 'Read' })).toBeVisible();
  // Nothing may be written freely before the person has answered.
  await expect(page.getByRole('button', { name: 'Choose a template' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Write a message' })).toHaveCount(0);

  const received = await control.listReceived({ person: SAM_PHONE });
  expect(received).toHaveLength(1);
  expect(JSON.stringify(received[0])).toContain('Sam');

  await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Yes, tell me more' });
  await expect(bubbles(page, 'Yes, tell me more')).toHaveCount(1);
  await expect(page.getByText(/Window open 2[34] h/)).toBeVisible();

  await writeText(page, 'Great, Sam. Can I call you at *four*?');
  const text = bubbles(page, 'Can I call you at four?');
  await expect(text.getByRole('img', { name: 'Read' })).toBeVisible();
  expect((await control.listReceived({ person: SAM_PHONE })).map((bubble) => bubble.type)).toEqual([
    'template',
    'text',
  ]);

  await conversation(page, SAM).waitFor();
  await page.getByRole('tab', { name: 'History' }).click();
  const history = page.getByRole('tabpanel', { name: 'History' });
  await expect(history.getByText('Great, Sam. Can I call you at')).toBeVisible();
  await expect(history.getByText('Yes, tell me more')).toBeVisible();
  await expect(history.getByText('Priya Shah').first()).toBeVisible();
});

test('two consultants see the same conversation and its files, each with its right owner', async ({
  agency,
  startApp,
}, testInfo) => {
  const priya = await startApp('priya');
  const ben = await startApp('ben');

  await beginConversation(priya.page, SAM, 'Job opportunity');
  await agency.simulator.control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Hello Priya' });
  await expect(bubbles(priya.page, 'Hello Priya')).toHaveCount(1);

  await openRecord(ben.page, SAM);
  await ben.page.getByRole('tab', { name: 'WhatsApp' }).click();
  const row = ben.page.getByRole('row').filter({ hasText: 'Priya Shah' }).filter({ hasText: 'Hello Priya' });
  await expect(row).toBeVisible();
  await row.click();
  await expect(bubbles(ben.page, 'Hello Priya')).toHaveCount(1);
  await expect(conversation(ben.page, SAM)).toContainText('Priya Shah');

  // What Priya sends can be looked at by Ben too.
  await priya.page.getByLabel('Files to attach').setInputFiles([
    { name: 'Map.png', mimeType: 'image/png', buffer: PICTURE },
    { name: 'Offer – Sam.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') },
  ]);
  await priya.page.getByRole('button', { name: 'Send', exact: true }).click();
  const picture = ben.page.getByRole('button', { name: 'Show the photo' }).locator('img');
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth).catch(() => 0))
    .toBe(PICTURE_WIDTH);
  await expect(ben.page.getByRole('button', { name: 'Save Offer – Sam.pdf' })).toBeVisible();
  await ben.page.screenshot({ path: testInfo.outputPath('sent-by-colleague.png') });

  // Ben begins his own: another conversation, another owner, on both desktops.
  await ben.page.getByRole('button', { name: 'New conversation' }).first().click();
  await ben.page.getByRole('button', { name: /^Thank you for registering/ }).click();
  await ben.page.getByRole('button', { name: 'Send template' }).click();
  await expect(bubbles(ben.page, 'Ben Carter')).toHaveCount(1);
  await openRecord(priya.page, SAM);
  await priya.page.getByRole('tab', { name: 'WhatsApp' }).click();
  await expect(priya.page.getByRole('row').filter({ hasText: 'Ben Carter' })).toBeVisible();
  await expect(priya.page.getByRole('row').filter({ hasText: 'Offer – Sam.pdf' })).toContainText('Me');
});
