import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
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
  [['import-records', 'none.csv'], 2, 'none.csv cannot be read'],
  [['import-records', '.'], 2, '. is not a file'],
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
  expect(await run('import-records', file)).toBe(
    'line 3 (c2): The kind must be candidate or contact.\n1 new or changed, 0 unchanged, 1 not imported.\n',
  );
  // Written by another process: the relay notices by itself.
  await stream.until(({ events }) => events.some((event) => event.kind === 'record.upserted'));
  expect(await run('user', 'list')).toBe('alex\tAlex Carter\tadministrator\tactive\n');
  expect(await run('device', 'list')).toMatch(/\talex\tTest desktop\tseen .*\tactive\n/);
  expect(await run('status')).toContain('record.upserted\t1');
  expect(await relay.terminate()).toBe(0);
  expect(stream.frames.at(-1)).toMatchObject({ type: 'goodbye', reason: 'shutting-down' });
});
