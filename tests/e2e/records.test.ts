import { expect, test } from '../support/e2e-test.ts';
import { openRecord } from '../support/journeys.ts';

test.describe('where WhatsApp is not set up', () => {
  test.use({ agencyOptions: { hasCompanyNumber: false } });

  test('the icon is a plain SMS icon and hands the number to the system', async ({ startApp }) => {
    const { page, electron } = await startApp('priya');
    await electron.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openExternal = async (url) => void opened.push(url);
    });
    await openRecord(page, 'Sam Taylor');
    await page
      .getByRole('article', { name: 'Sam Taylor', exact: true })
      .getByRole('button', { name: 'SMS to Sam Taylor' })
      .click();
    // What the test put there a moment ago.
    await expect
      .poll(() => electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened))
      .toEqual(['sms:+447700900456']);
    await expect(page.getByRole('menuitem', { name: /WhatsApp/ })).toHaveCount(0);
  });
});

test.describe('with fifty thousand records', () => {
  test.use({ agencyOptions: { recordCount: 50_000 } });

  test('search finds a person by name, accents aside, by number in any format, by company and by job', async ({
    startApp,
  }) => {
    const { page } = await startApp('priya');
    const filter = page.getByRole('textbox', { name: 'Filter records' });
    const rows = page.getByRole('grid', { name: 'Records' }).getByRole('row');
    await expect(page.getByText('50,015 records')).toBeVisible({ timeout: 60_000 });
    for (const query of [
      'sam tayl',
      '07700 900456',
      '+44 7700 900 456',
      '447700900456',
      '900456',
      'candidate10@example',
    ]) {
      await filter.fill(query);
      await expect(rows.filter({ hasText: 'Sam Taylor' })).toHaveCount(1);
    }
    await filter.fill('jurgen');
    await expect(rows.filter({ hasText: 'Jürgen Weiß' })).toHaveCount(1);
    await filter.fill('Jose harbour care');
    await expect(rows.filter({ hasText: 'José' }).first()).toBeVisible();
    await filter.fill('nobody of this name');
    await expect(rows).toHaveCount(0);
    await filter.fill('');
    await expect(page.getByText('50,015 records')).toBeVisible();

    // The switcher, from anywhere: Enter does not wait for the answer, and still gets the right person.
    await page.keyboard.press('Control+k');
    const switcher = page.getByRole('dialog', { name: 'Search' });
    await page.keyboard.type('(07700) 900-456');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('article', { name: 'Sam Taylor', exact: true })).toBeVisible();
    await expect(switcher).toHaveCount(0);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('candidate1');
    const options = switcher.getByRole('option');
    await expect(options.nth(1)).toContainText('Candidate');
    const second = (await options.nth(1).textContent()) ?? '';
    await page.keyboard.press('ArrowDown');
    await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    const opened = page.locator('main').getByRole('article').first();
    expect(second).toContain((await opened.getAttribute('aria-label')) ?? 'a name');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('nobody of this name');
    await expect(switcher.getByRole('status')).toHaveText('Nobody found for "nobody of this name".');
  });
});

test('the Message menu opens on hover, stays while the pointer travels, and Escape gives the focus back', async ({
  startApp,
}) => {
  const { page } = await startApp('priya');
  await openRecord(page, 'Sam Taylor');
  const button = page
    .getByRole('article', { name: 'Sam Taylor', exact: true })
    .getByRole('button', { name: 'Message Sam Taylor' });
  await button.hover();
  const whatsApp = page.getByRole('menuitem', { name: /^WhatsApp/ });
  await expect(whatsApp).toBeVisible();
  await whatsApp.hover();
  await expect(whatsApp).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(whatsApp).toHaveCount(0);

  await button.focus();
  await page.keyboard.press('Enter');
  await expect(whatsApp).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
});

test('the Message menu shows itself to a keyboard that comes by, and takes the focus only on Enter', async ({
  startApp,
}) => {
  const { page } = await startApp('priya');
  await openRecord(page, 'Sam Taylor');
  const button = page
    .getByRole('grid', { name: 'Records' })
    .getByRole('button', { name: 'Message Sam Taylor' });
  const menu = page.getByRole('menu');
  const row = page.getByRole('grid', { name: 'Records' }).getByRole('row').first();
  await row.focus();
  await page.keyboard.press('Tab');
  await expect(button).toBeFocused();
  await expect(menu).toBeVisible();
  await expect(button).toBeFocused();

  // Walking on is not stopped by it.
  await page.keyboard.press('Shift+Tab');
  await expect(row).toBeFocused();
  await expect(menu).toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(menu).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(menu).toHaveCount(0);
  await expect(row).not.toBeFocused();
  await expect(button).not.toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(menu).toBeVisible();

  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: /^SMS/u })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: /^WhatsApp/u })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
  await expect(menu).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: /^SMS/u })).toBeFocused();
});
