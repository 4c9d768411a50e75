import { expect, test } from 'vitest';
import { createReadiness } from '../../../../relay/health/readiness.ts';
import type { RelayContext } from '../../../../relay/context.ts';
import type { DiskState } from '../../../../relay/log/watch-disk.ts';
import { openTestLog } from '../log/sqlite/sqlite-log-harness.ts';

test('A relay whose log takes writes is ready.', async () => {
  expect(await startTest({}).readiness.find()).toBeUndefined();
});

test.each([
  ['full', 'the disk is full'],
  ['failing', 'the disk fails'],
] as const)('A relay whose disk is %s says so: %s.', async (disk, reason) => {
  const { readiness } = startTest({ disk, probe: () => Promise.reject(new Error('no')) });
  expect(await readiness.find()).toBe(reason);
});

test('A relay whose log answers with an error, or not at all, is not ready.', async () => {
  const refused = startTest({ probe: () => Promise.reject(new Error('ECONNREFUSED')) });
  expect(await refused.readiness.find()).toBe('the log cannot be reached');
  const silent = startTest({ probe: () => new Promise(() => undefined), probeMs: 20 });
  expect(await silent.readiness.find()).toBe('the log cannot be reached');
});

test('However often it is asked, it looks at the log once in two seconds.', async () => {
  let probes = 0;
  const probe = () => {
    probes += 1;
    return Promise.resolve();
  };
  const { readiness, pass } = startTest({ probe });
  await Promise.all(Array.from({ length: 50 }, () => readiness.find()));
  expect(probes).toBe(1);
  pass(2_000);
  await readiness.find();
  expect(probes).toBe(2);
});

test('A relay that stops is not ready from then on, also for who asked before.', async () => {
  const { readiness } = startTest({});
  const asked = readiness.find();
  readiness.stop();
  expect([await asked, await readiness.find()]).toEqual(['stopping', 'stopping']);
});

function startTest(given: {
  readonly disk?: DiskState;
  readonly probe?: () => Promise<void>;
  readonly probeMs?: number;
}) {
  const log = openTestLog();
  let elapsed = 0;
  const context: Pick<RelayContext, 'log' | 'diskState' | 'elapsed'> = {
    log: { ...log, probe: given.probe ?? log.probe },
    diskState: () => given.disk ?? 'writable',
    elapsed: () => elapsed,
  };
  const pass = (ms: number) => {
    elapsed += ms;
  };
  return { readiness: createReadiness(context, given.probeMs), pass };
}
