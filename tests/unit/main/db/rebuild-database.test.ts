import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeNewer, describeSalvage } from '../../../../main/db/describe-cache.ts';
import { saveDraft } from '../../../../main/db/drafts.ts';
import { findRow } from '../../../../main/db/handle.ts';
import { openDatabase } from '../../../../main/db/open-database.ts';
import { finishRebuild, rebuildDatabase } from '../../../../main/db/rebuild-database.ts';
import { BEGINNING, NOW, THREAD, entry, received, tell } from './story.ts';
import { TEST_KEY, createTestPath } from './test-database.ts';

/** A database with a chat of 60 messages and a draft in it. */
function prepare() {
  const path = createTestPath();
  const db = openDatabase({ path, key: TEST_KEY });
  const many = Array.from({ length: 60 }, (_, n) =>
    entry(20 + n, 'message.received', received(`m${n}`, NOW + n)),
  );
  tell(db, ...BEGINNING, ...many);
  saveDraft(db, { conversationId: THREAD.conversationId, text: 'Half a thought', now: NOW });
  db.close();
  return { path, bytes: readFileSync(path) };
}

test('whichever byte is changed, the rebuilt database is whole, and hardly ever does that cost the draft', () => {
  const { path, bytes } = prepare();
  let lost = 0;
  // Every third page, at another place in each.
  for (let page = 0; page * 4_096 < bytes.length; page += 3) {
    const damaged = Buffer.from(bytes);
    const at = page * 4_096 + ((page * 613) % 4_096);
    damaged[at] = (damaged[at] ?? 0) ^ 0x55;
    writeFileSync(path, damaged);
    const found = rebuildDatabase({ path, key: TEST_KEY });
    expect(found.unsent).toBe(0);
    expect(existsSync(`${path}.damaged`)).toBe(true);
    const db = openDatabase({ path, key: TEST_KEY });
    expect(db.pragma('quick_check', { simple: true }), `page ${page}`).toBe('ok');
    const draft = findRow<{ text: string }>(db, 'SELECT text FROM drafts')?.text;
    expect(draft ?? 'Half a thought').toBe('Half a thought');
    expect(found.drafts).toBe(draft === undefined ? 0 : 1);
    if (draft === undefined) lost += 1;
    db.close();
  }
  // Its own page, and those that say where the tables are.
  expect(lost).toBeLessThan(4);
});

test('a rebuild that was killed before its last step is finished at the next start', () => {
  const { path } = prepare();
  rebuildDatabase({ path, key: TEST_KEY });
  renameSync(path, `${path}.rebuilt`);
  // Of the old one.
  writeFileSync(`${path}-wal`, 'something that is not the new one’s');
  finishRebuild(path);
  const db = openDatabase({ path, key: TEST_KEY });
  expect(findRow(db, 'SELECT text FROM drafts')).toEqual({ text: 'Half a thought' });
  db.close();
  finishRebuild(path);
  expect(existsSync(path)).toBe(true);
});

test.each([
  [{ drafts: 0, unsent: 0, returned: 0 }, /No drafts and nothing that waited could be read/u],
  [{ drafts: 1, unsent: 2, returned: 0 }, /Kept: 1 draft and 2 messages that wait to be sent\./u],
  [{ drafts: 1, unsent: 0, returned: 1 }, /1 message had not gone out .* look in your drafts/u],
])('what was kept is told: %j', (salvage, words) => {
  expect(describeSalvage(salvage)).toMatch(words);
  expect(describeSalvage(salvage)).toContain('read from the relay again');
});

test.each([
  ['0.9.0', /last used by version 0\.9\.0 .* version 0\.1\.0, .* Install version 0\.9\.0 or a newer one/u],
  [undefined, /a newer version of the app; this is version 0\.1\.0/u],
])('who has a newer database (%s) is told both versions and the way back', (lastUsed, words) => {
  expect(describeNewer(lastUsed, '0.1.0')).toMatch(words);
  expect(describeNewer(lastUsed, '0.1.0')).toContain('nothing has been changed');
});
