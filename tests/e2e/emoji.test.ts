import { demoIds } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import { findViolations } from '../support/find-violations.ts';
import { beginConversation, bubbles } from '../support/journeys.ts';

const SAM = 'Sam Taylor';

test('emoji by search, by keys, by name and from those used before go in at the caret', async ({
  agency,
  startApp,
}, testInfo) => {
  const { page } = await startApp('priya');
  await beginConversation(page, SAM, 'Job opportunity');
  await agency.simulator.control.sendText({
    from: '447700900456',
    to: demoIds.companyPhone,
    text: 'I got it!',
  });
  const box = page.getByRole('textbox', { name: 'Write a message' });
  await box.fill('Well done!');
  for (let step = 0; step < '!'.length; step += 1) await box.press('ArrowLeft');

  await page.getByRole('button', { name: 'Insert an emoji' }).click();
  const picker = page.getByRole('dialog', { name: 'Choose an emoji' });
  await expect(picker.getByRole('gridcell', { name: 'Grinning face', exact: true })).toBeVisible();
  await page.screenshot({ path: testInfo.outputPath('emoji-light.png') });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: testInfo.outputPath('emoji-dark.png') });
  expect(await findViolations(page, 'the emoji picker')).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await picker.getByRole('combobox', { name: 'Skin tone' }).selectOption('medium');
  await picker.getByRole('searchbox', { name: 'Search emoji' }).pressSequentially('thumbsup');
  await expect(picker.getByText('Thumbs up', { exact: true })).toBeVisible();
  await picker.getByRole('searchbox', { name: 'Search emoji' }).press('Enter');
  await expect(picker).toBeHidden();
  await expect(box).toBeFocused();
  await expect(box).toHaveValue('Well done👍🏽!');

  await box.press('End');
  await box.pressSequentially(' :tad');
  const list = page.getByRole('listbox', { name: 'Emoji' });
  await expect(list.getByRole('option', { name: ':tada:' })).toHaveAttribute('aria-selected', 'true');
  await page.screenshot({ path: testInfo.outputPath('completion-light.png') });
  await box.press('Enter');
  await expect(list).toBeHidden();
  await expect(box).toHaveValue('Well done👍🏽! 🎉 ');

  await page.getByRole('button', { name: 'Insert an emoji' }).click();
  await picker.getByRole('group', { name: 'Recently used' }).getByRole('button', { name: '👍🏽' }).click();
  await expect(box).toHaveValue('Well done👍🏽! 🎉 👍🏽');
  await box.press('Enter');
  await expect(bubbles(page, 'Well done👍🏽! 🎉 👍🏽')).toBeVisible();
});
