import type { Page } from '@playwright/test';
import { demoIds } from '../../simulator/demo-world.ts';
import { resizeWindow } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles, conversation } from '../support/journeys.ts';

const SAM = 'Sam Taylor';

/** Content sizes and zoom, and how many panes stand beside the rail. */
const SIZES = [
  [900, 600, 1, 2],
  [1024, 700, 1, 2],
  [1100, 750, 1, 3],
  [1180, 750, 1, 3],
  [1280, 800, 1, 3],
  [1600, 1000, 1, 3],
  [1280, 800, 2, 1],
  [900, 600, 2, 1],
] as const;

test('nothing is cut off in any size of the window, nor at 200 %', async ({ agency, startApp }) => {
  const app = await startApp('priya');
  const { page } = app;
  await beginConversation(page, SAM, 'Job opportunity');
  await agency.simulator.control.sendText({
    from: '447700900456',
    to: demoIds.companyPhone,
    text: 'Yes, tell me more. Is it near Leeds? '.repeat(6),
  });
  await expect(bubbles(page, 'near Leeds')).toHaveCount(1);
  const table = page.getByRole('table', { name: 'Conversations' });
  for (const [width, height, zoom, panes] of SIZES) {
    await resizeWindow(app, { width, height, zoom });
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width / zoom);
    await expect(page.locator('[data-panel]')).toHaveCount(panes);
    await expect(conversation(page, SAM)).toBeVisible();
    expect(await listCutOff(page), `chat at ${width}x${height}, ${zoom * 100} %`).toEqual([]);
    if (panes === 3) continue;
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await expect(table).toBeVisible();
    expect(await listCutOff(page), `record at ${width}x${height}, ${zoom * 100} %`).toEqual([]);
    await table.getByRole('row').last().click();
  }
});

test('a narrow conversation table is still a table to a screen reader', async ({ startApp }) => {
  const app = await startApp('priya', undefined, { size: { width: 1100, height: 750 } });
  const { page } = app;
  await beginConversation(page, SAM, 'Job opportunity');
  await expect(page.locator('[data-panel]')).toHaveCount(3);
  const client = await page.context().newCDPSession(page);
  // What Chromium tells assistive technology: the roles that remain under the CSS of narrow panes. Its tree follows the
  // page after a moment.
  await expect(async () => {
    const { nodes } = await client.send('Accessibility.getFullAXTree');
    const roles = nodes.filter((node) => !node.ignored).map((node) => String(node.role?.value));
    for (const [role, count] of [
      ['table', 1],
      ['columnheader', 3],
      ['cell', 5],
    ] as const)
      expect(roles.filter((found) => found === role).length, role).toBe(count);
  }).toPass({ timeout: 10_000 });
});

/** What scrolls sideways or sticks out of the window, by its words; ellipses of one line are on purpose. */
function listCutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const isCut = (element: Element) => {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || getComputedStyle(element).visibility === 'hidden') return false;
      const pane = element.closest('[data-panel]')?.getBoundingClientRect();
      const right = Math.min(innerWidth, pane?.right ?? innerWidth);
      return box.right > right + 1 || box.left < (pane?.left ?? 0) - 1;
    };
    return [...document.querySelectorAll('button, a, input, textarea, th, time, h2, p, [role="tab"]')]
      .filter((element) => element.closest('[data-visually-hidden]') === null && isCut(element))
      .map((element) => `${element.tagName}: ${element.textContent.slice(0, 40)}`);
  });
}
