import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { demoIds, demoTokens } from '../../simulator/demo-world.ts';
import { makeUserFolder } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { findViolations } from '../support/find-violations.ts';
import { beginConversation, bubbles, conversation, setUpOwnNumber } from '../support/journeys.ts';

const SAM = 'Sam Taylor';
const SAM_PHONE = '447700900456';
const PLANTED = 'Cinnamon lighthouse forty-two';
const DRAFT = 'Half a thought about Thursday';

/** What must be nowhere but in the chat and in the encrypted database. */
const SECRETS = [PLANTED, DRAFT, SAM_PHONE, '7700 900456', 'Taylor', 'wamid.', demoTokens.ownOne];

/** All that a screen reader could be told, also of what is hidden from it: Chromium's own tree. */
async function readAccessibilityTree(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const tree = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return JSON.stringify(tree);
}

test('what was open is open again when the window goes down, and when the whole app does, with the draft', async ({
  agency,
  startApp,
}, testInfo) => {
  test.setTimeout(120_000);
  const folder = makeUserFolder();
  const before = await startApp('priya', folder);
  await setUpOwnNumber(before.page, {
    phoneNumberId: demoIds.ownPhoneOne,
    wabaId: demoIds.waba,
    token: demoTokens.ownOne,
  });
  await before.page.getByRole('button', { name: 'Records' }).click();
  await beginConversation(before.page, SAM, 'Job opportunity');
  await agency.simulator.control.sendText({ from: SAM_PHONE, to: demoIds.ownPhoneOne, text: PLANTED });
  await expect(bubbles(before.page, PLANTED)).toHaveCount(1);
  const box = before.page.getByRole('textbox', { name: 'Write a message' });
  await box.fill(DRAFT);
  await box.blur();
  const keptPlace = () =>
    (JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')) as { settings: { lastPlace?: object } })
      .settings.lastPlace;
  await expect.poll(keptPlace).toMatchObject({ place: 'records', chats: { records: expect.any(String) } });

  await test.step('the window goes down', async () => {
    const gone = before.page.waitForEvent('crash');
    await before.electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    await gone;
    // Playwright has given the page up; main knows what the window shows.
    const shown = () =>
      before.electron.evaluate(async ({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        return (await contents
          ?.executeJavaScript(
            `[document.querySelector('[role="log"]')?.textContent, document.querySelector('textarea')?.value].join('|')`,
          )
          .catch(() => '')) as string;
      });
    await expect.poll(shown, { timeout: 20_000 }).toContain(PLANTED);
    expect(await shown()).toContain(DRAFT);
  });

  await test.step('the app crashes', async () => {
    const gone = new Promise((resolve) => void before.electron.process().once('exit', resolve));
    // The answer to this never comes.
    before.electron.evaluate(() => process.crash()).catch(() => undefined);
    await gone;
    const after = await startApp('priya', folder);
    await expect(conversation(after.page, SAM)).toBeVisible();
    await expect(bubbles(after.page, PLANTED)).toHaveCount(1);
    await expect(after.page.getByRole('textbox', { name: 'Write a message' })).toHaveValue(DRAFT);

    await after.page.getByRole('button', { name: /account of Priya Shah/u }).click();
    await after.page.getByRole('menuitem', { name: 'Diagnostics…' }).click();
    const dialog = after.page.getByRole('dialog', { name: 'Diagnostics' });
    await expect(dialog).toBeVisible();
    expect(await findViolations(after.page, 'diagnostics')).toEqual([]);
    await after.page.screenshot({ path: testInfo.outputPath('diagnostics-light.png') });
    await after.page.emulateMedia({ colorScheme: 'dark' });
    await after.page.screenshot({ path: testInfo.outputPath('diagnostics-dark.png') });
    await dialog.getByRole('button', { name: 'Copy' }).click();
    await expect(after.page.getByText('The diagnostics were copied.')).toBeVisible({ timeout: 15_000 });
    const text = await after.electron.evaluate(async ({ clipboard }) => clipboard.readText());
    expect(text).toMatch(/app: 1\s+fault: 0\s+window: 1\s+database: 0/u);
    expect(text).toMatch(/messages: [1-9]/u);
    expect(text).toContain('ok: The relay, Relay');

    const savedPath = join(folder, 'diagnostics.txt');
    await after.electron.evaluate(({ dialog: boxes }, filePath) => {
      boxes.showSaveDialog = async () => ({ canceled: false, filePath });
    }, savedPath);
    await after.page.getByRole('button', { name: /account of Priya Shah/u }).click();
    await after.page.getByRole('menuitem', { name: 'Diagnostics…' }).click();
    await dialog.getByRole('button', { name: 'Save as a file…' }).click();
    await expect(after.page.getByText('The diagnostics were saved.')).toBeVisible({ timeout: 15_000 });
    const saved = readFileSync(savedPath, 'utf8');
    expect(saved).toMatch(/app: 1\s+fault: 0\s+window: 1\s+database: 0/u);
    expect(statSync(savedPath).mode & 0o077).toBe(0);

    // The diagnostics, the log, the titles, what is kept on the disk, and what a screen reader is told outside of the chat.
    const titles = await after.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.getTitle()),
    );
    const outside = await after.page.getByRole('banner').ariaSnapshot();
    const printed = [...before.output, ...after.output].join('\n');
    const kept = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join('\n');
    await expect(dialog).toHaveCount(0);
    await after.page.getByRole('button', { name: 'Settings' }).click();
    await expect(after.page.getByText(demoTokens.ownOne.slice(-4))).toBeVisible();
    const tree = await readAccessibilityTree(after.page);
    expect(tree).toContain(demoTokens.ownOne.slice(-4));
    for (const secret of SECRETS) {
      for (const [place, words] of Object.entries({
        text,
        saved,
        printed,
        outside,
        tree,
        titles: titles.join(),
      })) {
        expect(words, `${secret} in the ${place}`).not.toContain(secret);
      }
      expect(kept.includes(secret), `${secret} on the disk`).toBe(false);
    }
    // Nobody started the crash reporter, so no memory was written down.
    const dumps = await after.electron.evaluate(({ app }) => app.getPath('crashDumps'));
    const isDump = (name: string) => name.endsWith('.dmp');
    expect(readdirSync(dumps, { recursive: true, encoding: 'utf8' }).filter(isDump)).toEqual([]);
  });
});
