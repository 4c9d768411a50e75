import type { Page } from '@playwright/test';
import type { Control } from '../../simulator/control/control.ts';
import { demoIds } from '../../simulator/demo-world.ts';
import { callMain } from '../support/call-main.ts';
import { expect, test } from '../support/e2e-test.ts';
import {
  beginConversation,
  bubbles,
  chooseWhatsApp,
  conversation,
  openRecord,
  writeText,
} from '../support/journeys.ts';

/* The people of the simulator who behave as their last digits say (simulator/CONTROL.md), and what the consultant is told. */

const phoneOf = (script: string) => `447700900${script}`;
/** The consultant's own bubble, which names who sent it. */
const ownBubble = (page: Page) => bubbles(page, 'Priya Shah');
const tick = (page: Page, name: string) => ownBubble(page).getByRole('img', { name, exact: true });

/** What a tick tells on hover: each step that was reached, with its time. */
const statusTip = (page: Page) => page.locator('[data-base-ui-focusable]').filter({ hasText: /^Read/ });

async function listConversationsOf(page: Page, name: string) {
  const { rows } = await callMain(page, 'conversations:list', { filter: 'all', limit: 100 });
  return rows.filter((row) => row.personName === name);
}

const REFUSED = [
  {
    script: '001',
    name: 'Nora Whitlock',
    code: 131026,
    sentence: 'The message was not sent: the number may not be on WhatsApp, or its WhatsApp is too old.',
    advice: 'Check the number with the person, or reach them in another way.',
    canRetry: false,
  },
  {
    script: '002',
    name: 'Owen Marsh',
    code: 131050,
    sentence: 'The message was not sent: this person has opted out of marketing messages.',
    advice: 'Do not send them templates until they ask for messages again.',
    canRetry: false,
  },
  {
    script: '003',
    name: 'Erin Fairley',
    code: 131049,
    sentence:
      'The message was not sent: WhatsApp held this marketing message back, because the person gets too many of them.',
    advice: 'Retry tomorrow or later; sooner will not help.',
    canRetry: true,
  },
  {
    script: '010',
    name: 'Hettie Stone',
    code: 132015,
    sentence:
      'The message was not sent: Meta has paused this template because people blocked or reported it.',
    advice: 'Choose another template, or retry when Meta has resumed this one.',
    canRetry: true,
  },
] as const;

test('who cannot be reached: the failure stays in place with the reason, the code and what to do, also in the history', async ({
  agency,
  startApp,
}) => {
  const { page } = await startApp('priya');
  for (const { script, name, code, sentence, advice, canRetry } of REFUSED) {
    await test.step(`${script} ${name}`, async () => {
      await beginConversation(page, name, 'Job opportunity');
      const bubble = ownBubble(page);
      await expect(bubble.getByRole('img', { name: 'Not sent' })).toBeVisible();
      await expect(bubble).toContainText(sentence);
      await expect(bubble).toContainText(advice);
      await expect(bubble).toContainText(`Code ${code}`);
      await expect(bubble.getByRole('button', { name: 'Retry' })).toHaveCount(canRetry ? 1 : 0);
      expect(await agency.simulator.control.listReceived({ person: phoneOf(script) })).toEqual([]);

      await page.getByRole('tab', { name: 'History' }).click();
      const entry = page.getByRole('listitem').filter({ hasText: 'Template “Job opportunity”' });
      await expect(entry).toContainText(`Failed: ${sentence}`);
      await expect(entry).toContainText(`Code ${code}`);
    });
  }
});

test('002: who has opted out at WhatsApp is opted out here: no template is offered until that is lifted', async ({
  startApp,
}) => {
  const { page } = await startApp('priya');
  await beginConversation(page, 'Owen Marsh', 'Job opportunity');
  const chat = conversation(page, 'Owen Marsh');
  await expect(chat).toContainText('Owen Marsh asked not to be messaged');
  await expect(chat).toContainText('No template can be sent until the opt-out is lifted on the record.');
  await expect(chat.getByRole('button', { name: 'Choose a template' })).toHaveCount(0);
  await page.getByRole('tab', { name: 'Details' }).click();
  await expect(page.getByRole('button', { name: /^Lift/ })).toBeVisible();
});

test('003: Retry is a new send beside the old one, which keeps its reason', async ({ agency, startApp }) => {
  const { page } = await startApp('priya');
  await beginConversation(page, 'Erin Fairley', 'Job opportunity');
  await expect(tick(page, 'Not sent')).toBeVisible();
  // The cap is over: Meta lets the next one through.
  await agency.simulator.control.setPerson({ person: phoneOf('003'), script: 'normal' });
  await ownBubble(page).getByRole('button', { name: 'Retry' }).click();
  await expect(tick(page, 'Read')).toHaveCount(1);
  await expect(bubbles(page, 'Sent again')).toHaveCount(1);
  await expect(tick(page, 'Not sent')).toHaveCount(1);
  expect(await agency.simulator.control.listReceived({ person: phoneOf('003') })).toHaveLength(1);
});

test.describe('with Meta’s clock in hand', () => {
  // So slow that nothing happens by itself: a status comes when the test moves the clock.
  test.use({ agencyOptions: { simulator: { speed: 0.001, webhookSettings: { batchLingerMs: 0 } } } });

  /** Moves Meta's clock and waits until everything that was due has been told to the relay. */
  async function pass(control: Control, milliseconds: number): Promise<void> {
    await control.advanceClock({ milliseconds });
    // A webhook that has become due is posted after a pause, which this clock rules, too.
    await control.advanceClock({ milliseconds: 50 });
  }

  test('004: read without delivered is read', async ({ agency, startApp }) => {
    const { control } = agency.simulator;
    const { page } = await startApp('priya');
    await beginConversation(page, 'Reza Karimi', 'Job opportunity');
    await expect(tick(page, 'Accepted by WhatsApp')).toBeVisible();
    await pass(control, 1_500);
    await expect(tick(page, 'Sent')).toBeVisible();
    await pass(control, 4_000);
    await expect(tick(page, 'Read')).toBeVisible();
    await tick(page, 'Read').hover();
    const tip = statusTip(page);
    await expect(tip).toContainText('Sent');
    // Nobody invents the time of a step of which Meta did not tell.
    await expect(tip).not.toContainText('Delivered');
  });

  test('005: what never arrives stays at one tick', async ({ agency, startApp }) => {
    const { control } = agency.simulator;
    const { page } = await startApp('priya');
    await beginConversation(page, 'Una Delaney', 'Job opportunity');
    await pass(control, 1_000);
    await expect(tick(page, 'Sent')).toBeVisible();
    await pass(control, 3_600_000);
    await expect(conversation(page, 'Una Delaney')).toContainText('Waiting for Una Delaney to answer');
    await expect(tick(page, 'Sent')).toBeVisible();
    expect(await control.listReceived({ person: phoneOf('005') })).toEqual([]);
  });

  test('006: statuses twice and backwards never take a tick back', async ({ agency, startApp }) => {
    const { control } = agency.simulator;
    const { page } = await startApp('priya');
    await beginConversation(page, 'Duncan Reid', 'Job opportunity');
    await expect(tick(page, 'Accepted by WhatsApp')).toBeVisible();
    await control.advanceClock({ milliseconds: 5_000 });
    await control.advanceClock({ milliseconds: 0 });
    await expect(tick(page, 'Read')).toBeVisible();
    await pass(control, 1_000);
    await pass(control, 1_000);
    await tick(page, 'Read').hover();
    const tip = statusTip(page);
    // The late ones are heard: each step has its time, and the tick stays where it was.
    for (const step of ['Sent', 'Delivered', 'Read']) await expect(tip).toContainText(step);
    await expect(ownBubble(page)).toHaveCount(1);
    await expect(tick(page, 'Read')).toBeVisible();
  });

  test('007: half a minute late, every tick comes when it is true and not before', async ({
    agency,
    startApp,
  }) => {
    const { control } = agency.simulator;
    const { page } = await startApp('priya');
    await beginConversation(page, 'Lena Brooks', 'Job opportunity');
    await expect(tick(page, 'Accepted by WhatsApp')).toBeVisible();
    await pass(control, 29_000);
    await expect(tick(page, 'Accepted by WhatsApp')).toBeVisible();
    await pass(control, 1_500);
    await expect(tick(page, 'Sent')).toBeVisible();
    await pass(control, 1_000);
    await expect(tick(page, 'Delivered')).toBeVisible();
    await pass(control, 5_000);
    await expect(tick(page, 'Read')).toBeVisible();
  });

  test('010: a held message says that it is held and no more, until Meta drops it', async ({
    agency,
    startApp,
  }) => {
    const { control } = agency.simulator;
    const { page } = await startApp('priya');
    await beginConversation(page, 'Hettie Stone', 'Job opportunity');
    await expect(tick(page, 'Held back by WhatsApp while it judges the template')).toBeVisible();
    await expect(ownBubble(page)).not.toContainText('Code');
    await pass(control, 2_000);
    await expect(tick(page, 'Not sent')).toBeVisible();
    await expect(ownBubble(page)).toContainText('Code 132015');
  });
});

test('008: a person without a number answers into the conversation that was begun with the number', async ({
  agency,
  startApp,
}) => {
  const { control } = agency.simulator;
  const { page } = await startApp('priya');
  await beginConversation(page, 'Maya', 'Job opportunity');
  await expect(tick(page, 'Read')).toBeVisible();
  await control.sendText({
    from: phoneOf('008'),
    to: demoIds.companyPhone,
    text: 'It is me, without a number',
  });
  await expect(bubbles(page, 'It is me, without a number')).toBeVisible();
  expect(await listConversationsOf(page, 'Maya')).toHaveLength(1);
  // The window is open, so free text goes out, to the id that WhatsApp gave instead of a number.
  await writeText(page, 'Good to hear from you.');
  await expect(bubbles(page, 'Good to hear from you.').getByRole('img', { name: 'Read' })).toBeVisible();
  await page.getByRole('button', { name: 'About this conversation' }).click();
  await expect(page.getByRole('dialog', { name: 'About this conversation' })).toContainText('@maya.codes');
});

test('008: a person without a number who writes first is not dropped: unassigned, by name, with what there is', async ({
  agency,
  startApp,
}) => {
  const { control } = agency.simulator;
  const { page } = await startApp('priya');
  await control.addPerson({
    phone: '447700900611',
    name: 'Zoe',
    username: 'zoe.codes',
    identityMode: 'bsuid-only',
  });
  await control.sendText({ from: '447700900611', to: demoIds.companyPhone, text: 'Are you hiring?' });
  await page.getByRole('button', { name: /WhatsApp Notifications/ }).click();
  await page
    .getByRole('list', { name: 'Unread replies' })
    .getByRole('button', { name: /Are you hiring/ })
    .click();
  const chat = conversation(page, 'Zoe');
  await expect(chat).toContainText('Unassigned');
  await chat.getByRole('button', { name: 'Take' }).click();
  await expect(chat).toContainText('held by you');
  await writeText(page, 'We are.');
  await expect(bubbles(page, 'We are.').getByRole('img', { name: 'Read' })).toBeVisible();
  await chat.getByRole('button', { name: 'About this conversation' }).click();
  const about = page.getByRole('dialog', { name: 'About this conversation' });
  await expect(about).toContainText('Not shared by WhatsApp');
  await expect(about).toContainText('@zoe.codes');
});

test('009: a new number and a new id are one thread with a line that says so, and the record keeps its number', async ({
  agency,
  startApp,
}) => {
  const { control } = agency.simulator;
  const { page } = await startApp('priya');
  await beginConversation(page, 'Callum Price', 'Job opportunity');
  await expect(tick(page, 'Read')).toBeVisible();
  const line = bubbles(page, /Changed to a new phone number: .*900109/);
  await expect(line).toHaveCount(1);
  await expect(line.getByRole('img')).toHaveCount(0);

  await control.sendText({ from: '447700900109', to: demoIds.companyPhone, text: 'This is my new number' });
  await expect(bubbles(page, 'This is my new number')).toBeVisible();
  await expect(ownBubble(page)).toHaveCount(1);
  await writeText(page, 'Noted.');
  await expect(bubbles(page, 'Noted.').getByRole('img', { name: 'Read' })).toBeVisible();
  const received = await control.listReceived({ person: '447700900109' });
  expect(received.filter((bubble) => bubble.type === 'text')).toHaveLength(1);

  expect(await listConversationsOf(page, 'Callum Price')).toHaveLength(1);
  await page.getByRole('button', { name: 'About this conversation' }).click();
  await expect(page.getByRole('dialog', { name: 'About this conversation' })).toContainText('07700 900109');
  await page.keyboard.press('Escape');

  await openRecord(page, 'Callum Price');
  await page.getByRole('tab', { name: 'Details' }).click();
  await expect(page.getByRole('article', { name: 'Callum Price', exact: true })).toContainText(
    '07700 900009',
  );
  await chooseWhatsApp(page, 'Callum Price');
  await expect(page.getByRole('row').filter({ hasText: 'Noted.' })).toHaveCount(1);
});
