import { demoIds, demoTokens } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import { bubbles, chooseTemplate, chooseWhatsApp, openRecord, waitForRecords } from '../support/journeys.ts';

const SAM = 'Sam Taylor';

test('a template with a place as its header and a code to copy is filled, checked and sent', async ({
  agency,
  startApp,
}, testInfo) => {
  const { page } = await startApp('priya');
  await waitForRecords(page);
  const answer = await fetch(`${agency.simulator.url}/v26.0/${demoIds.waba}/message_templates`, {
    method: 'POST',
    headers: { authorization: `Bearer ${demoTokens.company}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'open_day',
      language: 'en_GB',
      category: 'MARKETING',
      components: [
        { type: 'HEADER', format: 'LOCATION' },
        { type: 'BODY', text: 'Come to our open day and show this code.' },
        { type: 'BUTTONS', buttons: [{ type: 'COPY_CODE', example: 'WELCOME20' }] },
      ],
    }),
  });
  expect(answer.status).toBe(200);
  await agency.simulator.control.setTemplate({ name: 'open_day', status: 'APPROVED' });
  await openRecord(page, SAM);
  await chooseWhatsApp(page, SAM);
  await chooseTemplate(page, 'Open day');
  const form = page.getByRole('form', { name: 'Template Open day' });
  const send = form.getByRole('button', { name: 'Send template' });
  await expect(send).toBeDisabled();
  await form.getByRole('textbox', { name: 'Map link or coordinates' }).fill('Leeds station');
  await expect(form).toContainText('No coordinates stand in this.');
  await form.getByRole('textbox', { name: 'Map link or coordinates' }).fill('53.79648, -1.54785');
  await form.getByRole('textbox', { name: 'Name of the place' }).fill('Leeds station');
  await form.getByRole('textbox', { name: 'Address' }).fill('New Station Street');
  await form.getByRole('textbox', { name: 'Code that the button copies' }).fill('WELCOME20');
  await expect(form.getByRole('region', { name: 'Preview' })).toContainText(
    'Leeds station, New Station Street',
  );
  await page.screenshot({ path: testInfo.outputPath('open-day.png') });
  await send.click();
  await expect(bubbles(page, 'Come to our open day').getByRole('img', { name: 'Read' })).toBeVisible();
  const [accepted] = await agency.simulator.control.listAccepted({});
  expect(JSON.stringify(accepted?.content)).toContain('"coupon_code":"WELCOME20"');
  expect(JSON.stringify(accepted?.content)).toContain('"latitude":"53.79648"');
});

test('a template with a document at its top is previewed, sent, and read on the phone', async ({
  agency,
  startApp,
}, testInfo) => {
  const { page } = await startApp('priya');
  await waitForRecords(page);
  await openRecord(page, SAM);
  await chooseWhatsApp(page, SAM);
  await chooseTemplate(page, 'Interview invite');
  const form = page.getByRole('form', { name: 'Template Interview invite' });
  const send = form.getByRole('button', { name: 'Send template' });
  const field = form.getByRole('group', { name: 'Document at the top' });
  const preview = form.getByRole('region', { name: 'Preview' });
  const choose = form.locator('input[type=file]');
  await expect(preview).toContainText('Chosen when it is sent');
  await expect(field).toContainText('This template needs a document at its top.');
  await expect(send).toBeDisabled();
  await choose.setInputFiles({ name: 'Site.png', mimeType: 'image/png', buffer: Buffer.from('not read') });
  await expect(field).toContainText('needs a document at its top, and this is a picture.');
  await expect(send).toBeDisabled();
  const buffer = Buffer.from('%PDF-1.4 how to find us');
  await choose.setInputFiles({ name: 'Interview.pdf', mimeType: 'application/pdf', buffer });
  await expect(preview).toContainText('Interview.pdf');
  await expect(send).toBeEnabled();
  await page.screenshot({ path: testInfo.outputPath('document-light.png') });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: testInfo.outputPath('document-dark.png') });
  await send.click();
  const bubble = bubbles(page, 'you are invited to interview');
  await expect(bubble.getByRole('img', { name: 'Read' })).toBeVisible();
  await expect(bubble).toContainText('Interview.pdf');
  await expect(bubble.getByRole('list', { name: 'Buttons of the message' })).toContainText('Accept');
  await page.screenshot({ path: testInfo.outputPath('bubble-dark.png') });
  const [accepted] = await agency.simulator.control.listAccepted({});
  expect(JSON.stringify(accepted?.content)).toMatch(
    /"type":"document","document":\{"id":"\d+","filename":"Interview\.pdf"\}/u,
  );
});
