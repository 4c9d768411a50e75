import type Sqlite from 'better-sqlite3';

declare const writable: unique symbol;
declare const holds: unique symbol;

/** A connection as a verb that only reads sees it. */
export type ReadHandle = Sqlite.Database;
/** A connection as a verb that writes sees it: the type of the first parameter says which kind a verb is. */
export type WriteHandle = ReadHandle & { readonly [writable]: true };

type SqlValue = string | number | null;
type Params = Readonly<Record<string, SqlValue>>;

/** Statements live as long as their connection; preparing one costs more than running it. */
const prepared = new WeakMap<Sqlite.Database, Map<string, Sqlite.Statement<[Params]>>>();

function prepare(db: ReadHandle, sql: string): Sqlite.Statement<[Params]> {
  let statements = prepared.get(db);
  if (statements === undefined) {
    statements = new Map();
    prepared.set(db, statements);
  }
  let statement = statements.get(sql);
  if (statement === undefined) {
    statement = db.prepare<[Params]>(sql);
    statements.set(sql, statement);
  }
  return statement;
}

const NO_PARAMS: Params = {};

type FirstRow<Row> = ReturnType<Sqlite.Statement<[Params], Row>['get']>;

/** The first row, or undefined. `Row` is the shape that the SELECT names; STRICT tables keep it true. */
export function findRow<Row>(db: ReadHandle, sql: string, params: Params = NO_PARAMS): FirstRow<Row> {
  return prepare(db, sql).get(params) as FirstRow<Row>;
}

/** All rows. See `findRow` for what `Row` promises. */
export function listRows<Row>(db: ReadHandle, sql: string, params: Params = NO_PARAMS): Row[] {
  return prepare(db, sql).all(params) as Row[];
}

/** Runs a statement; answers how many rows it changed (triggers not counted). */
export function runSql(db: WriteHandle, sql: string, params: Params = NO_PARAMS): number {
  return prepare(db, sql).run(params).changes;
}

/** Runs `work` in one transaction (a savepoint when one is open): all of it happens, or nothing. */
export function inTransaction<Value>(db: WriteHandle, work: () => Value): Value {
  return db.transaction(work)();
}

/** A JSON column, and what it holds. */
export type Json<Value> = string & { readonly [holds]: Value };

/** Reads a JSON column. We wrote it ourselves after zod had checked it, so it is not parsed against a schema again. */
export function readJson<Value>(text: Json<Value>): Value {
  return JSON.parse(text) as Value;
}
