import { setTimeout as wait } from 'node:timers/promises';
import { buildRequest, phoneOf } from '../../bench/load/build-webhook.ts';
import { openConnection } from '../../bench/load/post-requests.ts';
import { generateTexts } from '../../bench/load/sentences.ts';
import { demoIds } from '../../simulator/demo-world.ts';
import { countUnread } from '../support/call-main.ts';
import { expect, test } from '../support/e2e-test.ts';
import { notePlace } from '../support/expect-unmoved.ts';
import { beginConversation, bubbles } from '../support/journeys.ts';

const SAM_PHONE = '447700900456';
/** A day of a busy agency, eight hours of it, in a quarter of a minute: over a thousand times as fast. */
const MESSAGES = 5_000;
const PEOPLE = 400;
const PER_WEBHOOK = 20;
const PAUSE_MS = 40;
/** Every so many of them is from the person whose chat is open. */
const FROM_SAM = 25;
const DRAFT = 'Thank you, Sam: the client would like to meet you on Thursday, and I shall call before. ';

test('a day’s traffic while somebody types and reads loses no key and moves nothing', async ({
  agency,
  startApp,
}) => {
  const { page } = await startApp('priya');
  await beginConversation(page, 'Sam Taylor', 'Job opportunity');
  for (let index = 1; index <= 30; index += 1)
    await agency.simulator.control.sendText({
      from: SAM_PHONE,
      to: demoIds.companyPhone,
      text: `Earlier ${index}`,
    });
  await expect(bubbles(page, 'Earlier 30')).toBeVisible();
  const composer = page.getByRole('textbox', { name: 'Write a message' });
  // As tall as it gets, so that typing changes no layout by itself.
  const begun = '\n'.repeat(20);
  await composer.fill(begun);
  await page.getByRole('log').hover();
  await page.mouse.wheel(0, -700);
  const read = bubbles(page, 'Earlier 8');
  const expectUnmoved = await notePlace(read);
  const unreadBefore = await countUnread(page);
  await composer.focus();

  const typed = DRAFT.repeat(6);
  await Promise.all([replayDay(`${agency.relayUrl}/webhook`), page.keyboard.type(typed, { delay: 20 })]);
  await expect(composer).toHaveValue(begun + typed);
  await expect.poll(() => countUnread(page), { timeout: 30_000 }).toBe(unreadBefore + MESSAGES);
  await expectUnmoved();
  await expect(composer).toBeFocused();
});

async function replayDay(url: string): Promise<void> {
  const connection = await openConnection(url);
  const texts = [...generateTexts(MESSAGES)];
  try {
    for (let first = 0; first < MESSAGES; first += PER_WEBHOOK) {
      const at = Math.floor(Date.now() / 1_000);
      const messages = texts.slice(first, first + PER_WEBHOOK).map((text, offset) => {
        const index = first + offset;
        const phone = index % FROM_SAM === 0 ? SAM_PHONE : phoneOf(index % PEOPLE);
        return { phone, wamid: `wamid.day.${index}`, text, at };
      });
      await connection.post(buildRequest(url, messages));
      await wait(PAUSE_MS);
    }
  } finally {
    connection.close();
  }
}
