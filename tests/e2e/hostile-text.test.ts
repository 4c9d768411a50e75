import { demoIds } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import {
  beginConversation,
  bubbles,
  chooseTemplate,
  chooseWhatsApp,
  conversation,
  openRecord,
} from '../support/journeys.ts';

const SAM = 'Sam Taylor';
const SAM_PHONE = '447700900456';
/** RIGHT-TO-LEFT OVERRIDE: what follows is drawn from right to left. */
const TURN = '\u202E';

test('marks that turn the direction of text disguise no file, name or link', async ({ agency, startApp }) => {
  const { page } = await startApp('priya');
  const { control } = agency.simulator;
  await beginConversation(page, SAM, 'Job opportunity');
  const to = demoIds.companyPhone;
  await control.sendDocument({
    from: SAM_PHONE,
    to,
    fileName: `CV${TURN}fdp.exe`,
    mimeType: 'application/pdf',
  });
  await expect(bubbles(page, 'CVfdp.exe')).toHaveCount(1);
  await control.sendText({ from: SAM_PHONE, to, text: `${TURN}https://example.com/a` });
  const link = page.getByRole('log').getByRole('link', { name: 'https://example.com/a' });
  await expect(link).toBeVisible();
  // The letters of a link run as they were typed, whatever stands before it: the first is left of the last.
  expect(
    await link.evaluate((anchor) => {
      const at = (offset: number) => {
        const range = document.createRange();
        range.setStart(anchor.firstChild ?? anchor, offset);
        range.setEnd(anchor.firstChild ?? anchor, offset + 1);
        return range.getBoundingClientRect().left;
      };
      return at(0) < at(10);
    }),
  ).toBe(true);

  // Somebody who is on no record is called what they call themselves.
  await control.addPerson({ phone: '447700900777', name: `Eve${TURN}nimda` });
  await control.sendText({ from: '447700900777', to, text: 'Hello' });
  await page.getByRole('button', { name: /^Inbox/u }).click();
  await page.getByRole('row').filter({ hasText: 'Evenimda' }).click();
  await expect(conversation(page, 'Evenimda')).toBeVisible();
});

test('a contact card, a new number and several files are told in our words', async ({ agency, startApp }) => {
  const { page } = await startApp('priya');
  const { control } = agency.simulator;
  await beginConversation(page, SAM, 'Job opportunity');
  const to = demoIds.companyPhone;
  for (const fileName of ['CV.pdf', 'Certificate.pdf'])
    await control.sendDocument({ from: SAM_PHONE, to, fileName, mimeType: 'application/pdf' });
  await control.sendContact({ from: SAM_PHONE, to, name: 'Tom', phone: '447700900321' });
  await expect(bubbles(page, '07700 900321')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Open Certificate.pdf' })).toHaveCount(1);

  await control.changeNumber({ person: SAM_PHONE, newPhone: '447700900789', to });
  const line = bubbles(page, 'Changed to a new phone number: 07700 900789');
  await expect(line).toHaveCount(1);
});

test('a failed first message says that nobody was reached, and a gap in a template is marked', async ({
  startApp,
}) => {
  const { page } = await startApp('priya');
  await beginConversation(page, 'Nora Whitlock', 'Job opportunity');
  await expect(bubbles(page, 'Priya Shah')).toContainText('131026');
  const table = page.getByRole('table', { name: 'Conversations' });
  await expect(table.getByText('Not reached')).toBeVisible();
  await expect(table.getByText('Not opened')).toHaveCount(0);

  await openRecord(page, SAM);
  await chooseWhatsApp(page, SAM);
  await chooseTemplate(page, 'Job opportunity');
  const form = page.getByRole('form', { name: 'Template Job opportunity' });
  const preview = form.getByRole('region', { name: 'Preview' });
  await expect(preview.locator('mark')).toHaveCount(0);
  await form.getByRole('textbox').first().fill('');
  await expect(preview.locator('mark')).toHaveText('{{1}}');
});
