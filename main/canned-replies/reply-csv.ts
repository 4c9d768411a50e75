import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { AppError } from '../../shared/domain/app-error.ts';
import { type CannedReply, MAX_CANNED_REPLIES, cannedReplySchema } from '../../shared/domain/canned-reply.ts';
import { foldText } from '../../shared/domain/fold-text.ts';
import { guessDelimiter } from '../../shared/domain/guess-delimiter.ts';

type ReplyWords = Pick<CannedReply, 'name' | 'text'>;

const NAMED_PROBLEMS = 5;

/** The replies as a spreadsheet opens them, in the form that `readReplyCsv` reads. */
export function writeReplyCsv(replies: readonly ReplyWords[]): string {
  const rows = replies.map(({ name, text }) => [name, text]);
  return stringify([['Name', 'Text'], ...rows], { bom: true, record_delimiter: 'windows' });
}

export type ReadReplies = {
  readonly replies: readonly ReplyWords[];
  /** Left out: the names are taken, by a reply that is there or by an earlier line. */
  readonly duplicates: readonly string[];
};

/**
 * Reads such a file: comma, semicolon or tab, columns in any order. Throws AppError `invalid-input`, which names the lines
 * that cannot be read; then none is taken.
 */
export function readReplyCsv(csv: string, present: readonly ReplyWords[]): ReadReplies {
  const records = parseRecords(csv);
  if (!records.some(({ record }) => 'name' in record && 'text' in record)) throw refuse([NO_COLUMNS]);
  const problems: string[] = [];
  const replies: ReplyWords[] = [];
  const duplicates: string[] = [];
  const names = new Set(present.map(({ name }) => foldText(name)));
  for (const { record, info } of records) {
    const read = WORDS.safeParse(record);
    if (!read.success) problems.push(`Line ${info.lines}: ${describe(record)}`);
    else if (names.has(foldText(read.data.name))) duplicates.push(read.data.name);
    else {
      names.add(foldText(read.data.name));
      replies.push(read.data);
    }
  }
  if (problems.length > 0) throw refuse(problems);
  if (present.length + replies.length > MAX_CANNED_REPLIES) throw refuse([TOO_MANY]);
  return { replies, duplicates };
}

const WORDS = cannedReplySchema.pick({ name: true, text: true });
const NO_COLUMNS =
  'Its first line must name the columns Name and Text, with a reply below. Export a file to see the form.';
const TOO_MANY = `There can be ${MAX_CANNED_REPLIES} replies, and these would be more.`;

type Parsed = {
  readonly record: Readonly<Record<string, string>>;
  /** `lines`: where the record ends in the file. */
  readonly info: { readonly lines: number };
};

/** What is wrong with a line, and what to do. */
function describe({ name = '', text = '' }: Parsed['record']): string {
  if (name === '') return 'the name is missing.';
  if (text === '') return 'the text is missing.';
  return name.length > 60
    ? 'the name is longer than 60 characters.'
    : 'the text is longer than 4,096 characters.';
}

function refuse(problems: readonly string[]): AppError {
  const rest = problems.length - NAMED_PROBLEMS;
  const more = rest > 0 ? [`There are ${rest} more.`] : [];
  const sentences = [...problems.slice(0, NAMED_PROBLEMS), ...more];
  return new AppError('invalid-input', `The file was not taken. ${sentences.join(' ')}`);
}

function parseRecords(csv: string): readonly Parsed[] {
  try {
    // With `columns` and `info` each record comes with its place; the types of the library do not follow the options.
    return parse(csv, {
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      delimiter: guessDelimiter(csv.split('\n')[0] ?? ''),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as readonly Parsed[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refuse(['It is no CSV.']);
  }
}
