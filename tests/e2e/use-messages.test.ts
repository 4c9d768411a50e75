import { readFileSync } from 'node:fs';
import { demoIds } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles, writeText } from '../support/journeys.ts';

const SAM = 'Sam Taylor';
const FROM_SAM = { from: '447700900456', to: demoIds.companyPhone };
const PICTURE = readFileSync(new URL('../../docs/pictures/5-chat-light.png', import.meta.url));

test('links, addresses, numbers, pictures and file names of messages are used and copied', async ({
  agency,
  startApp,
}, testInfo) => {
  const { electron, page } = await startApp('priya');
  const { control } = agency.simulator;
  await electron.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async (url) => void opened.push(url);
  });
  // Put there above.
  const listOpened = () => electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  const copied = () => electron.evaluate(({ clipboard }) => clipboard.readText());
  await beginConversation(page, SAM, 'Job opportunity');
  await control.sendText({
    ...FROM_SAM,
    text: 'Write to sam@example.com, see https://cv.example/sam or call 07700 900456.',
  });
  await control.sendImage({ ...FROM_SAM, base64: PICTURE.toString('base64'), mimeType: 'image/png' });
  await control.sendDocument({ ...FROM_SAM, fileName: 'CV Sam Taylor.pdf' });
  await control.sendContact({ ...FROM_SAM, name: 'Tom Reed', phone: '447700900321' });
  const bubble = bubbles(page, 'Write to');
  const choose = async (name: string) => page.getByRole('menuitem', { name, exact: true }).click();

  await bubble.getByRole('link', { name: 'sam@example.com' }).click();
  await bubble.getByRole('link', { name: 'https://cv.example/sam' }).click();
  await expect.poll(listOpened).toEqual(['mailto:sam@example.com', 'https://cv.example/sam']);
  await bubble.getByRole('link', { name: '07700 900456' }).click({ button: 'right' });
  await page.screenshot({ path: testInfo.outputPath('menu-light.png') });
  await choose('Copy the number');
  await expect.poll(copied).toBe('+447700900456');
  await bubble.getByRole('link', { name: 'sam@example.com' }).click({ button: 'right' });
  await choose('Copy the address');
  await expect.poll(copied).toBe('sam@example.com');
  await bubble.getByRole('link', { name: '07700 900456' }).click();
  await expect(page.getByRole('dialog', { name: 'Search' }).getByRole('option', { name: SAM })).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: testInfo.outputPath('found-dark.png') });
  await page.keyboard.press('Escape');

  await bubbles(page, 'Tom Reed').getByRole('link', { name: '07700 900321' }).click({ button: 'right' });
  await choose('Copy the number');
  await expect.poll(copied).toBe('+447700900321');

  await page.getByRole('button', { name: 'Show the photo' }).click({ button: 'right' });
  await choose('Copy the picture');
  await expect(page.getByText('Picture copied.')).toBeVisible();
  // It has taken the place of the text.
  await expect.poll(copied).toBe('');
  await bubbles(page, 'CV Sam Taylor.pdf').click({ button: 'right' });
  await choose('Copy the file’s name');
  await expect.poll(copied).toBe('CV Sam Taylor.pdf');
});

test('the up arrow replies to the last message, and after a jump to a quotation there is a way back', async ({
  agency,
  startApp,
}, testInfo) => {
  const { page } = await startApp('priya');
  const { control } = agency.simulator;
  await beginConversation(page, SAM, 'Job opportunity');
  const { messageId } = await control.sendText({ ...FROM_SAM, text: 'Which day suits you?' });
  await expect(bubbles(page, 'Which day')).toBeVisible();
  const box = page.getByRole('textbox', { name: 'Write a message' });
  await box.press('ArrowUp');
  await expect(page.getByRole('form', { name: `Message to ${SAM}` })).toContainText('Which day suits you?');
  await writeText(page, 'Any day');
  await expect(bubbles(page, 'Any day')).toContainText('Which day suits you?');
  for (let index = 1; index <= 25; index += 1)
    await control.sendText({ ...FROM_SAM, text: `Sentence ${index}\nof two lines` });
  await control.sendText({ ...FROM_SAM, text: 'Monday then', quotes: messageId });
  const reply = bubbles(page, 'Monday then');
  await expect(reply).toBeInViewport();
  const back = page.getByRole('button', { name: 'Back to the reply' });
  await expect(back).toHaveCount(0);
  await reply.getByRole('button', { name: 'In reply to' }).click();
  await expect(bubbles(page, 'Which day suits you?').first()).toBeInViewport();
  await expect(back).toBeVisible();
  await page.screenshot({ path: testInfo.outputPath('back-light.png') });
  await back.click();
  await expect(reply).toBeInViewport();
  await expect(back).toHaveCount(0);
});
