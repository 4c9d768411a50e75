import { demoTokens } from '../../simulator/demo-world.ts';
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
