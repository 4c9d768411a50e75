import { VERIFY_TOKEN } from '../../build/demo/agency.ts';
import { demoTokens } from '../../simulator/demo-world.ts';
import { BROKEN_HOPS, type BrokenHop } from '../support/broken-hops.ts';
import { expect, test } from '../support/e2e-test.ts';
import { waitForRecords } from '../support/journeys.ts';

test('the doctor says that all is well, then what fails and what to do, and its report holds no secret', async ({
  agency,
  startApp,
}) => {
  const { page, electron } = await startApp('kate');
  await waitForRecords(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Doctor' }).click();
  const company = page.getByRole('region', { name: 'The company’s number' });
  await expect(company.getByRole('listitem').filter({ hasText: 'Callback at Meta' })).toContainText(
    'Replies are sent to this relay.',
  );
  await expect(page.getByRole('region', { name: 'This computer' })).toContainText('Replies arrive at once.');
  await expect(page.getByText('Something stands in the way')).toHaveCount(0);

  await agency.simulator.control.setToken({ value: demoTokens.company, isInvalidated: true });
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect(page.getByText('Something stands in the way')).toBeVisible();
  await expect(company.getByRole('img', { name: 'Failed' })).toBeVisible();

  await page.getByRole('button', { name: 'Copy report' }).click();
  await expect(page.getByText('The report was copied.')).toBeVisible();
  const report = await electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(report).toContain('[failed] Number and token');
  expect(report).not.toContain(demoTokens.company);
});

test('the doctor finds each broken hop, and sees when it is mended', async ({ agency, startApp }) => {
  const { page } = await startApp('kate');
  await waitForRecords(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Doctor' }).click();
  const { simulator, relayUrl } = agency;
  const words = { ok: 'In order', warning: 'Look at this', failed: 'Failed' } as const;
  const find = (hop: BrokenHop) =>
    page
      .getByRole('listitem')
      .filter({ hasText: hop.words })
      .filter({ has: page.getByText(hop.label, { exact: true }) })
      .filter({ has: page.getByRole('img', { name: words[hop.verdict] }) });
  const hops = { simulator, relayUrl, verifyToken: VERIFY_TOKEN };
  let mended: BrokenHop | undefined;
  for (const hop of BROKEN_HOPS) {
    await test.step(hop.name, async () => {
      await hop.breakIt(hops);
      await page.getByRole('button', { name: 'Look again' }).click();
      await expect(find(hop)).toHaveCount(1);
      if (mended !== undefined) await expect(find(mended)).toHaveCount(0);
      await hop.mend(hops);
      mended = hop;
    });
  }
  await page.getByRole('button', { name: 'Look again' }).click();
  for (const hop of BROKEN_HOPS) await expect(find(hop)).toHaveCount(0);
});

test('a computer without a keychain is told by the doctor', async ({ startApp }) => {
  const { DBUS_SESSION_BUS_ADDRESS: _bus, ...env } = process.env;
  const { page } = await startApp('priya', undefined, {
    env: { ...env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
  });
  await waitForRecords(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Doctor' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Keychain' })).toContainText(
    'The system offers no keychain',
  );
});

test('with the relay gone, the doctor still looks at this computer', async ({ agency, startApp }) => {
  const { page } = await startApp('priya');
  await waitForRecords(page);
  await agency.cable.unplug();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Doctor' }).click();
  const relay = page.getByRole('region', { name: 'The relay' });
  await expect(relay.getByRole('img', { name: 'Failed' })).toBeVisible();
  await expect(relay).toContainText('relay cannot be reached');
  await expect(page.getByRole('region', { name: 'This computer' })).toContainText('Keychain');
});
