import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../../simulator/build-simulator.ts';
import { demoIds, demoTokens } from '../../../simulator/demo-world.ts';
import { enrolWith, makeTemporaryDirectory, openStream } from './relay-harness.ts';
import { environmentOf, findFreePort, runRelay, startRelayProcess } from './relay-process.ts';

test('A mistake in the configuration is one sentence and exit code 2.', async () => {
  const answer = await runRelay([], environmentOf({ RELAY_PORT: 'eighty', META_VERIFY_TOKEN: '' }));
  expect(answer.code).toBe(2);
  expect(answer.stderr).toBe(
    'The configuration is not complete: RELAY_PORT must be a number from 0 to 65535; META_VERIFY_TOKEN is missing: choose one, and enter the same at Meta beside the callback address.\n',
  );
});

test.each([
  [['user', 'add', 'alex'], 2, 'Use it like this: user add'],
  [['user', 'add', 'alex', 'Alex', 'king'], 2, 'role must be consultant or administrator'],
  [['enrolment-code', 'nobody'], 1, 'There is no user named nobody.'],
  [['import', 'records', 'none.csv'], 2, 'none.csv cannot be read'],
  [['import', 'records', '.'], 2, '. is not a file'],
  [['company', 'set'], 2, 'Use it like this: company set'],
  [['company', 'set', '+44'], 2, 'phoneNumberId must be digits only'],
  [['company', 'set', '200300400500600'], 2, 'Enter the access token'],
  [['company', 'remove'], 1, 'No company number was entered.'],
  [['make', 'coffee'], 2, 'There is no command "make coffee".'],
])('The command %j fails with a sentence.', async (words, code, sentence) => {
  const answer = await runRelay(words, environmentOf({ RELAY_DATA: makeTemporaryDirectory() }));
  expect(answer.code).toBe(code);
  expect(answer.stderr).toContain(sentence);
  expect(answer.stderr).not.toContain('    at ');
});

test('A relay whose port is taken says so and ends.', async () => {
  const port = await findFreePort();
  await startRelayProcess(port, { RELAY_DATA: makeTemporaryDirectory() });
  const second = await runRelay(
    [],
    environmentOf({ RELAY_PORT: String(port), RELAY_DATA: makeTemporaryDirectory() }),
  );
  expect(second).toEqual({
    code: 2,
    stdout: '',
    stderr: 'RELAY_PORT is in use by another program. Choose another port.\n',
  });
});

test('Users, codes, devices and records are managed while the relay runs, and desktops hear of it.', async () => {
  const dataDirectory = makeTemporaryDirectory();
  const environment = environmentOf({ RELAY_DATA: dataDirectory });
  const run = async (...words: readonly string[]) => (await runRelay(words, environment)).stdout;
  const relay = await startRelayProcess(await findFreePort(), { RELAY_DATA: dataDirectory });
  await run('user', 'add', 'alex', 'Alex Carter', 'administrator', 'alex@example.co.uk');
  const code = (await run('enrolment-code', 'alex')).split('\n')[0] ?? '';
  const alex = await enrolWith(relay.url, code);
  const stream = await openStream(relay.url, alex.token);
  const file = path.join(dataDirectory, 'records.csv');
  writeFileSync(file, 'id;kind;knownAs;phone\nc1;candidate;Sam;07700 900456\nc2;robot;;\n');
  expect(await run('import', 'records', file)).toBe(
    'line 3 (c2, kind): The kind must be candidate or contact.\n1 new or changed, 0 unchanged, 1 not imported.\n',
  );
  // Written by another process: the relay notices by itself.
  await stream.until(({ events }) => events.some((event) => event.kind === 'record.upserted'));
  expect(await run('user', 'list')).toBe('alex\tAlex Carter\tadministrator\tno team\tactive\n');
  expect(await run('device', 'list')).toMatch(/\talex\tTest desktop\tseen .*\tactive\n/);
  expect(await run('status')).toContain('record.upserted\t1');
  expect(await relay.terminate()).toBe(0);
  expect(stream.frames.at(-1)).toMatchObject({ type: 'goodbye', reason: 'shutting-down' });
});

test('The company number is set up, shown and removed from the command line, and a running relay follows.', async () => {
  const simulator = await startSimulator({});
  onTestFinished(() => simulator.stop());
  const environment = environmentOf({ RELAY_DATA: makeTemporaryDirectory(), META_GRAPH_URL: simulator.url });
  const run = (words: readonly string[], input?: string) => runRelay(words, environment, input);
  const relay = await startRelayProcess(await findFreePort(), environment);
  await run(['user', 'add', 'kate', 'Kate Morgan', 'administrator']);
  const kate = await enrolWith(
    relay.url,
    (await run(['enrolment-code', 'kate'])).stdout.split('\n')[0] ?? '',
  );
  const settings = async () => (await kate.call('GET', '/v1/settings/company')).json.settings;

  const refused = await run(['company', 'set', demoIds.companyPhone], `${demoTokens.expired}\n`);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('expired') });
  const set = await run(['company', 'set', demoIds.companyPhone], `${demoTokens.company}\n`);
  expect(set.stdout).toBe("+442079460123 is the company's number now; its token ends in 0001.\n");
  const shown = await run(['company', 'show']);
  expect(shown.stdout).toContain(`WABA id\t${demoIds.waba}\n`);
  expect(set.stdout + shown.stdout + refused.stderr).not.toContain('EAA');
  await expect.poll(settings, { timeout: 10_000 }).toMatchObject({ source: 'entered', tokenLast4: '0001' });

  expect((await run(['company', 'remove'])).stdout).toMatch(/^Removed\./);
  await expect.poll(settings, { timeout: 10_000 }).toBeUndefined();
  expect(await relay.terminate()).toBe(0);
});
