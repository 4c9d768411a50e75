import { readdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { makeUserFolder } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles } from '../support/journeys.ts';

async function openUsers(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: /Settings/u })
    .click();
  await page.getByRole('button', { name: 'Users and desktops' }).click();
  await expect(page.getByRole('listitem', { name: 'Kate Morgan' })).toBeVisible();
}

test('an administrator adds a user, gives a code that signs in a desktop, and removes that desktop', async ({
  agency,
  startApp,
}) => {
  const { page, electron } = await startApp('kate');
  await openUsers(page);
  await page.getByRole('button', { name: 'Add a user' }).click();
  const form = page.getByRole('form', { name: 'Add a user' });
  await expect(form.getByLabel('Name', { exact: true })).toBeFocused();
  await form.getByLabel('Name', { exact: true }).fill('Tom Reed');
  await form.getByLabel('Username').fill('kate');
  await form.getByRole('button', { name: 'Add Tom Reed' }).click();
  await expect(page.getByText('There is a user named kate already.')).toBeVisible();
  await expect(form.getByLabel('Name', { exact: true })).toHaveValue('Tom Reed');
  await form.getByLabel('Username').fill('tom');
  await form.getByRole('button', { name: 'Add Tom Reed' }).click();
  const card = page.getByRole('listitem', { name: 'Tom Reed' });
  await expect(card.getByText('No desktop yet.')).toBeVisible();

  await card.getByRole('button', { name: 'New code' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign-in code for Tom Reed' });
  const code = (await dialog.getByLabel('Sign-in code').textContent()) ?? '';
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/u);
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByText('The code copied.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('The link copied.')).toBeVisible();
  expect(await electron.evaluate(({ clipboard }) => clipboard.readText())).toContain(`&code=${code}&agency=`);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(code)).toHaveCount(0);

  const folder = makeUserFolder();
  const other = await startApp(undefined, folder);
  await other.page.getByLabel('Relay address').fill(agency.cable.url);
  await other.page.getByLabel('Sign-in code').fill(code);
  await other.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(other.page.getByRole('button', { name: 'Account of Tom Reed' })).toBeVisible();

  await page.getByRole('button', { name: 'Preferences' }).click();
  await page.getByRole('button', { name: 'Users and desktops' }).click();
  await card.getByRole('button', { name: /^Remove .* of Tom Reed$/u }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove Tom Reed’s desktop' }).click();
  await expect(card.getByText('No desktop yet.')).toBeVisible();
  await expect(other.page.getByText(/An administrator has removed this desktop/u)).toBeVisible();
  expect(readdirSync(folder).filter((name) => name.startsWith('cache-'))).toEqual([]);
});

test('a user’s name and a team’s name are changed, and the user’s own desktop shows it', async ({
  startApp,
}) => {
  const priya = await startApp('priya');
  const { page } = await startApp('kate');
  await openUsers(page);
  await page.getByRole('button', { name: 'Edit Priya Shah' }).click();
  const editing = page.getByRole('dialog', { name: 'Edit Priya Shah' });
  await editing.getByLabel('Email (optional)').fill('no address');
  await editing.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/is not an email address/u)).toBeVisible();
  await editing.getByLabel('Email (optional)').fill('priya.jones@example.co.uk');
  await editing.getByLabel('Name', { exact: true }).fill('Priya Jones');
  await editing.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('listitem', { name: 'Priya Jones' })).toContainText(
    'priya.jones@example.co.uk',
  );
  await expect(priya.page.getByRole('button', { name: 'Account of Priya Jones' })).toBeVisible();

  await page.getByRole('form', { name: 'Add a team' }).getByLabel('New team').fill('Leeds');
  await page.getByRole('button', { name: 'Add the team' }).click();
  await page.getByRole('button', { name: 'Rename the team Leeds' }).click();
  const renaming = page.getByRole('dialog', { name: 'Rename the team Leeds' });
  await renaming.getByLabel('Name of the team').fill('Yorkshire');
  await renaming.getByRole('button', { name: 'Rename the team' }).click();
  await expect(page.getByRole('button', { name: 'Rename the team Yorkshire' })).toBeVisible();
});

test('what a consultant sees follows the choice of an administrator, on the open screen', async ({
  startApp,
}) => {
  const priya = await startApp('priya');
  await beginConversation(priya.page, 'Sam Taylor', 'Job opportunity');
  const ben = await startApp('ben');
  await ben.page.getByRole('button', { name: 'Inbox' }).click();
  await ben.page.getByRole('tab', { name: /^All/u }).click();
  await ben.page.getByText('Sam Taylor').first().click();
  await expect(bubbles(ben.page, 'Priya Shah')).toBeVisible();

  const kate = await startApp('kate');
  await openUsers(kate.page);
  await chooseVisibility(kate.page, 'Only their own');
  await expect(ben.page.getByText('You no longer see this conversation')).toBeVisible();
  await expect(bubbles(ben.page, 'Priya Shah')).toHaveCount(0);
  await expect(ben.page.getByRole('tab', { name: /^All/u })).toHaveText(/0/u);
  await expect(bubbles(priya.page, 'Priya Shah')).toBeVisible();

  await chooseVisibility(kate.page, 'Every conversation');
  await expect(bubbles(ben.page, 'Priya Shah')).toBeVisible();
});

test('a leaver’s desktop wipes itself, the successor has the conversations, and the leaver can come back', async ({
  startApp,
}) => {
  const folder = makeUserFolder();
  const priya = await startApp('priya', folder);
  await beginConversation(priya.page, 'Sam Taylor', 'Job opportunity');
  const ben = await startApp('ben');
  await ben.page.getByRole('button', { name: 'Inbox' }).click();
  const mine = ben.page.getByRole('tab', { name: /^Mine/u });
  await expect(mine).toHaveText(/0/u);

  const { page } = await startApp('kate');
  await openUsers(page);
  const card = page.getByRole('listitem', { name: 'Priya Shah' });
  await card.getByRole('button', { name: 'Deactivate…' }).click();
  const form = page.getByRole('group', { name: 'Deactivate Priya Shah' });
  await expect(form).toContainText('Their desktop deletes everything of the agency');
  await expect(form).toContainText('They hold 1 conversation.');
  await form.getByRole('button', { name: 'Cancel' }).click();
  await expect(form).toHaveCount(0);
  await card.getByRole('button', { name: 'Deactivate…' }).click();
  await form.getByRole('combobox', { name: 'Who takes over from Priya Shah' }).click();
  await page.getByRole('option', { name: 'Ben Carter' }).click();
  await form.getByRole('button', { name: 'Deactivate Priya Shah' }).click();
  await expect(
    page.getByText('Priya Shah is deactivated. 1 conversation handed over to Ben Carter.'),
  ).toBeVisible();

  await expect(priya.page.getByText(/An administrator has removed this desktop/u)).toBeVisible();
  expect(readdirSync(folder).filter((name) => name.startsWith('cache-'))).toEqual([]);
  await expect(mine).toHaveText(/1/u);
  await mine.click();
  await ben.page.getByText('Sam Taylor').first().click();
  await expect(bubbles(ben.page, 'Priya Shah')).toBeVisible();
  await expect(ben.page.getByText('held by you')).toBeVisible();

  await page.getByRole('button', { name: 'Reactivate Priya Shah' }).click();
  await expect(card.getByText('No desktop yet.')).toBeVisible();
});

test('the page is for administrators only', async ({ startApp }) => {
  const { page } = await startApp('priya');
  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: /Settings/u })
    .click();
  await expect(page.getByRole('button', { name: 'Preferences' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Users and desktops' })).toHaveCount(0);
});

async function chooseVisibility(page: Page, choice: string): Promise<void> {
  await page.getByRole('combobox', { name: 'A consultant sees' }).click();
  await page.getByRole('option', { name: choice }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Change what consultants see' }).click();
  await expect(page.getByText('Changed. Desktops follow as they hear of it.').first()).toBeVisible();
}
