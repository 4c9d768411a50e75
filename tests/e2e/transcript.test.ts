import type { Page } from '@playwright/test';
import type { Agency } from '../../build/demo/agency.ts';
import { demoIds } from '../../simulator/demo-world.ts';
import { listTexts } from '../support/call-main.ts';
import { type DesktopApp, focusWindow, resizeWindow } from '../support/desktop-app.ts';
import { type Fixtures, expect, test } from '../support/e2e-test.ts';
import { notePlace } from '../support/expect-unmoved.ts';
import { beginConversation, bubbles, writeText } from '../support/journeys.ts';

const SAM = 'Sam Taylor';
const SAM_PHONE = '447700900456';
const FROM_SAM = { from: SAM_PHONE, to: demoIds.companyPhone };
const BURST = 30;
/** The browser's own rounding of scroll positions. */
const ROUNDING_PX = 2;

test('a burst of replies in different seconds leaves the chat at its end', async ({ agency, startApp }) => {
  const { page } = await openLongChat(agency, startApp);
  for (let index = 1; index <= BURST; index += 1) {
    await agency.simulator.control.advanceClock({ milliseconds: 1_000 });
    await sendFromSam(agency, sentence(index));
  }
  await expect.poll(async () => (await listTexts(page, SAM)).length).toBe(12 + BURST);
  await expectEnd(page, sentence(BURST));
  await expect(jumpButton(page)).toHaveCount(0);
});

test('a burst of replies in one second leaves the chat at its end', async ({ agency, startApp }) => {
  const { page } = await openLongChat(agency, startApp);
  await Promise.all(
    Array.from({ length: BURST }, (_none, index) => sendFromSam(agency, sentence(index + 1))),
  );
  await expect.poll(async () => (await listTexts(page, SAM)).length).toBe(12 + BURST);
  await expectEnd(page, await lastText(page));
  await expect(jumpButton(page)).toHaveCount(0);
});

test('more replies at once than a page holds leave the chat at its end', async ({ agency, startApp }) => {
  const { page } = await openLongChat(agency, startApp);
  await agency.cable.unplug();
  await Promise.all(Array.from({ length: 150 }, (_none, index) => sendFromSam(agency, sentence(index + 1))));
  await agency.cable.plugIn();
  await expect.poll(async () => (await listTexts(page, SAM)).length).toBe(12 + 150);
  await expectEnd(page, await lastText(page));
  await expect(jumpButton(page)).toHaveCount(0);
});

test('own messages between replies, which stand above later ones, leave the chat at its end', async ({
  agency,
  startApp,
}) => {
  const { page } = await openLongChat(agency, startApp);
  for (let index = 1; index <= 8; index += 1) {
    await sendFromSam(agency, sentence(index));
    await writeText(page, `Answer ${index}`);
  }
  await expect.poll(async () => (await listTexts(page, SAM)).length).toBe(12 + 16);
  await expectEnd(page, await lastText(page));
});

test('a reader who has scrolled up is not moved, and told how many came', async ({ agency, startApp }) => {
  const { page } = await openLongChat(agency, startApp);
  await page.getByRole('log').hover();
  await page.mouse.wheel(0, -500);
  await expect(jumpButton(page)).toBeVisible();
  const read = bubbles(page, sentence(5));
  const expectUnmoved = await notePlace(read);
  for (let index = 1; index <= 7; index += 1) await sendFromSam(agency, `Later ${index}`);
  await expect(page.getByRole('button', { name: 'Go to 7 new messages' })).toBeVisible();
  await expectUnmoved();

  await page.getByRole('button', { name: 'Go to 7 new messages' }).click();
  await expect(bubbles(page, 'Later 1')).toBeInViewport();
  await expect(page.getByRole('separator', { name: '7 new messages' })).toBeInViewport();
});

test('a chat with many unread replies opens at the first of them and stays there', async ({
  agency,
  startApp,
}) => {
  const { page } = await openLongChat(agency, startApp);
  await page.getByRole('button', { name: 'Close the conversation' }).click();
  for (let index = 1; index <= 20; index += 1) await sendFromSam(agency, `Later ${index}`);
  await expect.poll(async () => (await listTexts(page, SAM)).length).toBe(12 + 20);
  await page.getByRole('table', { name: 'Conversations' }).getByRole('row').last().click();
  await expect(page.getByRole('separator', { name: '20 new messages' })).toBeInViewport();
  await expect(jumpButton(page)).toBeVisible();
  await sendFromSam(agency, 'Later still');
  await expect(page.getByRole('separator', { name: '21 new messages' })).toBeInViewport();
});

test('who comes back to the end follows it again', async ({ agency, startApp }) => {
  const { page } = await openLongChat(agency, startApp);
  await page.getByRole('log').hover();
  await page.mouse.wheel(0, -500);
  await expect(jumpButton(page)).toBeVisible();
  await page.mouse.wheel(0, 2_000);
  await expect(jumpButton(page)).toHaveCount(0);
  for (let index = 1; index <= 5; index += 1) await sendFromSam(agency, `Later ${index}`);
  await expectEnd(page, 'Later 5');
});

test('a message that shrinks does not move the reader, who hears what came, and copies what is in view', async ({
  agency,
  startApp,
}) => {
  const { page, electron } = await openLongChat(agency, startApp);
  const { control } = agency.simulator;
  const tall = bubbles(page, 'Paragraph 8');
  const { messageId } = await control.sendText({
    ...FROM_SAM,
    text: Array.from({ length: 8 }, (_none, index) => `Paragraph ${index + 1}`).join('\n'),
  });
  for (let index = 1; index <= 20; index += 1) {
    await control.advanceClock({ milliseconds: 1_000 });
    await sendFromSam(agency, `Line ${index} of many`);
  }
  await expectEnd(page, 'Line 20 of many');
  await page.getByRole('log').hover();
  await wheel(page, -200, () => expect(tall).toBeInViewport(AT_ONCE));
  await wheel(page, 100, () => expect(tall).not.toBeInViewport(AT_ONCE));
  const expectUnmoved = await notePlace(bubbles(page, 'Line 5 of many'));
  await outlastTheWheel(page);
  await control.revokeMessage({ ...FROM_SAM, messageId, isCoexistence: true });
  await expect(bubbles(page, 'Deleted by the sender')).toHaveCount(1);
  await expectUnmoved();
  for (const text of ['One more', 'Two more', 'Three more']) await sendFromSam(agency, text);
  const spoken = page.locator('[aria-live="polite"]');
  await expect(spoken.getByText('3 new messages below')).toHaveCount(1);
  await expectUnmoved();

  await bubbles(page, 'Line 5 of many').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  const readClipboard = () => electron.evaluate(({ clipboard }) => clipboard.readText());
  await expect.poll(readClipboard).toContain('Line 5 of many\n\nSam Taylor, ');
  expect(await readClipboard()).not.toMatch(/Three more|Reply number 1:|Inbox/u);
});

test('a composer that grows, a quote, a smaller window and a failure leave the chat at its end', async ({
  agency,
  startApp,
}) => {
  const app = await openLongChat(agency, startApp);
  const { page } = app;
  const last = sentence(12);
  await page.getByRole('textbox', { name: 'Write a message' }).fill('One\ntwo\nthree\nfour\nfive');
  await expectEnd(page, last);
  await bubbles(page, last).hover();
  await bubbles(page, last).getByRole('button', { name: 'Reply' }).click();
  await expect(page.getByText(`Reply to ${SAM}`)).toBeVisible();
  await expectEnd(page, last);

  for (const [width, height] of [
    [900, 600],
    [1280, 800],
    [760, 600],
    [1600, 1000],
  ] as const) {
    await resizeWindow(app, { width, height });
    await expect.poll(() => page.evaluate(() => innerHeight)).toBe(height);
    await expectEnd(page, last);
    expect(await overflowSideways(page), `pixels that stick out at ${width}x${height}`).toBe(0);
  }

  await page.getByRole('textbox', { name: 'Write a message' }).fill('');
  await agency.simulator.control.setWindow({ person: SAM_PHONE, isOpen: false });
  await writeText(page, 'Are you still there?');
  await expect(bubbles(page, 'Are you still there?')).toContainText('131047');
  await expectEnd(page, 'Are you still there?');
});

/** Priya's chat with Sam, higher than the window, standing at its end. */
async function openLongChat(agency: Agency, startApp: Fixtures['startApp']): Promise<DesktopApp> {
  const app = await startApp('priya', undefined, { size: { width: 1280, height: 800 } });
  await focusWindow(app);
  await beginConversation(app.page, SAM, 'Job opportunity');
  for (let index = 1; index <= 12; index += 1) {
    await agency.simulator.control.advanceClock({ milliseconds: 1_000 });
    await sendFromSam(agency, sentence(index));
  }
  await expectEnd(app.page, sentence(12));
  return app;
}

const AT_ONCE = { timeout: 1_000 };

/** Turns the wheel until it is true: while a list still measures itself, a turn may come to nothing. */
async function wheel(page: Page, pixels: number, isThere: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.mouse.wheel(0, pixels);
    await isThere();
  }).toPass();
}

/** What changes its size within half a second of the wheel's turn counts as seen on the way: nothing is put back for it. */
async function outlastTheWheel(page: Page): Promise<void> {
  const turnedAt = await page.evaluate(() => performance.now());
  await page.waitForFunction((at) => performance.now() - at > 500, turnedAt);
}

function sendFromSam(agency: Agency, text: string): Promise<unknown> {
  return agency.simulator.control.sendText({ ...FROM_SAM, text });
}

/** In which order a second's messages stand is the log's choice: the database is asked. */
async function lastText(page: Page): Promise<string> {
  return (await listTexts(page, SAM)).at(-1) ?? '';
}

/** Longer and shorter ones, so that no guess at a height is right. */
function sentence(index: number): string {
  return `Reply number ${index}: ${'one more reason to come to Leeds, '.repeat(index % 5)}end`;
}

function jumpButton(page: Page) {
  return page.getByRole('button', { name: /^Go to (the newest message|\d+ new messages?)$/u });
}

/** The chat stands at its end, and the last message is the one with this text. */
async function expectEnd(page: Page, text: string): Promise<void> {
  await expect(page.getByRole('log').getByRole('article').last()).toContainText(text);
  await expect
    .poll(() => distanceToEnd(page), { message: 'pixels below what is shown' })
    .toBeLessThanOrEqual(ROUNDING_PX);
  await expect(page.getByRole('log').getByRole('article').last()).toBeInViewport();
}

/** The actions beside a bubble are there before they are seen. */
function overflowSideways(page: Page): Promise<number> {
  return page
    .getByRole('log')
    .evaluate((log) =>
      Math.max(
        0,
        ...[...log.querySelectorAll('*')].map((part) =>
          getComputedStyle(part).overflowX === 'auto' ? part.scrollWidth - part.clientWidth : 0,
        ),
      ),
    );
}

function distanceToEnd(page: Page): Promise<number> {
  return page
    .getByRole('log')
    .locator('[data-virtuoso-scroller]')
    .evaluate((scroller) => scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop);
}
