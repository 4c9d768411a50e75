import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { demoIds } from '../../simulator/demo-world.ts';
import type { DesktopApp } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles, conversation, openRecord } from '../support/journeys.ts';

const run = promisify(execFile);
const SAM = 'Sam Taylor';
const SAM_PHONE = '447700900456';

/** A notification as the daemon on the session bus has it. */
type Shown = { readonly summary: string; readonly body: string };

/** What the notification daemon shows now, newest first. */
async function listShown(): Promise<readonly Shown[]> {
  // dunst lists what has been closed; what is on screen is closed first, so that it is in the list.
  await run('dunstctl', ['close-all']);
  const { stdout } = await run('dunstctl', ['history']);
  const history = JSON.parse(stdout) as { data: readonly (readonly Record<string, { data: string }>[])[] };
  return (history.data[0] ?? []).map((entry) => ({
    summary: entry['summary']?.data ?? '',
    body: entry['body']?.data ?? '',
  }));
}

async function countShown(): Promise<number> {
  const { stdout } = await run('dunstctl', ['count', 'displayed']);
  return Number(stdout.trim());
}

async function blur({ electron }: DesktopApp): Promise<void> {
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
}

async function readBadge({ electron }: DesktopApp): Promise<number> {
  return electron.evaluate(({ app }) => app.getBadgeCount());
}

test.beforeEach(async () => {
  await run('dunstctl', ['close-all']);
  await run('dunstctl', ['history-clear']);
});

test('a reply is a real system notification, and a click on it opens the conversation', async ({ agency, startApp }) => {
  const app = await startApp('priya');
  const { page } = app;
  await beginConversation(page, SAM, 'Job opportunity');
  await openRecord(page, 'Tomasz Nowak');
  await page.getByRole('button', { name: 'Close the conversation' }).click();
  await blur(app);

  await agency.simulator.control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Can you ring me?' });
  await expect.poll(countShown).toBe(1);
  await run('dunstctl', ['action', '0']);

  await expect(conversation(page, SAM)).toBeVisible();
  await expect(bubbles(page, 'Can you ring me?')).toBeVisible();
  expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true);
  expect(await listShown()).toMatchObject([{ summary: SAM, body: 'Can you ring me?' }]);
});

test('the bell counts and lists unread replies, and choosing one opens it at the message', async ({ agency, startApp }) => {
  const app = await startApp('priya');
  const { page } = app;
  await agency.simulator.control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'First question' });
  await agency.simulator.control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Second question' });
  const bell = page.getByRole('button', { name: /WhatsApp Notifications.*2/ });
  await expect(bell).toBeVisible();
  await bell.click();
  const list = page.getByRole('list', { name: 'Unread replies' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await list.getByRole('button').first().click();
  await expect(bubbles(page, 'Second question')).toBeVisible();
  await expect(page.getByRole('button', { name: /WhatsApp Notifications.*2/ })).toHaveCount(0);
});

test('there is no notification for the conversation in focus', async ({ agency, startApp }) => {
  const { page } = await startApp('priya');
  await beginConversation(page, SAM, 'Job opportunity');
  await page.getByRole('region', { name: `Conversation with ${SAM}` }).click();
  await agency.simulator.control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'You see me already' });
  await expect(bubbles(page, 'You see me already')).toBeVisible();
  expect(await listShown()).toEqual([]);
});

test('closing the window hides it to the tray and says so once; a second start raises it', async ({ startApp }) => {
  const app = await startApp('priya');
  const isVisible = () => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  const close = () => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect(app.page.getByRole('navigation', { name: 'Places' })).toBeVisible();
  await close();
  await expect.poll(isVisible).toBe(false);
  await expect.poll(countShown).toBe(1);
  expect((await listShown()).map(({ summary }) => summary)).toEqual(['Colleague Messaging is still running']);

  await app.electron.evaluate(({ app: electronApp }) => electronApp.emit('second-instance', {}, [], ''));
  await expect.poll(isVisible).toBe(true);
  await close();
  await expect.poll(isVisible).toBe(false);
  expect(await listShown()).toHaveLength(1);
});

test('fifty messages while offline come in order, none twice, with one summary', async ({ agency, startApp }) => {
  const app = await startApp('priya');
  const { page } = app;
  const { control } = agency.simulator;
  await beginConversation(page, SAM, 'Job opportunity');
  await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'I will write a lot' });
  await expect(bubbles(page, 'I will write a lot')).toBeVisible();
  await blur(app);
  await expect.poll(countShown).toBe(0);

  await agency.cable.unplug();
  await expect(page.getByText(/Offline/).first()).toBeAttached();
  for (let number = 1; number <= 50; number += 1) {
    await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: `offline message ${number}.` });
  }
  await control.whenIdle({});
  await agency.cable.plugIn();

  await expect(page.getByText('Online').first()).toBeAttached();
  await expect.poll(async () => (await listShown()).length).toBe(1);
  expect((await listShown())[0]?.summary).toBe('50 replies while you were away');
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());
  const texts = await page.evaluate(async (name) => {
    const found = await window.colleague.call('conversations:list', { filter: 'all', limit: 50 });
    if (!found.ok) throw new Error(found.error.message);
    const row = found.value.rows.find((candidate) => candidate.personName === name);
    if (row === undefined) throw new Error('The conversation is not there.');
    const page_ = await window.colleague.call('conversations:list-messages', { conversationId: row.id, limit: 200 });
    if (!page_.ok) throw new Error(page_.error.message);
    return page_.value.messages.flatMap(({ content }) => (content.type === 'text' ? [content.text] : []));
  }, SAM);
  const expected = Array.from({ length: 50 }, (_unused, index) => `offline message ${index + 1}.`);
  expect(texts.filter((text) => text.startsWith('offline'))).toEqual(expected);
  expect(await readBadge(app)).toBeGreaterThan(0);
});
