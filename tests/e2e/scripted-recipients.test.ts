import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles } from '../support/journeys.ts';

/** The people of the simulator who behave as their last digits say, and what the consultant must be told. */
const RECIPIENTS = [
  { name: 'Nora Whitlock', tick: 'Not sent', words: /may not be on WhatsApp/, code: '131026' },
  { name: 'Owen Marsh', tick: 'Not sent', words: /opted out of marketing/, code: '131050' },
  { name: 'Erin Fairley', tick: 'Not sent', words: /held this marketing message back/, code: '131049' },
  { name: 'Reza Karimi', tick: 'Read' },
  { name: 'Una Delaney', tick: 'Sent' },
  { name: 'Duncan Reid', tick: 'Read' },
  { name: 'Lena Brooks', tick: 'Read' },
  { name: 'Maya', tick: 'Read' },
  { name: 'Callum Price', tick: 'Read' },
  { name: 'Hettie Stone', tick: 'Not sent', words: /paused/i, code: '132015' },
] as const;

test('each scripted recipient ends in the state and the words that tell the truth', async ({ startApp }) => {
  const { page } = await startApp('priya');
  for (const recipient of RECIPIENTS) {
    await test.step(recipient.name, async () => {
      await beginConversation(page, recipient.name, 'Job opportunity');
      const bubble = bubbles(page, 'Priya Shah');
      await expect(bubble.getByRole('img', { name: recipient.tick })).toBeVisible();
      if ('words' in recipient) {
        await expect(bubble).toContainText(recipient.words);
        await expect(bubble).toContainText(recipient.code);
      }
    });
  }
});
