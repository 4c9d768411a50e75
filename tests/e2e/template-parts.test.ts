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
