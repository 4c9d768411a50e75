import { demoIds } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles } from '../support/journeys.ts';

const SAM = 'Sam Taylor';

test('the panel of a message tells how far it came, what it costs, and its ids; a copy tells who wrote what', async ({
  agency,
  startApp,
}, testInfo) => {
  const { page, electron } = await startApp('priya');
  await beginConversation(page, SAM, 'Job opportunity');
  const template = bubbles(page, 'Priya Shah');
  await expect(template.getByRole('img', { name: 'Read' })).toBeVisible();
  await template.click({ button: 'right', position: { x: 200, y: 60 } });
  await page.getByRole('menuitem', { name: 'Info' }).click();
  const panel = page.getByRole('dialog', { name: 'Message info' });
  for (const step of ['Written', 'Sent', 'Delivered', 'Read']) {
    await expect(panel.getByText(step, { exact: true }).first()).toBeVisible();
  }
  await expect(panel).toContainText('job_opportunity');
  await expect(panel).toContainText('Priya Shah');
  await expect(panel).toContainText('Charged as marketing');
  await expect(panel).toContainText('4p, by the table that comes with the app');
  const [sent] = await agency.simulator.control.listReceived({ person: '447700900456' });
  await expect(panel).toContainText(sent?.id ?? 'no message');
  await page.screenshot({ path: testInfo.outputPath('info-light.png') });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: testInfo.outputPath('info-dark.png') });
  await page.emulateMedia({ colorScheme: null });
  await panel.getByRole('button', { name: 'Copy “Meta’s id”' }).click();
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);

  await agency.simulator.control.sendText({
    from: '447700900456',
    to: demoIds.companyPhone,
    text: 'Is it a permanent post?',
  });
  await expect(bubbles(page, 'Is it a permanent post?')).toHaveCount(1);
  // The box that opens by itself takes the focus.
  await expect(page.getByRole('textbox', { name: 'Write a message' })).toBeFocused();
  // The key means the message that has the focus.
  await bubbles(page, 'Is it a permanent post?').focus();
  await page.keyboard.press('Control+d');
  await expect(panel.getByRole('heading', { name: 'Received' })).toBeVisible();
  await page.keyboard.press('Escape');

  // Copied over two bubbles, each message says who wrote it and when.
  await page.evaluate(() => {
    const texts = [...document.querySelectorAll('[role="log"] [data-message-id]')];
    const [first, last] = [texts[0], texts.at(-1)];
    if (first === undefined || last === undefined) throw new Error('There are no messages.');
    window.getSelection()?.setBaseAndExtent(first, 0, last, last.childNodes.length);
  });
  await page.keyboard.press('Control+c');
  await expect
    .poll(() => electron.evaluate(({ clipboard }) => clipboard.readText()))
    .toMatch(
      /^Priya Shah, .+ at \d\d:\d\d:\n[\s\S]+\n\nSam Taylor, .+ at \d\d:\d\d:\nIs it a permanent post\?$/u,
    );
});
