import { demoIds } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles } from '../support/journeys.ts';

const SAM = 'Sam Taylor';
const FROM_SAM = { from: '447700900456', to: demoIds.companyPhone };

test('a place and a contact card go out as WhatsApp wants them', async ({ agency, startApp }, testInfo) => {
  const { page } = await startApp('priya');
  const { control } = agency.simulator;
  await beginConversation(page, SAM, 'Job opportunity');
  await control.sendText({ ...FROM_SAM, text: 'Where do I go?' });
  await expect(bubbles(page, 'Where do I go?')).toHaveCount(1);
  const chooseKind = async (name: string) => {
    await page.getByRole('button', { name: 'Send something else' }).click();
    await page.getByRole('menuitem', { name }).click();
  };

  await chooseKind('Location…');
  const place = page.getByRole('dialog', { name: 'Send a location' });
  const link = place.getByRole('textbox', { name: 'Map link or coordinates' });
  await link.fill('https://maps.app.goo.gl/AbCdEf');
  await expect(place).toContainText('No coordinates stand in this.');
  await expect(place.getByRole('button', { name: 'Send the location' })).toBeDisabled();
  await link.fill('https://www.google.com/maps/@53.79648,-1.54785,17z');
  await expect(place).toContainText('Points to 53.79648, -1.54785');
  await place.getByRole('textbox', { name: 'Name' }).fill('Leeds station');
  await page.screenshot({ path: testInfo.outputPath('location.png') });
  await place.getByRole('button', { name: 'Send the location' }).click();
  await expect(bubbles(page, 'Leeds station').getByRole('img', { name: 'Read' })).toBeVisible();

  await chooseKind('Contact card…');
  const card = page.getByRole('dialog', { name: 'Send a contact card' });
  await card.getByRole('button', { name: 'Use my own details' }).click();
  await expect(card.getByRole('textbox', { name: 'Name' })).toHaveValue('Priya Shah');
  await card.getByRole('textbox', { name: 'Phone' }).fill('0770');
  await expect(card).toContainText('This is no phone number');
  await card.getByRole('textbox', { name: 'Find a record' }).fill('Sam Tay');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: testInfo.outputPath('contact-dark.png') });
  await card.getByRole('list', { name: 'Records' }).getByRole('button', { name: SAM }).click();
  await expect(card).toContainText('Sent as +447700900456');
  await card.getByRole('button', { name: 'Send the card' }).click();
  await expect(bubbles(page, '07700 900456').getByRole('img', { name: 'Read' })).toBeVisible();

  const bodies = (await control.listAccepted({})).filter(({ type }) => type !== 'template');
  expect(bodies.map(({ type }) => type)).toEqual(['location', 'contacts']);
  expect(bodies[0]?.content).toEqual({
    latitude: '53.79648',
    longitude: '-1.54785',
    name: 'Leeds station',
  });
  expect(JSON.stringify(bodies[1]?.content)).toContain('"wa_id":"447700900456"');
});
