import type { ClientBase, Pool } from 'pg';
import { toLogError } from './database-error.ts';

export type SqlValue = string | number | null | readonly (string | number | null)[];

/**
 * Runs one statement, prepared on the server when it is first used on a connection. The row type is the caller's word for
 * what its statement selects. Rejects with AppError (`database`, retryable) when the server is out of reach.
 */
export type Sql = <Row>(text: string, values?: readonly SqlValue[]) => Promise<readonly Row[]>;

const names = new Map<string, string>();

/** `find` answers on which connection the next statement runs. */
export function createSql(find: () => Pool | ClientBase): Sql {
  return async <Row>(text: string, values: readonly SqlValue[] = []) => {
    try {
      const statement = { name: nameOf(text), text, values: values.map(storable) };
      // The caller's word, as promised above.
      return (await find().query(statement)).rows as readonly Row[];
    } catch (error) {
      throw toLogError(error);
    }
  };
}

/** The same text has the same name on every connection: a statement is prepared once on each. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = `relay_${names.size}`;
    names.set(text, name);
  }
  return name;
}

/** PostgreSQL's text holds no NUL, which a webhook's ids may hold. Such an id is stored, and found, with a mark instead. */
export function toStorableText(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\u{FFFD}') : text;
}

function storable(value: SqlValue): SqlValue {
  if (typeof value === 'string') return toStorableText(value);
  if (typeof value === 'object' && value !== null) {
    return value.some((one) => typeof one === 'string' && one.includes('\0'))
      ? value.map((one) => storable(one) as string | number | null) // a list holds no lists
      : value;
  }
  return value;
}
