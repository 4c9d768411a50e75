import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { AppError } from '../../shared/domain/app-error.ts';
import type { FileHistory, History, MessageHistory } from '../../shared/protocol/histories.ts';
import type { RelayLog } from '../log/relay-log.ts';
import { listHistories } from './list-histories.ts';

export type ExportFilter = {
  /** Epoch ms; `to` is not included. */
  readonly from: number;
  readonly to: number;
  readonly recordId: string | undefined;
};

const PAGE = 500;

/**
 * Writes every history that fits, each once and as it stands now, as CSV that a spreadsheet opens: with byte order mark,
 * and with an apostrophe before whatever it would take for a formula. Streams: holds one page. Answers how many.
 */
export async function exportHistories(log: RelayLog, file: string, filter: ExportFilter): Promise<number> {
  const counted = { rows: 0 };
  const output = createWriteStream(file);
  const csv = stringify({ bom: true, header: true, columns: [...COLUMNS], escape_formulas: true });
  try {
    await pipeline(Readable.from(rows(log, filter, counted)), csv, output);
  } catch (cause) {
    if (cause instanceof Error && 'syscall' in cause) {
      throw new AppError('invalid-input', `The file ${file} cannot be written.`, { cause });
    }
    throw cause;
  }
  return counted.rows;
}

async function* rows(log: RelayLog, filter: ExportFilter, counted: { rows: number }) {
  // What comes while we write is not in the file: an end that does not move.
  const head = await log.findHead();
  const versions = new Set<string>();
  for (let after = 0, hasMore = true; hasMore;) {
    const page = await listHistories(log, after, PAGE, head);
    for (const history of page.histories) {
      // A later status brings the same history again; each is told as it stands now, whichever version we meet first.
      if (!fits(history, filter) || isRepeated(history, versions)) continue;
      counted.rows += 1;
      yield toRow(history);
    }
    ({ cursor: after, hasMore } = page);
  }
}

/** Only what is sent has later versions: nothing else has to be remembered. */
function isRepeated(history: History, seen: Set<string>): boolean {
  if (history.kind !== 'message' || history.direction === 'inbound') return false;
  if (seen.has(history.id)) return true;
  seen.add(history.id);
  return false;
}

function fits({ at, recordIds }: History, { from, to, recordId }: ExportFilter): boolean {
  return at >= from && at < to && (recordId === undefined || recordIds.some((id) => id === recordId));
}

const COLUMNS = [
  'Time',
  'Records',
  'Person',
  'Phone number',
  'Direction',
  'Consultant',
  'Channel',
  'Kind',
  'Text',
  'File',
  'Template',
  'Status',
  'Status time',
  'Reason',
  'Charge',
  'Id',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

function toRow(history: History): Row {
  const { id, at, recordIds, person } = history;
  const common = {
    Time: new Date(at).toISOString(),
    Records: recordIds.join('; '),
    Person: person?.name ?? '',
    'Phone number': person?.phoneNumber ?? '',
    Id: id,
  };
  if (history.kind === 'message') return { ...common, ...describeMessage(history) };
  if (history.kind === 'file') return { ...common, ...describeFiling(history) };
  const Text = history.hasOptedOut ? 'Opted out' : 'Opted in again';
  return { ...common, Kind: 'consent', Text, Reason: history.source };
}

function describeFiling({ isRemoved, file, filedBy }: FileHistory): Row {
  const Text = isRemoved ? 'A file was taken off the record' : 'Filed on the record';
  return { Kind: 'file', Text, File: file?.name ?? '', Consultant: filedBy?.displayName ?? '' };
}

function describeMessage(history: MessageHistory): Row {
  const { direction, consultant, channel, contentType, text, file, template, failure, pricing } = history;
  return {
    Direction: direction,
    Consultant: consultant?.displayName ?? '',
    Channel: channel.phoneNumber ?? channel.name ?? channel.id,
    Kind: contentType,
    Text: text,
    File: file?.name ?? '',
    Template: template?.name ?? '',
    Status: history.status ?? '',
    'Status time': history.statusAt === undefined ? '' : new Date(history.statusAt).toISOString(),
    Reason: failure === undefined ? '' : `${failure.sentence} ${failure.advice}`,
    Charge: pricing === undefined ? '' : `${pricing.category} (${pricing.type})`,
  };
}
