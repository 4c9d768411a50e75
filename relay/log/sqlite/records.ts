import type { Database } from 'better-sqlite3';
import type { PersonKey, RecordId } from '../../../shared/domain/ids.ts';
import type { LogReader, LogTransaction } from '../relay-log.ts';

export function createRecordReader(database: Database): Pick<LogReader, 'findRecordsOfPeople'> {
  const records = database
    .prepare<[string], string>('SELECT record_id FROM record_people WHERE person_key = ? ORDER BY record_id')
    .pluck();
  return {
    async findRecordsOfPeople(keys) {
      const found = new Map<PersonKey, readonly RecordId[]>();
      for (const key of keys) {
        // Only `saveRecordPeople` writes here.
        const ids = records.all(key) as RecordId[];
        if (ids.length > 0) found.set(key, ids);
      }
      return found;
    },
  };
}

export function createRecordWriter(database: Database): Pick<LogTransaction, 'saveRecordPeople'> {
  const remove = database.prepare('DELETE FROM record_people WHERE record_id = ?');
  const insert = database.prepare(
    'INSERT INTO record_people (person_key, record_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  return {
    async saveRecordPeople(records) {
      for (const [id, people] of records) {
        remove.run(id);
        for (const key of people) insert.run(key, id);
      }
    },
  };
}
