import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { demoIds } from '../../simulator/demo-world.ts';
import { makeUserFolder } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import {
  beginConversation,
  bubbles,
  connection,
  conversation,
  waitForRecords,
  writeText,
} from '../support/journeys.ts';
import { startUpdateFeed } from '../support/update-feed.ts';

test('an update is staged, refused when it is forged, told, and put in place at the user’s word', async ({
  startApp,
}) => {
  const feed = await startUpdateFeed();
  const { page, electron } = await startApp('priya', undefined, feed);
  await waitForRecords(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Preferences' }).click();
  const part = page.getByRole('region', { name: 'Version' });
  const check = part.getByRole('button', { name: 'Check for updates' });

  feed.offer({ version: '7.0.0', notes: 'Not for you yet.', stagingPercentage: 0 });
  await check.click();
  await expect(part.getByRole('status')).toHaveText('This is the newest version.');

  feed.offer({ version: '7.0.0', notes: 'Made by somebody else.', isForged: true });
  await check.click();
  await expect(part.getByRole('status')).toContainText('refused because it is not what its publisher made');
  await expect(page.getByRole('alert')).toContainText(
    'A new version of the app was offered and not installed',
  );
  await page.getByRole('button', { name: 'Dismiss notice' }).click();
  expect(feed.installed()).toContain('the old version');

  feed.offer({ version: '7.0.1', notes: 'Search is faster.\n<b>Emoji</b> have names.' });
  await check.click();
  await expect(page.getByText('Version 7.0.1 is ready.')).toBeVisible();
  expect(feed.installed()).toContain('the old version');
  await page.getByRole('button', { name: 'See what is new' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'What is new in version 7.0.1' });
  await expect(dialog).toContainText('Search is faster.\nEmoji have names.');
  const ended = electron.waitForEvent('close');
  await dialog.getByRole('button', { name: 'Restart now' }).click();
  await ended;
  await expect.poll(() => feed.wasStarted()).toBe(true);
  expect(feed.installed()).toContain('version 7.0.1');
  await feed.stop();
});

test.describe('below the relay’s minimum version', () => {
  test.use({ agencyOptions: { relayAsProcess: true, recordCount: 5 } });

  test('an app stops syncing, says what to do, loses nothing, and is welcome again', async ({
    agency,
    startApp,
  }) => {
    test.setTimeout(120_000);
    const feed = await startUpdateFeed();
    const folder = makeUserFolder();
    const first = await startApp('priya', folder, feed);
    await beginConversation(first.page, 'Sam Taylor', 'Job opportunity');
    await agency.simulator.control.sendText({
      from: '447700900456',
      to: demoIds.companyPhone,
      text: 'Thursday suits me',
    });
    await expect(bubbles(first.page, 'Thursday suits me')).toHaveCount(1);

    feed.offer({ version: '7.0.0', notes: 'Search is faster.\n<b>Emoji</b> have names.' });
    await agency.killRelay();
    await agency.restartRelay({ RELAY_MINIMUM_DESKTOP: '7.0.0' });
    const tooOld = (page: Page) => page.getByRole('alert').filter({ hasText: 'is too old for' });
    await expect(tooOld(first.page)).toContainText(
      'relay, which needs 7.0.0 or newer. Update now: nothing is',
    );
    await writeText(first.page, 'Thursday at nine then');
    await expect(
      bubbles(first.page, 'Thursday at nine then').getByRole('img', { name: /^Waiting/ }),
    ).toBeVisible();
    await first.page.getByRole('textbox', { name: 'Write a message' }).fill('And bring your');
    const ended = first.electron.waitForEvent('close');
    await tooOld(first.page).getByRole('button', { name: 'Update now' }).click();
    await ended;
    await expect.poll(() => feed.wasStarted()).toBe(true);
    await feed.stop();

    // What is new was kept for the new version, which is, for this test, the same one again.
    const file = join(folder, 'settings.json');
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { settings: { updateNews: { version: string } } };
    expect(kept.settings.updateNews).toEqual({
      version: '7.0.0',
      notes: 'Search is faster.\nEmoji have names.',
    });
    kept.settings.updateNews.version = '0.1.0';
    writeFileSync(file, JSON.stringify(kept));

    // And now an administrator brings the new versions.
    const { page, electron } = await startApp('priya', folder);
    await expect(tooOld(page)).toContainText('Ask your administrator for the new version: nothing is lost.');
    await expect(tooOld(page).getByRole('button')).toHaveCount(0);
    const news = page.getByRole('status').filter({ hasText: 'updated to version 0.1.0' });
    await news.getByRole('button', { name: 'See what is new' }).click();
    await expect(news).toContainText('Search is faster.\nEmoji have names.');
    await news.getByRole('button', { name: 'Dismiss what is new' }).click();
    await expect(news).toHaveCount(0);

    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Preferences' }).click();
    const part = page.getByRole('region', { name: 'Version' });
    await expect(part).toContainText('Your administrator brings new versions of this app.');
    await expect(part.getByRole('button', { name: 'Check for updates' })).toBeDisabled();
    await page.getByRole('button', { name: 'Inbox' }).click();
    await page.getByRole('grid', { name: 'Conversations' }).getByRole('row').first().click();
    await conversation(page, 'Sam Taylor').waitFor();
    await expect(bubbles(page, 'Thursday suits me')).toHaveCount(1);
    await expect(page.getByRole('textbox', { name: 'Write a message' })).toHaveValue('And bring your');
    await expect(bubbles(page, 'Thursday at nine then').getByRole('img', { name: /^Waiting/ })).toBeVisible();

    await agency.killRelay();
    await agency.restartRelay();
    await electron.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
    await expect(connection(page)).toContainText('Online');
    await expect(tooOld(page)).toHaveCount(0);
    await expect(bubbles(page, 'Thursday at nine then').getByRole('img', { name: 'Read' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Write a message' })).toHaveValue('And bring your');
  });
});
