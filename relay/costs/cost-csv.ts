import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { AppError } from '../../shared/domain/app-error.ts';
import { type CostTable, type TypedCostRate, readCostTable } from '../../shared/domain/cost-table.ts';
import { guessDelimiter } from '../../shared/domain/guess-delimiter.ts';

const HEADER = ['Country', 'Category', 'Valid from', 'Pence'] as const;
const NAMED_PROBLEMS = 5;

/** The table as a spreadsheet opens it, in the form that `readCostCsv` reads. */
export function writeCostCsv(table: CostTable): string {
  const rows = table.map(({ country, category, validFrom, pence }) => [country, category, validFrom, pence]);
  return stringify([HEADER, ...rows], { bom: true, record_delimiter: 'windows' });
}

/**
 * Reads such a file: comma, semicolon or tab, columns in any order. Throws AppError `invalid-input`, which names the lines
 * that cannot be read.
 */
export function readCostCsv(text: string): CostTable {
  const records = parseRecords(text);
  const lines = records.map(({ info }) => info.lines);
  const read = readCostTable(records.map(({ record }) => toTyped(record)));
  if (read.ok) return read.table;
  const named = read.problems
    .slice(0, NAMED_PROBLEMS)
    .map(({ row, sentence }) => `Line ${lines[row] ?? 1}: ${sentence}`);
  const rest = read.problems.length - named.length;
  if (rest > 0) named.push(`There are ${rest} more.`);
  throw new AppError('invalid-input', `The file was not taken. ${named.join(' ')}`);
}

type Parsed = {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
};

function parseRecords(text: string): readonly Parsed[] {
  try {
    // With `columns` and `info` each record comes with its place; the types of the library do not follow the options.
    return parse(text, {
      bom: true,
      columns: (names: string[]) => names.map((name) => name.toLowerCase().replace(/[^a-z]/g, '')),
      delimiter: guessDelimiter(text.split('\n')[0] ?? ''),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as readonly Parsed[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new AppError(
      'invalid-input',
      'The file was not taken: it is no CSV. Export the table, and change that.',
    );
  }
}

function toTyped(record: Parsed['record']): TypedCostRate {
  const { country = '', category = '', validfrom: validFrom = '', pence = '' } = record;
  return { country, category, validFrom, pence };
}
