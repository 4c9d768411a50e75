import type { Page } from '@playwright/test';
import { demoIds } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import { findViolations } from '../support/find-violations.ts';
import { beginConversation, bubbles, conversation, openRecord, writeText } from '../support/journeys.ts';

const SAM = 'Sam Taylor';
const SAM_PHONE = '447700900456';
/** Not on WhatsApp: the simulator's script of the number's last digits. */
const NORA = 'Nora Whitlock';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no screen has a serious fault of accessibility, ${colorScheme}`, async ({
    agency,
    startApp,
  }, testInfo) => {
    const { control } = agency.simulator;
    const { page, startAgain } = await startApp('priya', undefined, { colorScheme });
    expect(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(
      colorScheme === 'dark',
    );
    const faults: string[] = [];
    const look = async (screen: string) => void faults.push(...(await findViolations(page, screen)));

    await page.getByRole('grid', { name: 'Records' }).getByRole('row').first().waitFor();
    await look('records');

    await beginConversation(page, SAM, 'Job opportunity');
    await control.sendText({
      from: SAM_PHONE,
      to: demoIds.companyPhone,
      text: 'Please *ring* me: https://example.com',
    });
    await expect(bubbles(page, 'Please ring me')).toHaveCount(1);
    await writeText(page, 'I will ring you');
    await expect(bubbles(page, 'I will ring you').getByRole('img', { name: 'Read' })).toBeVisible();
    await look('chat');
    for (const tab of ['Details', 'WhatsApp', 'History']) {
      await page.getByRole('tab', { name: tab }).click();
      await look(`record, ${tab}`);
    }

    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await page.getByRole('tab', { name: 'Details' }).click();
    faults.push(...(await listUnmarkedChoices(page)), ...(await listMotions(page)));
    await page.screenshot({ path: testInfo.outputPath('forced-colours.png') });
    await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' });

    await beginConversation(page, NORA, 'Job opportunity');
    await expect(bubbles(page, 'Priya Shah').getByRole('img', { name: 'Not sent' })).toBeVisible();
    await look('chat with a failure');

    await openRecord(page, 'Tomasz Nowak');
    await page.keyboard.press('Control+n');
    await page
      .getByRole('region', { name: 'New conversation' })
      .getByRole('button', { name: /^Job opportunity/u })
      .waitFor();
    await look('new conversation');
    await page.getByRole('button', { name: /^Job opportunity/u }).click();
    await page.getByRole('form', { name: 'Template Job opportunity' }).waitFor();
    await look('template form');
    await page
      .getByRole('region', { name: 'New conversation' })
      .getByRole('button', { name: 'Close' })
      .click();

    await control.sendText({ from: '447700900457', to: demoIds.companyPhone, text: 'Anybody there?' });
    await page.getByRole('button', { name: 'WhatsApp Notifications, 1 unread' }).click();
    await page.getByRole('list', { name: 'Unread replies' }).waitFor();
    await look('bell');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: /^Inbox/u }).click();
    await page.getByText('Anybody there?').first().waitFor();
    await look('inbox');

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /^Search people/u }).fill('sam');
    await page.getByRole('option').first().waitFor();
    await look('switcher');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+/');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await look('shortcuts');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('form', { name: 'Your own number' }).waitFor();
    await look('settings');
    await page.getByRole('button', { name: 'Preferences' }).click();
    await page.getByRole('switch', { name: 'Notify me of replies' }).waitFor();
    await look('preferences');

    await page.getByRole('button', { name: /account of/iu }).click();
    await page.getByRole('menuitem', { name: 'Sign out…' }).waitFor();
    await look('account menu');
    await page.getByRole('menuitem', { name: 'Sign out…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).waitFor();
    await look('question');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('form', { name: 'Sign in' }).waitFor();
    await look('sign-in');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    await look('sign-in with a failure');
    await startAgain(
      'colleague://connect?relay=https%3A%2F%2Frelay.example&code=7K2M-9QXR-4TBD&agency=Harper',
    );
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).waitFor();
    await look('link');

    expect(faults).toEqual([]);
  });
}

test('the main job is done by keyboard alone, from the list to an answered text', async ({
  agency,
  startApp,
}) => {
  const { page } = await startApp('priya');
  const keys = async (...names: readonly string[]) => {
    for (const name of names) await page.keyboard.press(name);
  };
  const rows = page.getByRole('grid', { name: 'Records' }).getByRole('row');
  await rows.first().waitFor();

  await keys('Control+f');
  await expect(page.getByRole('textbox', { name: 'Filter records' })).toBeFocused();
  await page.keyboard.type(SAM);
  await expect(rows).toHaveCount(1);
  await tabTo(page, 'row');
  await keys('Enter');
  await page.getByRole('article', { name: SAM, exact: true }).waitFor();

  // The icon of the row, its menu, and back with Escape: the focus returns to where it was.
  await tabTo(page, 'button', `Message ${SAM}`);
  const icon = page.getByRole('grid', { name: 'Records' }).getByRole('button', { name: `Message ${SAM}` });
  await keys('Enter');
  await expect(page.getByRole('menuitem', { name: /^SMS/u })).toBeFocused();
  await keys('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(icon).toBeFocused();
  await keys('Enter');
  await expect(page.getByRole('menuitem', { name: /^SMS/u })).toBeFocused();
  await keys('ArrowDown');
  await expect(page.getByRole('menuitem', { name: /^WhatsApp/u })).toBeFocused();
  await keys('Enter');

  const pane = page.getByRole('region', { name: 'New conversation' });
  await pane.waitFor();
  await tabTo(page, 'button', 'Job opportunity');
  await keys('Enter');
  const form = page.getByRole('form', { name: 'Template Job opportunity' });
  await form.waitFor();
  await expect(form.locator(':focus')).toHaveCount(1);
  // Enter in a field sends nothing: a template goes out on purpose.
  await keys('Enter');
  await expect(form).toBeVisible();
  await keys('Control+Enter');
  await conversation(page, SAM).waitFor();
  await expect(bubbles(page, 'Priya Shah').getByRole('img', { name: 'Read' })).toBeVisible();

  await agency.simulator.control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Yes please' });
  await expect(bubbles(page, 'Yes please')).toHaveCount(1);
  await tabTo(page, 'textbox', 'Write a message');
  await page.keyboard.type('See you at four');
  await keys('Shift+Enter');
  await page.keyboard.type('in Leeds');
  await keys('Enter');
  await expect(bubbles(page, 'See you at four').getByRole('img', { name: 'Read' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Write a message' })).toBeFocused();

  // Into the messages and back.
  await keys('Shift+Tab');
  await expect(page.getByRole('log').locator('[data-message-id]:focus, :focus')).not.toHaveCount(0);
  await keys('ArrowUp', 'Escape');
  await expect(page.getByRole('textbox', { name: 'Write a message' })).toBeFocused();
});

test('Escape closes one layer at a time, and the focus goes back to what had it', async ({ startApp }) => {
  const { page } = await startApp('priya');
  await openRecord(page, SAM);
  await page.getByRole('textbox', { name: 'Filter records' }).focus();
  const filter = page.getByRole('textbox', { name: 'Filter records' });
  for (const [keys, name] of [
    ['Control+k', 'Search'],
    ['Control+/', 'Keyboard shortcuts'],
  ] as const) {
    await page.keyboard.press(keys);
    const dialog = page.getByRole('dialog', { name });
    await expect(dialog.locator(':focus')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(filter).toBeFocused();
  }

  const account = page.getByRole('button', { name: /account of/iu });
  await account.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'User Settings' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(account).toBeFocused();
  await expect(page.getByRole('article', { name: SAM, exact: true })).toBeVisible();
});

/** With forced colours backgrounds are gone: what is chosen has an edge of its own, not only another ground. */
function listUnmarkedChoices(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    if (!matchMedia('(forced-colors: active)').matches) return ['Forced colours were not on.'];
    const chosen = [
      ...document.querySelectorAll('[role="row"][aria-selected="true"], [aria-current="page"]'),
    ];
    if (chosen.length < 2) return [`Only ${chosen.length} things on the page are chosen.`];
    return chosen
      .filter((element) => {
        const { outlineStyle, borderTopWidth, borderLeftWidth } = getComputedStyle(element);
        return outlineStyle === 'none' && borderTopWidth === '0px' && borderLeftWidth === '0px';
      })
      .map((element) => `Forced colours do not show that it is chosen: ${element.outerHTML.slice(0, 120)}`);
  });
}

/** What still moves for those who asked for less motion; a hundredth of a millisecond is none. */
function listMotions(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const NONE_SECONDS = 0.000_01;
    const longest = (durations: string) => Math.max(...durations.split(',').map((part) => parseFloat(part)));
    return [...document.querySelectorAll('*')]
      .filter((element) => {
        const { animationDuration, transitionDuration } = getComputedStyle(element);
        return longest(animationDuration) > NONE_SECONDS || longest(transitionDuration) > NONE_SECONDS;
      })
      .map((element) => `Moves although less motion is asked for: ${element.outerHTML.slice(0, 120)}`);
  });
}

/** Tab until an element of this role and name has the focus, as a person does who cannot point. */
async function tabTo(page: Page, role: 'button' | 'row' | 'textbox', name?: string): Promise<void> {
  const wanted = page.getByRole(role, name === undefined ? {} : { name: new RegExp(`^${name}`, 'u') });
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = wanted.and(page.locator(':focus'));
    if ((await focused.count()) > 0) return;
  }
  throw new Error(`Tab does not lead to the ${role} ${name ?? ''}.`);
}
