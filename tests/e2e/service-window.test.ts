import { demoIds } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles, connection, writeText } from '../support/journeys.ts';

const SAM = 'Sam Taylor';
const SAM_PHONE = '447700900456';
const DRAFT = 'I was about to say that the client';

test('the window closes while a draft is typed: the draft is kept, the template button appears', async ({
  agency,
  startApp,
}) => {
  const { page } = await startApp('priya');
  await beginConversation(page, SAM, 'Job opportunity');
  await agency.simulator.control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Yes please' });
  const box = page.getByRole('textbox', { name: 'Write a message' });
  await box.fill(DRAFT);

  // The window's own clock moves on: an hour before the end it warns, then it is over.
  await page.clock.install();
  await page.clock.fastForward('22:55:00');
  await page.clock.runFor('00:06:00');
  await expect(page.getByText(/Window closes in/)).toBeVisible();
  await page.clock.fastForward('00:55:00');
  await page.clock.runFor('00:06:00');
  await expect(page.getByRole('button', { name: 'Choose a template' })).toBeVisible();
  await expect(page.getByText(DRAFT)).toBeVisible();
  await expect(box).toHaveCount(0);
});

test('the composer opens by itself when the person answers, with the draft that was kept', async ({
  agency,
  startApp,
}) => {
  const { page } = await startApp('priya');
  await beginConversation(page, SAM, 'Job opportunity');
  await expect(page.getByRole('button', { name: 'Choose a template' })).toBeVisible();
  await agency.simulator.control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Here I am' });
  await expect(page.getByRole('textbox', { name: 'Write a message' })).toBeVisible();
});

test('the choice of a template says that none is needed once the person has written', async ({
  agency,
  startApp,
}) => {
  const { page } = await startApp('priya');
  await beginConversation(page, SAM, 'Job opportunity');
  await page.keyboard.press('Control+n');
  const pane = page.getByRole('region', { name: 'New conversation' });
  await pane.getByRole('button', { name: /^Job opportunity/u }).waitFor();
  await expect(pane.getByText(/You can write freely/u)).toHaveCount(0);

  await agency.simulator.control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Here I am' });
  await expect(pane.getByText(/You can write freely to Sam Taylor: .* open until/u)).toBeVisible();
  await pane.getByRole('button', { name: 'Open the conversation' }).click();
  await writeText(page, 'Good to hear from you');
  await expect(bubbles(page, 'Good to hear').getByRole('img', { name: 'Read' })).toBeVisible();

  // And where it is open already.
  await page.getByRole('button', { name: 'New conversation' }).click();
  await expect(pane.getByRole('button', { name: 'Open the conversation' })).toBeVisible();
});

test('when Meta says that the window is closed, Meta is right', async ({ agency, startApp }) => {
  const { page } = await startApp('priya');
  const { control } = agency.simulator;
  await beginConversation(page, SAM, 'Job opportunity');
  await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Hello' });
  await expect(bubbles(page, 'Hello')).toHaveCount(1);
  await control.setWindow({ person: SAM_PHONE, isOpen: false });

  await writeText(page, 'Are you still there?');
  const text = bubbles(page, 'Are you still there?');
  await expect(text.getByRole('img', { name: 'Not sent' })).toBeVisible();
  await expect(text).toContainText('131047');
  await expect(page.getByRole('button', { name: 'Choose a template' })).toBeVisible();
  await expect(text.getByRole('button', { name: 'Retry' })).toHaveCount(0);
});

test('STOP is an opt-out: shown, no template can be sent, START lifts it', async ({ agency, startApp }) => {
  const { page } = await startApp('priya');
  const { control } = agency.simulator;
  await beginConversation(page, SAM, 'Job opportunity');
  await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Stop.' });
  await expect(page.getByText(/Sam Taylor asked not to be messaged/).first()).toBeVisible();
  await page.getByRole('tab', { name: 'Details' }).click();
  await expect(page.getByRole('button', { name: /^Lift/ })).toBeVisible();

  // Within one second the wish to be left alone would win: Meta's times have no fractions.
  await control.advanceClock({ milliseconds: 5_000 });
  await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'START' });
  await expect(page.getByRole('button', { name: /^Lift/ })).toHaveCount(0);
  await expect(page.getByText(/Sam Taylor asked not to be messaged/)).toHaveCount(0);
});

test('what waited offline past the 24 hours asks on its bubble: as a draft, discarded, or sent when the person writes', async ({
  agency,
  startApp,
}) => {
  const { page, electron } = await startApp('priya');
  const { control } = agency.simulator;
  await beginConversation(page, SAM, 'Job opportunity');
  await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Yes please' });
  await expect(bubbles(page, 'Yes please')).toBeVisible();
  await agency.cable.unplug();
  await expect(connection(page)).toHaveText(/Offline/);
  for (const text of ['Are you free today?', 'Forget that', 'Talk soon']) await writeText(page, text);

  const hours = 25 * 60 * 60 * 1000;
  await electron.evaluate((_electron, aheadMs) => {
    const before = Date.now;
    Date.now = () => before() + aheadMs;
  }, hours);
  await page.clock.install({ time: Date.now() + hours });
  await control.advanceClock({ milliseconds: hours });
  const asking = page.getByText('The 24 hours ended before this could go out.');
  await expect(asking).toHaveCount(3);
  await agency.cable.plugIn();

  await bubbles(page, 'Forget that').getByRole('button', { name: 'Discard' }).click();
  await expect(bubbles(page, 'Forget that')).toHaveCount(0);
  await bubbles(page, 'Are you free today?').getByRole('button', { name: 'Send a template instead' }).click();
  const pane = page.getByRole('region', { name: 'New conversation' });
  await pane.getByRole('button', { name: /^Job opportunity/u }).waitFor();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Sending is limited' })).toContainText('Are you free today?');
  await expect(asking).toHaveCount(1);

  await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'I am back' });
  await expect(asking).toHaveCount(0);
  await expect(bubbles(page, 'Talk soon').getByRole('img', { name: 'Read' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Write a message' })).toHaveValue('Are you free today?');
});
