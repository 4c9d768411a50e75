import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteLog } from '../../../../relay/log/sqlite/open-sqlite-log.ts';
import { messageIdForWamid } from '../../../../shared/domain/ids.ts';
import { createRandom } from '../../../../simulator/random.ts';
import { envelope, text } from '../meta-payloads.ts';
import { makeTemporaryDirectory, postWebhook, startTestRelay } from '../relay-harness.ts';
import { checkLogFile } from './check-log-file.ts';
import { type DiskState, createDiskWatch, hasCheckpoint, hasNewWal, tear, writeDisk } from './disk-image.ts';

/*
 * What is simulated: that sectors written after the last flush are lost, old, new, zero or rubbish, in any mixture, in the
 * order of flushes that SQLite promises (write-ahead log before database, database before a new write-ahead log). What is
 * not: a disk that says "flushed" and lies.
 */

const SEED = Number(process.env['POWER_SEED'] ?? Date.now() % 1_000_000);
/** Losses for each instant at which the power may go. */
const LOSSES = 3;
const SOUND = { missing: [], halves: [], damage: [] };

test(`Whatever the power takes with it (POWER_SEED=${SEED}), everything acknowledged is there, whole, and the log opens.`, async () => {
  const random = createRandom(SEED);
  const relay = await startWatchedRelay();
  for (let step = 0; step < 40; step += 1) {
    const { before, after } = await relay.step(1 + random.below(4), 0);
    for (let loss = 0; loss < LOSSES; loss += 1) {
      const left = { database: before.database, wal: tear(before.wal, after.wal, random) };
      expect(await relay.open(left)).toEqual(SOUND);
    }
  }
});

test(`The power may also go in the middle of a checkpoint and at the beginning of a new write-ahead log (POWER_SEED=${SEED}).`, async () => {
  const random = createRandom(SEED);
  const relay = await startWatchedRelay();
  let { before, after } = await relay.step(1, 0);
  while (!hasCheckpoint(before, after)) ({ before, after } = await relay.step(12, 60_000));
  expect(hasNewWal(before, after)).toBe(false);
  await loseSome(() => ({
    database: tear(before.database, after.database, random),
    wal: after.wal,
  }));
  ({ before, after } = await relay.step(3, 0));
  expect(hasNewWal(before, after)).toBe(true);
  await loseSome(() => ({ database: after.database, wal: tear(before.wal, after.wal, random) }));

  async function loseSome(make: () => DiskState): Promise<void> {
    for (let loss = 0; loss < 10; loss += 1) expect(await relay.open(make())).toEqual(SOUND);
  }
});

/** A relay whose disk is looked at after each acknowledgement. */
async function startWatchedRelay() {
  const dataDirectory = makeTemporaryDirectory();
  const relay = await startTestRelay({ dataDirectory });
  const disk = createDiskWatch(dataDirectory);
  const image = path.join(makeTemporaryDirectory(), 'image');
  let acknowledged: readonly string[] = [];
  let latest: readonly string[] = [];
  let before = disk.read();
  let count = 0;

  /** Two messages in each webhook: they come into the log together or not at all. */
  async function post(padding: number): Promise<readonly string[]> {
    const wamids = [`wamid.${++count}.a`, `wamid.${count}.b`];
    const rest = padding === 0 ? [] : [{ field: 'unknown', value: { count, fill: 'x'.repeat(padding) } }];
    const messages = wamids.map((wamid) => text(wamid, `Message ${wamid}`));
    expect(await postWebhook(relay.url, envelope(...messages, ...rest))).toBe(200);
    return wamids.map((wamid) => `received:${messageIdForWamid(wamid)}`);
  }

  return {
    async step(webhooks: number, padding: number) {
      acknowledged = [...acknowledged, ...latest];
      const from = before;
      latest = (await Promise.all(Array.from({ length: webhooks }, () => post(padding)))).flat();
      before = disk.read();
      return { before: from, after: before };
    },
    /** Opens what is left, as the relay would after the power has come back. */
    async open(left: DiskState) {
      mkdirSync(image);
      writeDisk(image, left);
      const log = openSqliteLog(image);
      const kept = await log.write((one) => one.findEntryIds([...acknowledged, ...latest]));
      await log.close();
      const found = {
        missing: acknowledged.filter((id) => !kept.has(id)),
        halves: latest.filter((id, index) => kept.has(id) !== kept.has(latest[index ^ 1] ?? '')),
        damage: checkLogFile(image),
      };
      rmSync(image, { recursive: true });
      return found;
    },
  };
}
