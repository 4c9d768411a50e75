import type { Page } from '@playwright/test';
import type { Agency } from '../../build/demo/agency.ts';
import { demoIds } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles, conversation } from '../support/journeys.ts';

const SAM = 'Sam Taylor';
const SAM_PHONE = '447700900456';

async function tellFromSam({ simulator }: Agency, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await simulator.control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text });
  }
}

/** What the page paints as found, in the order of the page. */
function listMarks(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...(CSS.highlights.get('found') ?? [])].map((range) => {
      const { startContainer, startOffset, endOffset } = range;
      return (startContainer.textContent ?? '').slice(startOffset, endOffset);
    }),
  );
}

test('words are found in all conversations, marked, opened in their surroundings and walked', async ({
  agency,
  startApp,
}, testInfo) => {
  const { page } = await startApp('priya');
  await beginConversation(page, SAM, 'Job opportunity');
  await tellFromSam(agency, ['I live in Łódź, near the *salary* office', 'What is the salary?']);
  await tellFromSam(
    agency,
    Array.from({ length: 150 }, (_, index) => `Line ${index + 1} of many`),
  );
  await tellFromSam(agency, ['Salaried or not?']);
  await page.getByRole('button', { name: 'Inbox' }).click();
  await page.keyboard.press('Control+f');
  const field = page.getByRole('textbox', { name: 'Find in messages and files' });
  await expect(field).toBeFocused();
  await field.fill('salar');
  const found = page.getByRole('grid', { name: 'Messages found' });
  await expect(found.getByRole('row')).toHaveCount(3);
  await expect(found.getByRole('row').first()).toContainText('Salaried or not?');
  await expect(found.locator('mark')).toHaveText(['Salar', 'salar', 'salar']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');

  await expect(bubbles(page, 'What is the salary?')).toBeVisible();
  await expect(bubbles(page, 'Line 150 of many')).toHaveCount(0);
  await expect(found.getByRole('row').nth(1)).toHaveAttribute('aria-selected', 'true');
  const bar = conversation(page, SAM).getByRole('search', { name: 'This conversation' });
  await expect(bar).toContainText('2 of 3');
  await expect.poll(() => listMarks(page)).toEqual(['salar', 'salar']);

  await bar.getByRole('button', { name: 'Newer hit' }).click();
  await expect(bubbles(page, 'Salaried or not?')).toBeVisible();
  await expect(bar).toContainText('1 of 3');
  await expect(bar.getByRole('button', { name: 'Newer hit' })).toBeDisabled();

  // What arrives while the hits are open joins them, and nobody is moved.
  await bar.getByRole('button', { name: 'Older hit' }).click();
  await expect(bar).toContainText('2 of 3');
  await agency.simulator.control.advanceClock({ milliseconds: 1_000 });
  await tellFromSam(agency, ['And what salary later?']);
  await expect(bar).toContainText('3 of 4');
  await expect(found.getByRole('row')).toHaveCount(4);
  await expect(found.getByRole('row').first()).toContainText('And what salary later?');
  await expect(found.getByRole('row').nth(2)).toHaveAttribute('aria-selected', 'true');
  await expect(bubbles(page, 'What is the salary?')).toBeInViewport();
  await bar.getByRole('button', { name: 'Newer hit' }).click();
  await expect(bubbles(page, 'Salaried or not?')).toBeInViewport();
  await page.screenshot({ path: testInfo.outputPath('fresh-light.png') });

  await field.fill('"near the salary" lodz');
  await expect(found.getByRole('row')).toHaveCount(1);
  await field.fill('salary zebra');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await field.press('Escape');
  await expect(page.getByRole('grid', { name: 'Conversations' })).toBeVisible();
});

test('a conversation is searched by keys alone, and the keyboard returns to the message box', async ({
  agency,
  startApp,
}) => {
  const { page } = await startApp('priya');
  await beginConversation(page, SAM, 'Job opportunity');
  const lines = Array.from({ length: 40 }, (_, index) => `Paragraph ${index + 1}`).join('\n');
  await tellFromSam(agency, [`${lines}\nFirst about Leeds`]);
  await tellFromSam(
    agency,
    Array.from({ length: 120 }, (_, index) => `Line ${index + 1} of many`),
  );
  await tellFromSam(agency, ['Again about Leeds']);
  await expect(bubbles(page, 'Again about Leeds')).toBeVisible();

  await page.keyboard.press('Control+Shift+F');
  const bar = conversation(page, SAM).getByRole('search', { name: 'This conversation' });
  await expect(bar.getByRole('textbox', { name: 'Find in this conversation' })).toBeFocused();
  await page.keyboard.type('leeds');
  await expect(bar).toContainText('1 of 2');
  await page.keyboard.press('Enter');
  await expect(bar).toContainText('2 of 2');
  await expect(bubbles(page, 'First about Leeds')).toBeVisible();
  // Of a long text the hidden part is shown, too, for what was found in it.
  const long = bubbles(page, 'First about Leeds').locator('[data-clamped]');
  await expect.poll(() => long.evaluate((text) => text.scrollHeight - text.clientHeight)).toBeLessThan(4);
  await expect(bar.getByRole('textbox', { name: 'Find in this conversation' })).toBeFocused();
  await page.keyboard.press('Shift+Enter');
  await expect(bubbles(page, 'Again about Leeds')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Write a message' })).toBeFocused();
  expect(await listMarks(page)).toEqual([]);
});
