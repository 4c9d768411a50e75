import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { makeCertificate } from '../support/certificates.ts';
import { makeUserFolder, removeUserFolder } from '../support/desktop-app.ts';
import { expect, test } from '../support/e2e-test.ts';
import { findViolations } from '../support/find-violations.ts';
import { startHttpProxy } from '../support/http-proxy.ts';
import { startTlsFront } from '../support/tls-front.ts';
import { connection } from '../support/journeys.ts';

/** As if the system's settings named this proxy, for this machine too. */
function behind(proxy: string) {
  return { switches: [`--proxy-server=http://${proxy}`, '--proxy-bypass-list=<-loopback>'] };
}

async function answer(page: Page, name: string, password: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Your network asks for a password' });
  await dialog.getByLabel('Name for the proxy').fill(name);
  await dialog.getByLabel('Password for the proxy').fill(password);
  await dialog.getByRole('button', { name: 'Sign in to the proxy' }).click();
}

test('behind a proxy that wants a password the user is asked for it, signs in, and is online through it', async ({
  agency,
  startApp,
}) => {
  const proxy = await startHttpProxy({ name: 'priya', password: 'planted-proxy-word' });
  const { page, output } = await startApp(undefined, undefined, behind(proxy.name));
  const form = page.getByRole('form', { name: 'Sign in' });
  await form.getByLabel('Relay address').fill(agency.cable.url);
  await form.getByLabel('Sign-in code').fill(await agency.createEnrolmentCode('priya'));
  const submit = form.getByRole('button', { name: 'Sign in' });
  await submit.click();
  const dialog = page.getByRole('dialog', { name: 'Your network asks for a password' });
  await dialog.getByRole('button', { name: 'Not now' }).click();
  await expect(form.getByRole('alert')).toContainText('wants a name and a password');
  await submit.click();
  await expect(dialog).toContainText(proxy.name);
  expect(await findViolations(page, 'the proxy’s question')).toEqual([]);
  await dialog.getByRole('button', { name: 'Sign in to the proxy' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Enter the name');
  await answer(page, 'priya', 'wrong');
  await expect(dialog.getByRole('alert')).toContainText('did not accept that name and password');
  await expect(dialog.getByLabel('Name for the proxy')).toHaveValue('priya');
  await expect(dialog.getByLabel('Password for the proxy')).toBeFocused();
  // Signing in goes on by itself.
  await answer(page, 'priya', 'planted-proxy-word');
  await expect(page.getByRole('button', { name: 'Account of Priya Shah' })).toBeVisible();
  await expect(connection(page)).toContainText('Online');
  expect(proxy.asked.at(-1)).toBe(`${new URL(agency.cable.url).host} 200`);
  expect(output.join('\n')).not.toContain('planted-proxy-word');
  await proxy.stop();
});

test('who is signed in already is asked when the proxy begins to ask, may decline, and is told what is missing', async ({
  startApp,
}) => {
  const proxy = await startHttpProxy({ name: 'priya', password: 'secret' });
  const folder = makeUserFolder();
  const first = await startApp('priya', folder);
  await expect(connection(first.page)).toContainText('Online');
  await first.close();

  const { page } = await startApp('priya', folder, behind(proxy.name));
  const dialog = page.getByRole('dialog', { name: 'Your network asks for a password' });
  await dialog.getByRole('button', { name: 'Not now' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(/nothing can be sent or received.*Quit and start again/u)).toBeVisible();
  await proxy.stop();
});

test('in an office that looks into everything (its own authority, its own proxy) a desktop signs in and is online', async ({
  agency,
  startApp,
}) => {
  const certificate = makeCertificate({ name: 'DNS:localhost', fromDay: -1, toDay: 2 });
  const authority = join(makeUserFolder(), 'authority.pem');
  writeFileSync(authority, certificate.cert);
  const front = await startTlsFront(certificate, Number(new URL(agency.cable.url).port));
  const proxy = await startHttpProxy();
  const { page } = await startApp(undefined, undefined, {
    ...behind(proxy.name),
    // As the system's store would name it; only Electron 45 can read that.
    env: { ...process.env, NODE_EXTRA_CA_CERTS: authority },
  });
  const form = page.getByRole('form', { name: 'Sign in' });
  await form.getByLabel('Relay address').fill(front.url);
  await form.getByLabel('Sign-in code').fill(await agency.createEnrolmentCode('priya'));
  await form.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Account of Priya Shah' })).toBeVisible();
  await expect(connection(page)).toContainText('Online');
  expect(proxy.asked).toContain(`${new URL(front.url).host} 200`);
  await front.stop();
  await proxy.stop();
  removeUserFolder(dirname(authority));
});
