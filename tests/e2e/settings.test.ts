import type { Page } from '@playwright/test';
import { demoIds, demoTokens } from '../../simulator/demo-world.ts';
import { expect, test } from '../support/e2e-test.ts';
import {
  type OwnNumberFields,
  beginConversation,
  bubbles,
  chooseTemplate,
  chooseWhatsApp,
  conversation,
  fillOwnNumber,
  openRecord,
  sendTemplate,
  setUpOwnNumber,
  writeText,
} from '../support/journeys.ts';

const SAM = 'Sam Taylor';
const SAM_PHONE = '447700900456';
const OWN_NAME = 'Priya Shah’s number';
const OWN = { phoneNumberId: demoIds.ownPhoneOne, wabaId: demoIds.waba, token: demoTokens.ownOne };

const BODY = '{ "messaging_product": "whatsapp", "to": "447700900456", "type": "template" }';
const examples: readonly (readonly [shape: string, text: string])[] = [
  [
    'a Unix shell',
    `curl -i -X POST \\\n  https://graph.facebook.com/v24.0/${OWN.phoneNumberId}/messages \\\n  -H 'Authorization: Bearer ${OWN.token}' \\\n  -H 'Content-Type: application/json' \\\n  -d '${BODY}'`,
  ],
  [
    'cmd',
    `curl -i -X POST ^\r\n  "https://graph.facebook.com/v24.0/${OWN.phoneNumberId}/messages" ^\r\n  -H "Authorization: Bearer ${OWN.token}" ^\r\n  -d "${BODY.replaceAll('"', '\\"')}"`,
  ],
  [
    'raw HTTP',
    `POST /v24.0/${OWN.phoneNumberId}/messages HTTP/1.1\nHost: graph.facebook.com\nAuthorization: Bearer ${OWN.token}\n\n${BODY}`,
  ],
];

function form(page: Page) {
  return page.getByRole('form', { name: 'Your own number' });
}

function check(page: Page) {
  return page.getByRole('status', { name: 'Result of the check' });
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save and check' }).click();
}

test('each shape of Meta’s example fills the fields, and its token works without being shown', async ({
  startApp,
}) => {
  const { page } = await startApp('priya');
  await fillOwnNumber(page, { phoneNumber: '020 7946 0124', wabaId: OWN.wabaId });
  const box = page.getByLabel('Paste the example API text');
  for (const [shape, text] of examples) {
    await form(page).getByLabel('Phone number id').fill('');
    await form(page).getByLabel('Graph version').fill('');
    await box.fill(text);
    await page.getByRole('button', { name: 'Read the example' }).click();
    await expect(form(page).getByLabel('Phone number id'), shape).toHaveValue(OWN.phoneNumberId);
    await expect(form(page).getByLabel('Graph version'), shape).toHaveValue('v24.0');
    await expect(page.getByRole('status', { name: 'Found in the example' }), shape).toContainText(
      `ending in …${OWN.token.slice(-4)}`,
    );
    // The token has left the window with the text; the other fields are still what they were.
    await expect(box, shape).toHaveValue('');
    await expect(form(page).getByLabel('System user access token'), shape).toHaveValue('');
    await expect(form(page).getByLabel('WhatsApp Business Account id'), shape).toHaveValue(OWN.wabaId);
  }

  await save(page);
  await expect(page.getByRole('heading', { name: 'This number is ready to use' })).toBeVisible();
  await expect(check(page).getByRole('listitem').filter({ hasText: 'Number and token' })).toContainText(
    '+44 20 7946 0124',
  );
  for (const step of [
    'Status of the number',
    'Quality',
    'Messaging limit',
    'Token',
    'Permissions',
    'Templates',
    'Replies',
  ]) {
    await expect(check(page).getByText(step, { exact: true })).toBeVisible();
  }
  await expect(check(page).getByRole('img', { name: 'Failed' })).toHaveCount(0);
});

test('a text that is not the example says so and changes no field', async ({ startApp }) => {
  const { page } = await startApp('priya');
  await fillOwnNumber(page, { phoneNumberId: '123', graphVersion: 'v24.0' });
  await page.getByLabel('Paste the example API text').fill('Dear all, the meeting is at four.');
  await page.getByRole('button', { name: 'Read the example' }).click();
  await expect(page.getByRole('status', { name: 'Found in the example' })).toContainText(
    'This does not look like Meta’s example.',
  );
  await expect(form(page).getByLabel('Phone number id')).toHaveValue('123');
  await expect(form(page).getByLabel('Graph version')).toHaveValue('v24.0');
});

const mistakes: readonly (readonly [what: string, fields: OwnNumberFields, sentence: RegExp])[] = [
  ['a token that Meta does not know', { token: 'EAAnobodyknowsthistoken000000000000' }, /token/iu],
  ['an expired token', { token: demoTokens.expired }, /expired/iu],
  ['a token of somebody else', { token: demoTokens.stranger }, /./u],
  [
    'the account’s id in place of the number’s',
    { phoneNumberId: demoIds.waba },
    /is the ID of the WhatsApp Business Account, not of a number\..*200300400500601/u,
  ],
];

test('a mistake is named, nothing typed is lost, and nothing is kept until it is right', async ({
  startApp,
}) => {
  const { page } = await startApp('priya');
  const sentences = new Set<string>();
  for (const [what, mistake, sentence] of mistakes) {
    const typed = { ...OWN, phoneNumber: '020 7946 0124', graphVersion: 'v24.0', ...mistake };
    await fillOwnNumber(page, typed);
    await save(page);
    await expect(page.getByRole('heading', { name: 'This number cannot be used yet' }), what).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save and check' }), what).toBeEnabled();
    const failed = check(page)
      .getByRole('listitem')
      .filter({ has: page.getByRole('img', { name: 'Failed' }) });
    await expect(failed.first(), what).toContainText(sentence);
    sentences.add((await failed.first().textContent()) ?? '');
    await expect(form(page).getByLabel('Mobile number'), what).toHaveValue(typed.phoneNumber);
    await expect(form(page).getByLabel('Phone number id'), what).toHaveValue(typed.phoneNumberId);
    await expect(form(page).getByLabel('WhatsApp Business Account id'), what).toHaveValue(typed.wabaId);
    await expect(form(page).getByLabel('System user access token'), what).toHaveValue(typed.token);
    await expect(page.getByRole('button', { name: 'Check now' }), what).toHaveCount(0);
  }
  expect(sentences.size).toBe(mistakes.length);
});

test('a token from the example survives a check that failed for another reason', async ({ startApp }) => {
  const { page } = await startApp('priya');
  await fillOwnNumber(page, {});
  await page.getByLabel('Paste the example API text').fill(examples[0]?.[1] ?? '');
  await page.getByRole('button', { name: 'Read the example' }).click();
  await form(page).getByLabel('Phone number id').fill(demoIds.waba);
  await save(page);
  await expect(page.getByRole('heading', { name: 'This number cannot be used yet' })).toBeVisible();
  await expect(form(page)).toContainText(`ending in …${OWN.token.slice(-4)} from the example will be used`);

  await form(page).getByLabel('Phone number id').fill(OWN.phoneNumberId);
  await save(page);
  await expect(page.getByRole('heading', { name: 'This number is ready to use' })).toBeVisible();
});

test('a conversation on an own number is the consultant’s, from first template to answer', async ({
  agency,
  startApp,
}) => {
  const { control } = agency.simulator;
  const priya = await startApp('priya');
  const ben = await startApp('ben');
  await setUpOwnNumber(priya.page, OWN);

  await priya.page.getByRole('button', { name: 'Records' }).click();
  await openRecord(priya.page, SAM);
  await chooseWhatsApp(priya.page, SAM);
  const from = priya.page.getByRole('group', { name: 'From' });
  await expect(from.getByRole('radio')).toHaveCount(2);
  await expect(from.getByRole('radio').first()).toHaveAccessibleName(
    new RegExp(`^${OWN_NAME} \\(own\\)`, 'u'),
  );
  await expect(from.getByRole('radio').first()).toBeChecked();
  await chooseTemplate(priya.page, 'Job opportunity');
  await sendTemplate(priya.page);
  const template = bubbles(priya.page, 'Priya Shah');
  await expect(template.getByRole('img', { name: 'Read' })).toBeVisible();
  await expect(conversation(priya.page, SAM)).toContainText(OWN_NAME);

  // By the desktop itself, with its own token: Meta has it as sent from the own number, once.
  expect(await control.listReceived({ person: SAM_PHONE, to: demoIds.ownPhoneOne })).toHaveLength(1);
  expect(await control.listReceived({ person: SAM_PHONE, to: demoIds.companyPhone })).toHaveLength(0);

  await control.sendText({
    from: SAM_PHONE,
    to: demoIds.ownPhoneOne,
    text: 'Hello Priya, on your own number',
  });
  await expect(bubbles(priya.page, 'Hello Priya, on your own number')).toHaveCount(1);
  await writeText(priya.page, 'I will ring you at four');
  await expect(
    bubbles(priya.page, 'I will ring you at four').getByRole('img', { name: 'Read' }),
  ).toBeVisible();

  await openRecord(ben.page, SAM);
  await ben.page.getByRole('tab', { name: 'WhatsApp' }).click();
  const row = ben.page.getByRole('row').filter({ hasText: 'Priya Shah' }).filter({ hasText: OWN_NAME });
  await expect(row).toContainText('I will ring you at four');
  await row.click();
  await expect(bubbles(ben.page, 'Hello Priya, on your own number')).toHaveCount(1);
  await expect(bubbles(ben.page, 'I will ring you at four').getByRole('img', { name: 'Read' })).toBeVisible();
  await expect(ben.page.getByRole('region', { name: 'Sending is limited' })).toContainText(
    /You cannot send here.*Priya Shah/u,
  );
  await expect(ben.page.getByRole('textbox', { name: 'Write a message' })).toHaveCount(0);

  await ben.page.getByRole('button', { name: 'New conversation' }).first().click();
  await expect(ben.page.getByRole('region', { name: 'New conversation' })).toBeVisible();
  await expect(ben.page.getByRole('group', { name: 'From' })).toHaveCount(0);
});

test('an own number is removed only after a question, and with it its token and its place in the choice', async ({
  startApp,
}) => {
  const { page } = await startApp('priya');
  await setUpOwnNumber(page, OWN);
  const remove = page.getByRole('button', { name: 'Remove…' });
  await remove.click();
  const question = page.getByRole('alertdialog', { name: /^Remove \+44/u });
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(remove).toBeFocused();
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByRole('heading', { name: 'This number is ready to use' })).toBeVisible();

  await remove.click();
  await question.getByRole('button', { name: 'Remove my number' }).click();
  await expect(page.getByText('Your number was removed.')).toBeVisible();
  await expect(remove).toHaveCount(0);
  await expect(form(page).getByLabel('Phone number id')).toHaveValue('');
  await form(page).getByLabel('Phone number id').fill(OWN.phoneNumberId);
  await save(page);
  await expect(form(page).getByRole('alert')).toContainText('Enter the access token');

  await page.getByRole('button', { name: 'Records' }).click();
  await beginConversation(page, SAM, 'Job opportunity');
  await expect(conversation(page, SAM)).not.toContainText(OWN_NAME);
});

test('signing out tells the agency of the last messages first, and says what would be lost', async ({
  agency,
  startApp,
}) => {
  const { page } = await startApp('priya');
  await setUpOwnNumber(page, { phoneNumber: '020 7946 0124', ...OWN });
  await page.getByRole('button', { name: 'Records', exact: true }).click();
  await agency.cable.unplug();
  await openRecord(page, SAM);
  await chooseWhatsApp(page, SAM);
  await chooseTemplate(page, 'Job opportunity');
  await sendTemplate(page);
  await expect(bubbles(page, 'Priya Shah').getByRole('img', { name: 'Accepted by WhatsApp' })).toBeVisible();

  const ask = async () => {
    await page.getByRole('button', { name: /account of Priya Shah/iu }).click();
    await page.getByRole('menuitem', { name: 'Sign out…' }).click();
  };
  const dialog = page.getByRole('alertdialog', { name: 'Sign out of this desktop?' });
  await ask();
  await expect(dialog).toContainText('1 message of your own number is not in your agency’s history yet');
  await expect(dialog.getByRole('button', { name: 'Sign out and lose 1 message' })).toBeEnabled();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await agency.cable.plugIn();
  await ask();
  await expect(dialog).toContainText('Your agency keeps everything that was sent and received.');
  await dialog.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByLabel('Sign-in code')).toBeVisible();

  const { page: ben } = await startApp('ben');
  await ben.getByRole('button', { name: 'Inbox' }).click();
  await ben.getByRole('tab', { name: /^All/u }).click();
  await ben.getByText(SAM).first().click();
  await expect(bubbles(ben, 'Priya Shah')).toBeVisible();
});
