import { readFileSync } from 'node:fs';
import { demoIds } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import { findViolations } from '../support/find-violations.ts';
import { beginConversation } from '../support/journeys.ts';
import { makeDocx, makeDocxWithPictures, makePdf } from '../support/sample-documents.ts';

const PICTURE = readFileSync(new URL('../../docs/pictures/5-chat-light.png', import.meta.url));
/** Of `PICTURE`. */
const PICTURE_WIDTH = 1_280;
const FROM_SAM = { from: '447700900456', to: demoIds.companyPhone };

test('a PDF, a Word document and text are shown beside the chat, and what is hostile says so', async ({
  agency,
  startApp,
}, testInfo) => {
  const { page } = await startApp('priya');
  const { control } = agency.simulator;
  await beginConversation(page, 'Sam Taylor', 'Job opportunity');
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security|Trusted/u.test(message.text())) violations.push(message.text());
  });
  const send = async (fileName: string, bytes: Buffer) => {
    await control.sendDocument({ ...FROM_SAM, fileName, base64: bytes.toString('base64') });
    await page.getByRole('button', { name: `Preview ${fileName}` }).click();
    return page.getByRole('region', { name: `Preview of ${fileName}` });
  };

  const pdf = await send('CV.pdf', makePdf('Curriculum vitae', 'References'));
  await expect(pdf.getByRole('status')).toHaveText('Page 1 of 2');
  const first = pdf.getByRole('img', { name: 'Page 1', exact: true });
  // The page is white until something is drawn on it.
  await expect
    .poll(() =>
      first.evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height / 4) ?? {};
        return data?.some((value, index) => index % 4 !== 3 && value < 100) ?? false;
      }),
    )
    .toBe(true);
  // Its words lie over the picture: where they are seen, and as they are.
  const words = pdf.getByText('Curriculum vitae', { exact: true });
  await words.selectText();
  const [at, sheet] = [await words.boundingBox(), await first.boundingBox()];
  expect((at?.x ?? 0) - (sheet?.x ?? 0)).toBeCloseTo(((sheet?.width ?? 0) * 72) / 595, -1);
  expect(await page.evaluate(() => String(getSelection()))).toBe('Curriculum vitae');
  await page.screenshot({ path: testInfo.outputPath('pdf-light.png') });
  expect(await findViolations(page, 'a PDF beside the chat')).toEqual([]);
  const width = (await first.boundingBox())?.width ?? 0;
  await pdf.getByRole('button', { name: 'Larger' }).click();
  await expect.poll(async () => (await first.boundingBox())?.width ?? 0).toBeGreaterThan(width * 1.1);
  await expect
    .poll(async () => (await words.boundingBox())?.width ?? 0)
    .toBeGreaterThan((at?.width ?? 0) * 1.1);
  await page.keyboard.press('Escape');
  await expect(pdf).toHaveCount(0);
  await expect(page.getByRole('log').getByRole('article').last()).toBeFocused();

  const word = await send(
    'CV.docx',
    makeDocx(['Curriculum vitae', 'Site manager &amp; &lt;b&gt;not markup&lt;/b&gt;']),
  );
  await expect(word).toContainText('Site manager & <b>not markup</b>');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: testInfo.outputPath('word-dark.png') });
  expect(await findViolations(page, 'a Word document beside the chat')).toEqual([]);
  // Of pictures only what lies in the file, is what it says, and is not huge.
  const huge = Buffer.from(PICTURE);
  huge.writeUInt32BE(60_000, 16);
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
  const pictures = { 'a.png': PICTURE, 'huge.png': huge, 'b.svg': svg, 'c.png': svg };
  const drawn = await send('Drawn.docx', makeDocxWithPictures(pictures, `${agency.simulator.url}/a.png`));
  const picture = drawn.getByRole('img', { name: 'In the document' });
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth).catch(() => 0))
    .toBe(PICTURE_WIDTH);
  await expect(drawn.getByText('[picture]')).toHaveCount(4);
  await page.screenshot({ path: testInfo.outputPath('word-pictures-dark.png') });
  const text = await send('Notes.txt', Buffer.from('Zwölf <script>alert(1)</script>'));
  await expect(text).toContainText('Zwölf <script>alert(1)</script>');

  const broken = await send('Broken.pdf', Buffer.from('%PDF-1.7\nnothing of it is true'));
  await expect(broken).toContainText('It is damaged, or no PDF.');
  const other = await send('Other.docx', Buffer.from('no archive at all, whatever its name says'));
  await expect(other).toContainText('It is damaged, or no Word document.');
  const bomb = makeDocx(['Small'], { 'word/media/bomb.bin': Buffer.alloc(100 * 1024 * 1024) });
  await expect(await send('Bomb.docx', bomb)).toContainText('It is too large to be shown here.');
  await page.screenshot({ path: testInfo.outputPath('hostile-dark.png') });
  expect(violations).toEqual([]);
});
