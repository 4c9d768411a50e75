import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { lookUp } from '../../shared/domain/look-up.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { guessDelimiter } from '../../shared/domain/guess-delimiter.ts';
import { type Encoding, decodeText } from './decode-text.ts';
import type { ImportRow } from './import-records.ts';

type Field =
  | 'id'
  | 'kind'
  | 'knownAs'
  | 'firstName'
  | 'lastName'
  | 'jobTitle'
  | 'company'
  | 'location'
  | 'status'
  | 'emails'
  | 'phones'
  | 'updatedAt';

/** How CRMs and spreadsheets call the columns: letters and digits only, small. */
const COLUMNS: Readonly<Record<string, Field>> = {
  id: 'id',
  recordid: 'id',
  reference: 'id',
  ref: 'id',
  kind: 'kind',
  type: 'kind',
  recordtype: 'kind',
  knownas: 'knownAs',
  preferredname: 'knownAs',
  firstname: 'firstName',
  forename: 'firstName',
  givenname: 'firstName',
  lastname: 'lastName',
  surname: 'lastName',
  familyname: 'lastName',
  jobtitle: 'jobTitle',
  position: 'jobTitle',
  role: 'jobTitle',
  company: 'company',
  companyname: 'company',
  client: 'company',
  employer: 'company',
  location: 'location',
  town: 'location',
  city: 'location',
  status: 'status',
  updatedat: 'updatedAt',
};
/** Columns of which there may be several: `Email 2`, `Mobile`, `Work phone`. */
const EMAIL_COLUMN = /^(primary)?e?mails?(address(es)?)?\d*$/;
const PHONE_COLUMN =
  /^(mobile|home|work|office|other|primary|direct)?(phones?|telephones?|tel|mobile|cell|numbers?)?(number)?\d*$/;
const MANY = /[;,|\n]+/;

type Column = { readonly field: Field; readonly label: string | undefined };

/** A row of the file, with the words in which the file itself names a mistake, and as it was. */
export type CsvRow = ImportRow & { readonly header: readonly string[]; readonly cells: readonly string[] };

/**
 * The rows of a CSV file, one after the other: comma, semicolon or tab, with or without byte order mark, columns in any
 * order. Throws AppError `invalid-input` when the first line has no column `id`, and where the file cannot be read on.
 */
export async function* readCsv(input: Readable, encoding?: Encoding): AsyncGenerator<CsvRow> {
  const { firstLine, rest } = await peekLine(input, encoding);
  let columns: readonly (Column | undefined)[] | undefined;
  let header: readonly string[] = [];
  const parser = parse({
    delimiter: guessDelimiter(firstLine),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  });
  void pump(rest, parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      if (columns === undefined) {
        columns = readColumns(record);
        header = record;
        continue;
      }
      const value = toValue(columns, record);
      const known = columns;
      const nameField = ([field]: readonly PropertyKey[]) => nameColumns(known, header, field);
      yield { row: info.lines, value, nameField, header, cells: record };
    }
  } catch (error) {
    throw error instanceof CsvError ? explain(error) : error;
  }
  if (columns === undefined) throw noColumns();
}

function explain(error: CsvError): AppError {
  // The parser's context of an error is untyped.
  const line = typeof error['lines'] === 'number' ? ` at line ${error['lines']}` : '';
  const reason =
    error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quotation mark is opened and never closed' : 'it is not CSV';
  return new AppError(
    'invalid-input',
    `The file cannot be read on${line}: ${reason}. Correct it and import the file again: what is in already does no harm.`,
    { cause: error },
  );
}

async function pump(chunks: AsyncIterable<string>, parser: ReturnType<typeof parse>): Promise<void> {
  try {
    for await (const chunk of chunks) {
      if (!parser.write(chunk)) await new Promise((resolve) => parser.once('drain', resolve));
    }
    parser.end();
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Longer than any line of column names. */
const MAX_FIRST_LINE = 65_536;

async function peekLine(
  input: Readable,
  encoding: Encoding | undefined,
): Promise<{ firstLine: string; rest: AsyncIterable<string> }> {
  const chunks = decodeText(input, encoding);
  let begun = '';
  while (!begun.includes('\n') && begun.length < MAX_FIRST_LINE) {
    const next = await chunks.next();
    if (next.done === true) break;
    begun += next.value;
  }
  async function* rest() {
    yield begun;
    yield* chunks;
  }
  return { firstLine: begun.split('\n')[0] ?? '', rest: rest() };
}

/** The header of the column with the mistake; of a list that is in several columns, all of them. */
function nameColumns(
  columns: readonly (Column | undefined)[],
  header: readonly string[],
  field: PropertyKey | undefined,
): string | undefined {
  const names = header.filter((_, index) => columns[index]?.field === field);
  return names.length === 0 ? undefined : names.join(' / ');
}

function readColumns(names: readonly string[]): readonly (Column | undefined)[] {
  const columns = names.map(readColumn);
  if (columns.some((column) => column?.field === 'id')) return columns;
  throw noColumns();
}

function noColumns(): AppError {
  return new AppError(
    'invalid-input',
    'The first line must name the columns, and one of them must be id. Known columns: id, kind, knownAs, firstName, lastName, jobTitle, company, location, status, emails, phones.',
  );
}

function readColumn(name: string): Column | undefined {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const field = lookUp(COLUMNS, plain);
  if (field !== undefined) return { field, label: undefined };
  if (EMAIL_COLUMN.test(plain)) return { field: 'emails', label: undefined };
  if (plain !== '' && PHONE_COLUMN.test(plain)) return { field: 'phones', label: readLabel(plain) };
  return undefined;
}

function readLabel(plain: string): string {
  const kind = /mobile|cell|home|work|office|direct|other/.exec(plain)?.[0] ?? 'mobile';
  const label = { cell: 'Mobile', office: 'Work', direct: 'Work' }[kind] ?? kind;
  return label.charAt(0).toUpperCase() + label.slice(1);
}

function toValue(
  columns: readonly (Column | undefined)[],
  cells: readonly string[],
): Record<string, unknown> {
  const value: Record<string, unknown> & { emails: string[]; phones: { label: string; raw: string }[] } = {
    emails: [],
    phones: [],
  };
  columns.forEach((column, index) => {
    const cell = cells[index] ?? '';
    if (column === undefined || cell === '') return;
    if (column.field === 'emails') value.emails.push(...split(cell));
    else if (column.field === 'phones') {
      value.phones.push(...split(cell).map((raw) => ({ label: column.label ?? 'Mobile', raw })));
    } else if (column.field === 'updatedAt') value['updatedAt'] = readTime(cell);
    else value[column.field] = cell;
  });
  return value;
}

function split(cell: string): readonly string[] {
  return cell
    .split(MANY)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Epoch ms or an ISO date; anything else is left out. */
function readTime(cell: string): number | undefined {
  const time = /^\d{12,14}$/.test(cell) ? Number(cell) : Date.parse(cell);
  return Number.isNaN(time) ? undefined : time;
}
