import { makeUserFolder } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { startOutside } from '../support/outside.ts';

const PRIYA = 'Account of Priya Shah';

function linkTo(relayUrl: string, code: string): string {
  return `colleague://connect?relay=${encodeURIComponent(relayUrl)}&code=${code}&agency=Harper%20%26%20L%C3%B6we`;
}

test('started by a link, the app asks, and one click signs in', async ({ agency, startApp }) => {
  const link = linkTo(agency.cable.url, await agency.createEnrolmentCode('priya'));
  const { page } = await startApp(undefined, undefined, { switches: [link] });
  const question = page.getByRole('alertdialog', {
    name: `Connect this desktop to ${new URL(agency.cable.url).host}?`,
  });
  await expect(question).toContainText('It says that this is the relay of Harper & Löwe');
  await question.getByRole('button', { name: 'Connect' }).click();
  await expect(page.getByRole('button', { name: PRIYA })).toBeVisible();
  await expect(question).toHaveCount(0);
});

test('a link that comes while the app runs is asked about; nobody is called before the answer is yes, and no changes nothing', async ({
  agency,
  startApp,
}) => {
  const outside = await startOutside();
  const { page, startAgain } = await startApp(undefined);
  const form = page.getByRole('form', { name: 'Sign in' });
  await form.getByLabel('Sign-in code').fill('typed before');
  await startAgain(linkTo(outside.url, '7K2M-9QXR-4TBD'));
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText(new URL(outside.url).host);
  expect(outside.hits()).toBe(0);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toHaveCount(0);
  await expect(form.getByLabel('Sign-in code')).toHaveValue('typed before');
  await expect(form.getByLabel('Relay address')).toHaveValue('');
  expect(outside.hits()).toBe(0);

  // Agreed to, it fails as a typed one would, and what it held is there to be looked at.
  await startAgain(linkTo(outside.url, '7K2M-9QXR-4TBD'));
  await question.getByRole('button', { name: 'Connect' }).click();
  await expect(form.getByRole('alert')).toContainText('not a relay');
  await expect(form.getByLabel('Relay address')).toHaveValue(outside.url);
  await expect(form.getByLabel('Sign-in code')).toHaveValue('7K2M-9QXR-4TBD');

  await startAgain('colleague://connect?relay=javascript%3Aalert(1)&code=7K2M-9QXR-4TBD');
  await expect(page.getByText(/link that was opened cannot be used/u)).toBeVisible();
  await expect(question).toHaveCount(0);

  await startAgain(linkTo(agency.cable.url, await agency.createEnrolmentCode('priya')));
  await question.getByRole('button', { name: 'Connect' }).click();
  await expect(page.getByRole('button', { name: PRIYA })).toBeVisible();
  outside.close();
});

test('who is signed in stays where they are, whatever a link says', async ({ agency, startApp }) => {
  const { page, startAgain, output } = await startApp('priya', makeUserFolder());
  await expect(page.getByRole('button', { name: PRIYA })).toBeVisible();
  const code = await agency.createEnrolmentCode('ben');
  await startAgain(linkTo(agency.cable.url, code));
  await expect(page.getByText(/signed in already, so the link that was opened was not used/u)).toBeVisible();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: PRIYA })).toBeVisible();
  expect(output.join('\n')).not.toContain(code);
});
