import { expect, test } from 'vitest';
import { findRow, listRows, runSql } from '../../../../main/db/handle.ts';
import { openDatabase } from '../../../../main/db/open-database.ts';
import { rebuildDatabase } from '../../../../main/db/rebuild-database.ts';
import { FOLLOWING, FROM_RELAY, IN_PART, ONLY_HERE } from '../../../../main/db/table-origins.ts';
import {
  ALICES_NUMBER,
  ALICE,
  AMARA,
  NOW,
  begin,
  describeThread,
  entry,
  sent,
  tell,
  threadOf,
} from './story.ts';
import { TEST_KEY, createTestDatabase, createTestPath } from './test-database.ts';

/** On Alice's own number: nobody but this desktop has to have it. */
const OWN = threadOf(ALICES_NUMBER.id, AMARA, ALICE.id);
const MESSAGE = sent('own', NOW, OWN);

/** A database with a message on the own number, and the values that a planted row may need. */
function prepare() {
  const path = createTestPath();
  const db = openDatabase({ path, key: TEST_KEY });
  begin(db);
  tell(db, entry(20, 'conversation.changed', describeThread(OWN)), entry(21, 'message.sent', MESSAGE));
  return { path, db };
}

/** Where any number or word will not do. */
const VALUES: Readonly<Record<string, string | number>> = {
  message_id: MESSAGE.messageId,
  conversation_id: OWN.conversationId,
  person_key: OWN.personKey,
  channel_id: OWN.channelId,
  route: 'meta',
  state: 'due',
  job: '{}',
};

test('every table of the database says where its rows come from, once', () => {
  const db = createTestDatabase();
  const tables = listRows<{ name: string }>(
    db,
    `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow' AND name NOT LIKE 'sqlite%'`,
  );
  const named = [...ONLY_HERE.map(([table]) => table), ...FROM_RELAY, ...IN_PART, ...FOLLOWING];
  expect(named.toSorted()).toEqual(tables.map(({ name }) => name).toSorted());
});

test.each(ONLY_HERE.map(([table]) => table))(
  'a row of %s, which only this desktop knows, outlives the damage of the database',
  (table) => {
    const { path, db } = prepare();
    runSql(db, `DELETE FROM ${table}`);
    const columns = listRows<{ name: string; type: string }>(
      db,
      `SELECT name, type FROM pragma_table_info('${table}')`,
    );
    const row = Object.fromEntries(
      columns.map(({ name, type }) => [
        name,
        VALUES[name] ?? (type === 'INTEGER' ? 1 : `${name} of ${table}`),
      ]),
    );
    runSql(
      db,
      `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
        .map((name) => `:${name}`)
        .join(', ')})`,
      row,
    );
    db.close();
    rebuildDatabase({ path, key: TEST_KEY });
    const rebuilt = openDatabase({ path, key: TEST_KEY });
    const found = findRow<Record<string, unknown>>(rebuilt, `SELECT * FROM ${table}`);
    rebuilt.close();
    // Whether a mark was told is forgotten: another log may not know it.
    expect({ ...found, is_published: 1 }).toEqual({ ...row, is_published: 1 });
  },
);

test('a file of the own number, which the relay never had, is not forgotten with the damage', () => {
  const { path, db } = prepare();
  const insert = `
    INSERT INTO local_media (message_id, conversation_id, source, at, state, object_id, file_key)
    VALUES (:messageId, :conversationId, 'sent', 1, 'here', 'object', 'key')`;
  runSql(db, insert, { messageId: MESSAGE.messageId, conversationId: OWN.conversationId });
  db.close();
  rebuildDatabase({ path, key: TEST_KEY });
  const rebuilt = openDatabase({ path, key: TEST_KEY });
  const found = findRow(rebuilt, 'SELECT object_id AS objectId, file_key AS fileKey FROM local_media');
  rebuilt.close();
  expect(found).toEqual({ objectId: 'object', fileKey: 'key' });
});
