import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Agency } from '../../build/demo/agency.ts';
import { demoIds } from '../../simulator/demo-world.ts';
import { type DesktopApp, makeUserFolder } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles } from '../support/journeys.ts';
import { findViolations } from '../support/find-violations.ts';
import { recordSticker, recordVideo, silentMp3 } from '../support/sample-media.ts';

const SAM = 'Sam Taylor';
const FROM_SAM = { from: '447700900456', to: demoIds.companyPhone };
const PICTURE = readFileSync(new URL('../../docs/pictures/5-chat-light.png', import.meta.url));
/** Of `PICTURE`. */
const PICTURE_WIDTH = 1_280;

const base64 = (bytes: Buffer) => ({ base64: bytes.toString('base64') });
const messages = (page: Page): Locator => page.getByRole('log').getByRole('article');

async function open({ agency, app }: { readonly agency: Agency; readonly app: DesktopApp }) {
  await beginConversation(app.page, SAM, 'Job opportunity');
  return { page: app.page, control: agency.simulator.control };
}

/** Instead of the system's dialog and programs, which no test can reach. */
async function standInForSystem({ electron }: DesktopApp, savePath: string): Promise<void> {
  await electron.evaluate(({ dialog, shell }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openPath = async (path) => {
      opened.push(path);
      return '';
    };
  }, savePath);
}

async function listOpened({ electron }: DesktopApp): Promise<readonly string[]> {
  // Put there by `standInForSystem`.
  return electron.evaluate(() => (globalThis as unknown as { readonly opened: string[] }).opened);
}

test('pictures, stickers, video and sound are shown in their bubbles, and play', async ({
  agency,
  startApp,
}, testInfo) => {
  const app = await startApp('priya', undefined, { size: { width: 1_280, height: 1_500 } });
  const { page, control } = await open({ agency, app });
  const caption = 'My *certificate*';
  await control.sendImage({ ...FROM_SAM, ...base64(PICTURE), mimeType: 'image/png', caption });
  await control.sendSticker({ ...FROM_SAM, ...base64(await recordSticker(page)), mimeType: 'image/webp' });
  await control.sendVideo({ ...FROM_SAM, ...base64(await recordVideo(page)), mimeType: 'video/webm' });
  const mp3 = base64(silentMp3(10));
  await control.sendAudio({ ...FROM_SAM, ...mp3, mimeType: 'audio/mpeg', isVoice: true });

  const picture = page.getByRole('button', { name: 'Show the photo' });
  await expect
    .poll(() => picture.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(PICTURE_WIDTH);
  await expect(bubbles(page, 'My certificate').getByText('certificate', { exact: true })).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Show the sticker' })).toBeVisible();
  const video = page.getByLabel('Video', { exact: true });
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.videoWidth)).toBe(160);

  const player = page.getByRole('group', { name: 'Player for the voice message' });
  await expect(player).toContainText('0:10');
  await player.getByRole('button', { name: 'Speed 1' }).click();
  await player.getByRole('button', { name: 'Speed 1.5' }).click();
  await player.getByRole('button', { name: 'Play the voice message' }).click();
  const place = player.getByRole('slider', { name: 'Place' });
  await expect.poll(async () => Number(await place.inputValue())).toBeGreaterThan(0.5);
  await player.getByRole('button', { name: 'Pause the voice message' }).click();
  // Into the middle: a range of the file.
  await place.fill('8');
  const bar = page.getByRole('region', { name: `Player: voice message from ${SAM}` });
  await expect
    .poll(() => bar.locator('audio').evaluate((audio: HTMLAudioElement) => audio.currentTime))
    .toBe(8);
  await page.screenshot({ path: testInfo.outputPath('shown-light.png') });
  expect(await findViolations(page, 'files in a chat')).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: testInfo.outputPath('shown-dark.png') });

  // The bar stays where the bubble is not, leads back to it, and goes when all has been heard.
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(player).toHaveCount(0);
  await page.screenshot({ path: testInfo.outputPath('player-dark.png') });
  await bar.getByRole('button', { name: /^Voice message from/u }).click();
  await expect(player.getByRole('slider', { name: 'Place' })).toHaveValue('8');
  await page.getByRole('button', { name: 'Settings' }).click();
  await bar.getByRole('button', { name: 'Play the voice message' }).focus();
  await page.keyboard.press('Enter');
  await expect(bar).toHaveCount(0);
});

test('a picture is seen large, by keyboard too, and the chat does not move when it arrives', async ({
  agency,
  startApp,
}, testInfo) => {
  const app = await startApp('priya');
  const { page, control } = await open({ agency, app });
  await control.addFault({ kind: 'media-url-404', times: 1 });
  await control.sendImage({ ...FROM_SAM, ...base64(PICTURE), mimeType: 'image/png' });
  await expect(messages(page)).toHaveCount(2);
  const before = await messages(page).last().boundingBox();
  const picture = page.getByRole('button', { name: 'Show the photo' });
  await expect(picture).toBeVisible();
  expect((await messages(page).last().boundingBox())?.height).toBe(before?.height);

  await page.getByRole('log').focus();
  await page.keyboard.press('Tab');
  await expect.poll(async () => picture.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: SAM });
  await expect(dialog.getByRole('img', { name: 'Photo' })).toBeVisible();
  await page.screenshot({ path: testInfo.outputPath('viewer.png') });
  expect(await findViolations(page, 'a picture, large')).toEqual([]);

  const image = dialog.getByRole('img', { name: 'Photo' });
  const size = dialog.getByRole('status');
  const whole = await image.boundingBox();
  await expect(size).toHaveText('Whole picture');
  await page.keyboard.press('+');
  await expect(size).toHaveText('125 %');
  await image.dblclick();
  await expect(size).toHaveText('Whole picture');
  // Towards the corner: no more than the edge of the stage lies left of it.
  const corner = { x: 5, y: 5 };
  await image.dblclick({ position: corner });
  await expect(size).toHaveText('250 %');
  expect((await image.boundingBox())?.width).toBeCloseTo((whole?.width ?? 0) * 2.5, 0);
  expect((await image.boundingBox())?.x).toBeGreaterThan((whole?.x ?? 0) - 60);
  const before250 = (await image.boundingBox())?.x ?? 0;
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await image.boundingBox())?.x).toBeLessThan(before250);
  const afterArrow = (await image.boundingBox())?.x ?? 0;
  await page.mouse.move((whole?.x ?? 0) + 300, (whole?.y ?? 0) + 100);
  await page.mouse.down();
  await page.mouse.move((whole?.x ?? 0) + 260, (whole?.y ?? 0) + 100);
  await page.mouse.up();
  await expect.poll(async () => (await image.boundingBox())?.x).toBeLessThan(afterArrow);
  await page.mouse.wheel(0, -200);
  await expect(size).toHaveText('412 %');
  await page.screenshot({ path: testInfo.outputPath('viewer-large-light.png') });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: testInfo.outputPath('viewer-large-dark.png') });
  await page.keyboard.press('0');
  await expect(size).toHaveText('Whole picture');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(picture).toBeFocused();
});

test('a CV is saved and opened under its own name; what could run is only saved', async ({
  agency,
  startApp,
}, testInfo) => {
  const folder = mkdtempSync(join(tmpdir(), 'saved-'));
  const app = await startApp('priya');
  const { page, control } = await open({ agency, app });
  const bytes = randomBytes(200_000);
  const saved = join(folder, 'copy.pdf');
  await standInForSystem(app, saved);
  await control.sendDocument({ ...FROM_SAM, ...base64(bytes), fileName: 'Sam Taylor – CV.pdf' });
  await page.getByRole('button', { name: 'Save Sam Taylor – CV.pdf' }).click();
  await expect(page.getByText('File saved.')).toBeVisible();
  expect(readFileSync(saved).equals(bytes)).toBe(true);
  await page.getByRole('button', { name: 'Open Sam Taylor – CV.pdf' }).click();
  await expect.poll(() => listOpened(app)).toEqual([expect.stringMatching(/\/Sam Taylor – CV\.pdf$/u)]);

  await control.sendDocument({
    ...FROM_SAM,
    ...base64(Buffer.from('<script>document.title="run"</script>')),
    fileName: 'CV.html',
    mimeType: 'text/html',
  });
  await expect(page.getByRole('button', { name: 'Save CV.html' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open CV.html' })).toHaveCount(0);
  const id = await messages(page).last().getAttribute('data-message-id');
  const status = await page.evaluate(async (path) => (await fetch(path)).status, `/media/${id}`);
  expect(status).toBe(404);
  await page.screenshot({ path: testInfo.outputPath('documents.png') });
  rmSync(folder, { recursive: true, force: true });
});

test('a file that comes wrong says so, and what can be done helps', async ({
  agency,
  startApp,
}, testInfo) => {
  const app = await startApp('priya');
  const { page, control } = await open({ agency, app });
  await control.addFault({ kind: 'media-changed', times: 1 });
  await control.sendDocument({ ...FROM_SAM, ...base64(randomBytes(5_000)), fileName: 'CV.pdf' });
  const bubble = bubbles(page, 'CV.pdf');
  await expect(bubble).toContainText('It is tried again by itself.');
  await page.screenshot({ path: testInfo.outputPath('waiting.png') });
  await bubble.getByRole('button', { name: 'Try now' }).click();
  await expect(bubble.getByRole('button', { name: 'Open CV.pdf' })).toBeVisible();
});

test('an app that is killed while a file comes has it whole after the restart', async ({
  agency,
  startApp,
}) => {
  const folder = makeUserFolder();
  const app = await startApp('priya', folder);
  const { control } = await open({ agency, app });
  const bytes = randomBytes(30_000_000);
  await control.sendDocument({ ...FROM_SAM, ...base64(bytes), fileName: 'Portfolio.pdf' });
  await expect(bubbles(app.page, 'Portfolio.pdf')).toContainText(/Fetching|Waiting/u);
  await app.kill();

  const again = await startApp('priya', folder);
  const saved = join(folder, 'copy.pdf');
  await standInForSystem(again, saved);
  await again.page.getByRole('button', { name: /^Inbox/u }).click();
  await again.page.getByRole('row').filter({ hasText: SAM }).click();
  await again.page.getByRole('button', { name: 'Save Portfolio.pdf' }).click();
  await expect(again.page.getByText('File saved.')).toBeVisible();
  expect(readFileSync(saved).equals(bytes)).toBe(true);
});

test('documents, pictures, sounds and links of a conversation are listed, and each leads to its message', async ({
  agency,
  startApp,
}, testInfo) => {
  const app = await startApp('priya');
  const { page, control } = await open({ agency, app });
  const cv = { fileName: 'Sam Taylor CV.pdf', mimeType: 'application/pdf' };
  await control.sendDocument({ ...FROM_SAM, ...base64(Buffer.from('%PDF-1.4 nothing')), ...cv });
  await control.sendImage({ ...FROM_SAM, ...base64(PICTURE), mimeType: 'image/png' });
  await control.sendAudio({ ...FROM_SAM, ...base64(silentMp3(10)), mimeType: 'audio/mpeg', isVoice: true });
  await control.sendText({ ...FROM_SAM, text: 'My work: https://example.org/houses' });
  for (let line = 1; line <= 30; line += 1) await control.sendText({ ...FROM_SAM, text: `Line ${line}` });
  await expect(bubbles(page, 'Line 30')).toBeVisible();

  await page.keyboard.press('ControlOrMeta+Shift+M');
  const sheet = page.getByRole('dialog', { name: 'Files, pictures and links with Sam Taylor' });
  await expect(sheet.getByRole('listitem')).toHaveCount(1);
  await expect(sheet.getByRole('listitem')).toContainText('Sam Taylor CV.pdf');
  await expect(sheet.getByRole('button', { name: 'File on record: Sam Taylor CV.pdf' })).toBeVisible();
  expect(await findViolations(page, 'the files of a conversation')).toEqual([]);
  await page.screenshot({ path: testInfo.outputPath('files-light.png') });
  await sheet.getByRole('tab', { name: 'Links' }).click();
  await expect(sheet.getByRole('listitem')).toContainText('example.org/houses');
  await sheet.getByRole('tab', { name: 'Voice' }).click();
  await expect(sheet.getByRole('listitem')).toHaveCount(1);
  await sheet.getByRole('tab', { name: 'Pictures and videos' }).click();
  await expect(sheet.getByRole('button', { name: 'Show the photo' })).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: testInfo.outputPath('files-dark.png') });
  await expect(bubbles(page, 'My work')).not.toBeInViewport();
  await sheet.getByRole('tab', { name: 'Links' }).click();
  await sheet.getByRole('button', { name: 'Show in the chat' }).click();
  await expect(sheet).toHaveCount(0);
  await expect(bubbles(page, 'My work')).toBeInViewport();
});
