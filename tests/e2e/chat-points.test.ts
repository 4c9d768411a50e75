import type { ElectronApplication, Locator } from '@playwright/test';
import { format, subDays } from 'date-fns';
import { demoIds } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles } from '../support/journeys.ts';

const SAM = 'Sam Taylor';
const SAM_PHONE = '447700900456';
const FROM_SAM = { from: SAM_PHONE, to: demoIds.companyPhone };
const MINUTE_MS = 60_000;
/** Meta's limit for a text message. */
const MAX_CHARACTERS = 4_096;

test('days, groups and full times stand in the chat, the newest is one press away, and a long text is counted', async ({
  agency,
  startApp,
}, testInfo) => {
  const { control } = agency.simulator;
  const { page } = await startApp('priya', undefined, { size: { width: 1280, height: 800 } });
  const say = (text: string, at: number) =>
    control.sendRaw({
      ...FROM_SAM,
      type: 'text',
      payload: { text: { body: text }, timestamp: String(Math.floor(at / 1_000)) },
    });
  await beginConversation(page, SAM, 'Job opportunity');
  // Meta was late with what Sam wrote yesterday: it stands where it belongs.
  const noon = findYesterdaysNoon();
  await say('I saw the post', noon);
  await say('It is in Leeds, is it?', noon + MINUTE_MS);
  await say('And from when?', noon + 20 * MINUTE_MS);
  const said = (text: string) => page.getByRole('log').getByText(text);
  const third = bubbles(page, 'And from when?');
  await expect(third).toBeVisible();
  const days = page.getByRole('log').getByText(/^(Yesterday|Today)$/u);
  await expect(days).toHaveText(['Yesterday', 'Today']);
  const inOneBreath = await distance(said('I saw the post'), said('It is in Leeds'));
  expect(inOneBreath).toBeLessThan(await distance(said('It is in Leeds'), said('And from when?')));

  await third.getByRole('time').hover();
  const year = String(new Date(noon).getFullYear());
  await expect(page.getByText(new RegExp(`${year}\\D+12:20$`, 'u'))).toBeVisible();
  const template = bubbles(page, 'Priya Shah');
  await template.getByRole('img', { name: 'Read' }).hover();
  for (const step of ['Sent', 'Delivered']) {
    await expect(page.getByText(step, { exact: true })).toBeVisible();
  }
  await page.screenshot({ path: testInfo.outputPath('tick-light.png') });

  for (let line = 1; line <= 120; line += 1) {
    await control.sendText({ ...FROM_SAM, text: `Line ${line} of many` });
  }
  await expect(bubbles(page, 'Line 120 of many')).toBeVisible();
  // Only what is in view, and a little around it, is on the page.
  expect(await page.getByRole('log').getByRole('article').count()).toBeLessThan(80);
  await page.getByRole('log').hover();
  await page.mouse.wheel(0, -250);
  const jump = page.getByRole('button', { name: 'Go to the newest message' });
  await expect(jump).toBeVisible();
  await expect(page.getByText('Today').last()).toBeInViewport();
  await jump.click();
  await expect(bubbles(page, 'Line 120 of many')).toBeInViewport();

  const box = page.getByRole('textbox', { name: 'Write a message' });
  await expect(page.getByText('characters left')).toHaveCount(0);
  await box.fill('a'.repeat(MAX_CHARACTERS - 5));
  await expect(page.getByText('5 characters left')).toBeVisible();
  await box.fill('a'.repeat(MAX_CHARACTERS + 1));
  await expect(page.getByText('1 character too many')).toBeVisible();

  await page.keyboard.press('ControlOrMeta+Shift+F');
  const bar = page.getByRole('search', { name: 'This conversation' });
  await expect(bar.getByRole('button', { name: 'Go to a day' })).toBeVisible();
  await bar.getByLabel('Day to go to').fill(format(noon, 'yyyy-MM-dd'));
  await expect(said('I saw the post')).toBeInViewport();
  await jump.click();
  await expect(bubbles(page, 'Line 120 of many')).toBeInViewport();
  await bar.getByLabel('Day to go to').fill(format(subDays(noon, 3), 'yyyy-MM-dd'));
  await expect(page.getByText(/^No messages on .* The next ones are from /u)).toBeVisible();
  await expect(said('I saw the post')).toBeInViewport();
  await page.screenshot({ path: testInfo.outputPath('day-light.png') });
});

function findYesterdaysNoon(): number {
  const day = new Date();
  day.setDate(day.getDate() - 1);
  return day.setHours(12, 0, 0, 0);
}

/** Pixels between the lower edge of one and the upper edge of the next. */
async function distance(above: Locator, below: Locator): Promise<number> {
  const [upper, lower] = await Promise.all([above.boundingBox(), below.boundingBox()]);
  if (upper === null || lower === null) throw new Error('One of the two messages is not on the page.');
  return lower.y - (upper.y + upper.height);
}

test('a long text has a large box, what is pasted comes as plain text, and misspelt words have suggestions', async ({
  agency,
  startApp,
}, testInfo) => {
  const { electron, page } = await startApp('priya');
  await agency.simulator.control.sendText({ ...FROM_SAM, text: 'Hello' });
  await beginConversation(page, SAM, 'Job opportunity');
  const box = page.getByRole('textbox', { name: 'Write a message' });
  await expect(box).toHaveAttribute('spellcheck', 'true');
  await expect(box).toHaveAttribute('lang', 'en-GB');
  await page.evaluate(async () => {
    const part = (type: string, text: string) => ({ [type]: new Blob([text], { type }) });
    const copied = new ClipboardItem({
      ...part('text/plain', 'Dear Sam\r\nThe role is *new*.'),
      ...part('text/html', '<p style="font-size:40px"><b>Dear Sam</b></p><p>The role is *new*.</p>'),
    });
    await navigator.clipboard.write([copied]);
  });
  await pasteFromWord(box);
  await expect(box).toHaveValue('Two\nlines');
  await expect(page.getByRole('list', { name: 'Attached files' })).toHaveCount(0);
  await box.fill('');
  await page.keyboard.press('ControlOrMeta+V');
  await expect(box).toHaveValue('Dear Sam\nThe role is *new*.');

  const small = await heightOf(box);
  await expect(page.getByRole('button', { name: 'Make the box large' })).toBeHidden();
  await page.keyboard.press('ControlOrMeta+Shift+K');
  await expect(page.getByRole('button', { name: 'Make the box small' })).toBeVisible();
  expect(await heightOf(box)).toBeGreaterThan(3 * small);
  await expect(box).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Regards');
  await expect(box).toHaveValue('Dear Sam\nThe role is *new*.\nRegards');
  await page.screenshot({ path: testInfo.outputPath('large-light.png') });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: testInfo.outputPath('large-dark.png') });
  await page.keyboard.press('Escape');
  expect(await heightOf(box)).toBeLessThan(3 * small);
  await page.keyboard.press('Shift+Enter');
  await page.getByRole('button', { name: 'Make the box large' }).click();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(bubbles(page, 'Regards')).toHaveCount(1);
  await expect(box).toHaveValue('');
  expect(await heightOf(box)).toBeLessThan(small);

  expect(await offerSpelling(electron)).toEqual([
    'receive',
    'Add to dictionary',
    '',
    'Cut',
    'Copy',
    'Paste',
    'Select All',
  ]);
});

/** Word lays a picture of the text beside it, and breaks a line within a paragraph with a vertical tab. */
async function pasteFromWord(box: Locator): Promise<void> {
  await box.evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Two\vlines');
    clipboardData.setData('text/html', '<p>Two<br>lines</p>');
    clipboardData.items.add(new File(['picture of the text'], 'image.png', { type: 'image/png' }));
    element.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
  });
}

async function heightOf(box: Locator): Promise<number> {
  return (await box.boundingBox())?.height ?? 0;
}

/** The menu of a right click on a misspelt word, whose suggestions only a dictionary could give; it is not shown. */
function offerSpelling(electron: ElectronApplication): Promise<readonly string[]> {
  return electron.evaluate(({ BrowserWindow, Menu }) => {
    let labels: readonly string[] = [];
    Menu.prototype.popup = function (this: Electron.Menu) {
      labels = this.items.map((item) => item.label);
    };
    const params = {
      dictionarySuggestions: ['receive'],
      misspelledWord: 'recieve',
      isEditable: true,
      selectionText: '',
    };
    BrowserWindow.getAllWindows()[0]?.webContents.emit('context-menu', {}, params);
    return labels;
  });
}
