import type { PersonKey, RecordId } from '../../../shared/domain/ids.ts';
import type { LogReader, LogTransaction } from '../relay-log.ts';
import type { Sql } from './sql.ts';

export function createRecordReader(sql: Sql): Pick<LogReader, 'findRecordsOfPeople'> {
  return {
    async findRecordsOfPeople(keys) {
      if (keys.length === 0) return new Map();
      const rows = await sql<{ readonly person_key: string; readonly records: readonly string[] }>(
        `SELECT person_key, array_agg(record_id ORDER BY record_id) AS records FROM record_people
         WHERE person_key = ANY ($1) GROUP BY person_key`,
        [keys],
      );
      // Only `saveRecordPeople` writes here.
      return new Map(rows.map((row) => [row.person_key as PersonKey, row.records as readonly RecordId[]]));
    },
  };
}

export function createRecordWriter(sql: Sql): Pick<LogTransaction, 'saveRecordPeople'> {
  return {
    async saveRecordPeople(records) {
      if (records.size === 0) return;
      await sql('DELETE FROM record_people WHERE record_id = ANY ($1)', [[...records.keys()]]);
      const rows = [...records].flatMap(([id, people]) => people.map((key) => ({ id, key })));
      await sql(
        `INSERT INTO record_people (person_key, record_id) SELECT * FROM unnest($1::text[], $2::text[])
         ON CONFLICT DO NOTHING`,
        [rows.map((row) => row.key), rows.map((row) => row.id)],
      );
    },
  };
}
