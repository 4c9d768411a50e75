import { expect, test } from '../support/e2e-test.ts';
import { waitForRecords } from '../support/journeys.ts';
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
