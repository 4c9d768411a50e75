import { createHmac } from 'node:crypto';
import { openSqliteLog } from '../../relay/log/sqlite/open-sqlite-log.ts';
import { openMediaStore } from '../../relay/media/open-media-store.ts';
import { trimHistory } from '../../relay/retention/trim-history.ts';
import { demoIds } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import { bubbles } from '../support/journeys.ts';

const SAM = { phone: '447700900456', name: 'Sam Taylor' };
const DAY_MS = 24 * 3_600_000;

test('what the agency no longer keeps leaves the open chat, which says from when on it tells', async ({
  agency,
  startApp,
}) => {
  const { page } = await startApp('priya');
  await say(agency.relayUrl, 'Long ago', Date.now() - 40 * DAY_MS);
  await say(agency.relayUrl, 'Just now', Date.now());
  await page.getByRole('button', { name: /^Inbox/u }).click();
  await page.getByRole('row').filter({ hasText: 'Just now' }).click();
  await expect(bubbles(page, 'Long ago')).toBeVisible();
  await expect(page.getByText('The conversation begins here')).toBeVisible();
  const log = openSqliteLog(agency.dataDirectory);
  const media = openMediaStore({ dataDirectory: agency.dataDirectory, databaseUrl: undefined });
  await trimHistory({ log, media, now: Date.now }, 30);
  await log.close();
  await media.close();
  await expect(bubbles(page, 'Long ago')).toHaveCount(0);
  await expect(page.getByText(/^Messages from before .+ are no longer kept$/u)).toBeVisible();
  await expect(bubbles(page, 'Just now')).toBeVisible();
});

/** A reply on the company's number, as Meta would post it. */
async function say(relayUrl: string, words: string, at: number): Promise<void> {
  const message = {
    from: SAM.phone,
    id: `wamid.${at}`,
    timestamp: String(Math.floor(at / 1_000)),
    type: 'text',
    text: { body: words },
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '442079460123', phone_number_id: demoIds.companyPhone },
    contacts: [{ profile: { name: SAM.name }, wa_id: SAM.phone }],
    messages: [message],
  };
  const entry = [{ id: demoIds.waba, changes: [{ field: 'messages', value }] }];
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry });
  const signature = createHmac('sha256', demoIds.appSecret).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` };
  const { status } = await fetch(`${relayUrl}/webhook`, { method: 'POST', headers, body });
  expect(status).toBe(200);
}
