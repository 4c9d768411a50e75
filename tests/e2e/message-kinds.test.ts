import type { Page } from '@playwright/test';
import { demoIds } from '../../simulator/demo-world.ts';
import { type Fixtures, expect, test } from '../support/e2e-test.ts';
import { beginConversation, bubbles, writeText } from '../support/journeys.ts';

const SAM = 'Sam Taylor';
const FROM_SAM = { from: '447700900456', to: demoIds.companyPhone };

/** Source: Meta, messages webhook, section 6.4 of our reference: each type that a person can send besides files. */
test('every kind of message without a file has its own face, and none is dropped', async ({
  agency,
  startApp,
}, testInfo) => {
  const app = await startApp('priya', undefined, { size: { width: 1_280, height: 1_900 } });
  const { page } = app;
  const { control } = agency.simulator;
  await beginConversation(page, SAM, 'Job opportunity');
  await expect(bubbles(page, 'Job Opportunity').getByRole('img', { name: 'Read' })).toBeVisible();
  await control.tapButton({ ...FROM_SAM, index: 0 });
  await expect(bubbles(page, 'Tapped a button')).toContainText('Yes, tell me more');
  await writeText(page, 'Where do you live?');
  const listReceived = () => control.listReceived({ person: FROM_SAM.from, to: FROM_SAM.to });
  await expect.poll(async () => (await listReceived()).length).toBe(2);
  const [sent] = (await listReceived()).slice(-1);
  const { messageId: quoting } = await control.sendText({
    ...FROM_SAM,
    text: 'Near *Leeds*',
    quotes: sent?.id ?? '',
  });
  await expect(bubbles(page, 'Near Leeds')).toContainText('Where do you live?');
  const question = bubbles(page, 'Where do you live?').filter({ hasNotText: 'Leeds' });
  await control.sendReaction({ ...FROM_SAM, messageId: sent?.id ?? '', emoji: '👍' });
  await expect(question.getByRole('list', { name: 'Reactions' })).toContainText('👍');
  await reactBack(page, agency);
  await control.sendLocation({ ...FROM_SAM, latitude: 53.79648, longitude: -1.54785, name: 'Leeds station' });
  await expect(bubbles(page, 'Leeds station')).toContainText('53.79648, -1.54785');
  await expect(page.getByRole('button', { name: 'Show on a map' })).toBeVisible();
  await control.sendContact({ ...FROM_SAM, name: 'Tom Reed', phone: '447700900321' });
  await expect(bubbles(page, 'Tom Reed')).toContainText('07700 900321');
  const list = { id: 'mon', title: 'Monday', description: 'From 9 to 12' };
  await control.sendRaw({
    ...FROM_SAM,
    type: 'interactive',
    payload: { interactive: { type: 'list_reply', list_reply: list } },
  });
  await expect(bubbles(page, 'Chose from a list')).toContainText('From 9 to 12');
  await control.sendRaw({
    ...FROM_SAM,
    type: 'order',
    payload: { order: { catalog_id: '1', product_items: [{ product_retailer_id: 'a', quantity: 1 }] } },
  });
  await expect(bubbles(page, 'Order of 1 items')).toHaveCount(1);
  await control.editMessage({ ...FROM_SAM, messageId: quoting, text: 'Near York', isCoexistence: true });
  const edited = bubbles(page, 'Near York');
  await edited.getByRole('button', { name: 'Edited' }).click();
  const panel = page.getByRole('dialog', { name: 'Message info' });
  await expect(panel.getByRole('region', { name: 'What it said before' })).toContainText('Near *Leeds*');
  await page.keyboard.press('Escape');
  await control.revokeMessage({ ...FROM_SAM, messageId: quoting, isCoexistence: true });
  const deleted = bubbles(page, 'Deleted by the sender');
  await expect(deleted).not.toContainText('Near York');
  await deleted.getByRole('button', { name: 'Show what it said' }).click();
  await expect(deleted).toContainText('Near York');
  await control.sendUnsupported({ ...FROM_SAM, kind: 'poll_creation' });
  await expect(bubbles(page, 'Unsupported message (poll creation)')).toContainText('on the phone');
  await control.sendRaw({ ...FROM_SAM, type: 'hologram', payload: { hologram: { depth: 3 } } });
  await expect(bubbles(page, 'a kind this version does not know (hologram)')).toHaveCount(1);
  await control.changeNumber({ person: FROM_SAM.from, newPhone: '447700900789', to: FROM_SAM.to });
  await expect(bubbles(page, 'Changed to a new phone number')).toHaveCount(1);
  await page.screenshot({ path: testInfo.outputPath('kinds.png') });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: testInfo.outputPath('kinds-dark.png') });
});

/** Sets a reaction, changes it by key, and takes it back; Sam's phone shows each. */
async function reactBack(page: Page, agency: Fixtures['agency']): Promise<void> {
  const answer = bubbles(page, 'Near Leeds');
  const phoneShows = async () => {
    const chat = await agency.simulator.control.listChat({ person: FROM_SAM.from });
    return chat.flatMap(({ reactions }) => reactions.business ?? []);
  };
  await answer.hover();
  await answer.getByRole('button', { name: 'React' }).click();
  await page.getByRole('button', { name: '❤️' }).click();
  const ours = answer.getByRole('button', { name: 'Priya Shah reacted ❤️ · Sent. Take back' });
  await expect(ours).toBeVisible();
  await expect.poll(phoneShows).toEqual(['❤️']);
  await answer.focus();
  await page.keyboard.press('Control+Shift+e');
  await page.getByRole('button', { name: 'All emoji' }).click();
  await page.getByRole('searchbox', { name: 'Search emoji' }).fill('party popper');
  await expect(page.getByText('🎉 party popper')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(answer.getByRole('list', { name: 'Reactions' })).toContainText('🎉');
  await expect.poll(phoneShows).toEqual(['🎉']);
  await answer.getByRole('button', { name: /Take back/ }).click();
  await expect(answer.getByRole('list', { name: 'Reactions' })).toHaveCount(0);
  await expect.poll(phoneShows).toEqual([]);
}
