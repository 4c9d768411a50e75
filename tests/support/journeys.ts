import { type Locator, type Page, expect } from '@playwright/test';

/* What a consultant does, by roles and names, as a person with a screen reader would. */

/** Finds a record by typing and opens its page. */
export async function openRecord(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Filter records' }).fill(name);
  const records = page.getByRole('grid', { name: 'Records' });
  // Until then the rows are those of the question before, and leave under the pointer.
  await expect(records).toHaveAttribute('aria-busy', 'false');
  await records.getByRole('row').filter({ hasText: name }).first().click();
  await page.getByRole('article', { name, exact: true }).waitFor();
}

/** From the open record: Message, WhatsApp. Leads to the new conversation, or to the conversations that there are. */
export async function chooseWhatsApp(page: Page, name: string): Promise<void> {
  await page
    .getByRole('article', { name, exact: true })
    .getByRole('button', { name: `Message ${name}` })
    .click();
  await page.getByRole('menuitem', { name: /^WhatsApp/ }).click();
}

/** In the new conversation: chooses the template by its readable name and waits for its form. */
export async function chooseTemplate(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await page.getByRole('form', { name: `Template ${name}` }).waitFor();
}

export async function sendTemplate(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send template' }).click();
}

/** Record, Message, WhatsApp, template, Send: a conversation begun. */
export async function beginConversation(page: Page, name: string, template: string): Promise<void> {
  await openRecord(page, name);
  await chooseWhatsApp(page, name);
  await startNew(page);
  await chooseTemplate(page, template);
  await sendTemplate(page);
  await conversation(page, name).waitFor();
}

/** The record's conversations offer a new one; where there are none yet, the pane is already open. */
async function startNew(page: Page): Promise<void> {
  const pane = page.getByRole('region', { name: 'New conversation' });
  const button = page.getByRole('button', { name: 'New conversation' });
  await pane.or(button).first().waitFor();
  if (!(await pane.isVisible())) await button.first().click();
}

/** What the toolbar tells of the connection, in words. */
export function connection(page: Page): Locator {
  return page.getByRole('status').filter({ hasText: /Online|Offline|Connecting|Catching up/ });
}

/** The chat pane. */
export function conversation(page: Page, name: string): Locator {
  return page.getByRole('region', { name: `Conversation with ${name}` });
}

/** The bubbles of the open chat that show a text. */
export function bubbles(page: Page, text: string | RegExp): Locator {
  return page.getByRole('log').getByRole('article').filter({ hasText: text });
}

export async function writeText(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Write a message' });
  await box.fill(text);
  await box.press('Enter');
}

/** The fields of the settings page for an own number; what is not named stays as it is. */
export type OwnNumberFields = {
  readonly phoneNumber?: string;
  readonly wabaId?: string;
  readonly phoneNumberId?: string;
  readonly graphVersion?: string;
  readonly token?: string;
};

const OWN_NUMBER_LABELS = {
  phoneNumber: 'Mobile number',
  wabaId: 'WhatsApp Business Account id',
  phoneNumberId: 'Phone number id',
  graphVersion: 'Graph version',
  token: 'System user access token',
} as const satisfies Record<keyof OwnNumberFields, string>;

/** Opens User Settings, waits until they are loaded, and types into the form. */
export async function fillOwnNumber(page: Page, fields: OwnNumberFields): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  const form = page.getByRole('form', { name: 'Your own number' });
  for (const [name, value] of Object.entries(fields)) {
    // Object.entries forgets that the names are those of the type.
    await form.getByLabel(OWN_NUMBER_LABELS[name as keyof OwnNumberFields]).fill(value);
  }
}

/** Types an own number, saves it, and waits until Meta has been asked and it is ready. */
export async function setUpOwnNumber(page: Page, fields: OwnNumberFields): Promise<void> {
  await fillOwnNumber(page, { graphVersion: 'v24.0', ...fields });
  await page.getByRole('button', { name: 'Save and check' }).click();
  await page.getByRole('heading', { name: 'This number is ready to use' }).waitFor();
}

/** Waits until somebody is signed in and the first records are there. */
export async function waitForRecords(page: Page): Promise<void> {
  await page.getByRole('grid', { name: 'Records' }).getByRole('row').first().waitFor();
}
