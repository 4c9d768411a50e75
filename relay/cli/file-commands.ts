import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../shared/domain/app-error.ts';
import { exportHistories } from '../histories/export-histories.ts';
import { ENCODINGS } from '../records/decode-text.ts';
import { importFile } from '../records/import-file.ts';
import type { FailedRow, ImportCounts } from '../records/import-records.ts';
import { findHorizon } from '../retention/find-horizon.ts';
import type { Command, CommandContext } from './commands.ts';
import { readFlags } from './read-flags.ts';

/** Files in and out. */
export const FILE_COMMANDS: readonly Command[] = [
  {
    name: 'import records',
    parameters: `<file.csv> [--rejects <file.csv>] [--encoding ${ENCODINGS.join('|')}]`,
    description:
      'imports Candidates and Contacts; the first line names the columns; again, it changes nothing',
    fewest: 1,
    most: 5,
    run: importRecordsFile,
  },
  {
    name: 'export histories',
    parameters: '<file.csv> [--from <date>] [--to <date>] [--record <record id>]',
    description: 'writes what was said as CSV for a spreadsheet; --from is included, --to is not',
    fewest: 1,
    most: 7,
    async run({ log }, parameters) {
      const { positionals, flags } = readFlags(parameters, { from: 'one', to: 'one', record: 'one' });
      const count = await exportHistories(log, positionals[0] ?? '', {
        from: readDate(flags.from, '--from') ?? 0,
        to: readDate(flags.to, '--to') ?? Infinity,
        recordId: flags.record,
      });
      const horizon = await findHorizon(log);
      const gone = `What was said before ${new Date(horizon ?? 0).toISOString()} is no longer kept.`;
      return [`${count} histories.`, ...(horizon === undefined ? [] : [gone])];
    },
  },
];

/** A day begins at midnight UTC. */
function readDate(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw new AppError('invalid-input', `${flag} must be a date like 2026-11-22.`);
}

/** So many bad rows are printed; `--rejects` has them all. */
const MAX_PRINTED = 100;

async function importRecordsFile(
  context: CommandContext,
  parameters: readonly string[],
): Promise<readonly string[]> {
  const { positionals, flags } = readFlags(parameters, { rejects: 'one', encoding: 'one' });
  const wanted = ENCODINGS.find((one) => one === flags.encoding);
  if (flags.encoding !== undefined && wanted === undefined) {
    throw new AppError('invalid-input', `--encoding must be one of ${ENCODINGS.join(', ')}.`);
  }
  const printed: string[] = [];
  const progress = createProgress(process.stderr);
  const { counts, encoding } = await importFile(context, {
    file: positionals[0] ?? '',
    encoding: wanted,
    rejects: flags.rejects,
    onFailed: (failed) => void (printed.length < MAX_PRINTED && printed.push(describeFailed(failed))),
    onProgress: progress.show,
    pause,
  }).finally(() => progress.end());
  const more = counts.failed - printed.length;
  return [
    ...printed,
    ...(more > 0 ? [`and ${more} more bad rows: --rejects <file.csv> writes them all.`] : []),
    ...(wanted === undefined && encoding === 'windows-1252'
      ? [
          'The file is not in UTF-8 and was read as Windows-1252. If names look wrong, save it as "CSV UTF-8".',
        ]
      : []),
    `${counts.upserted} new or changed, ${counts.unchanged} unchanged, ${counts.failed} not imported.`,
  ];
}

function describeFailed({ row, id, field, message }: FailedRow): string {
  const place = [id, field].filter((part) => part !== undefined).join(', ');
  return `line ${row}${place === '' ? '' : ` (${place})`}: ${message}`;
}

/** One line that is written over on a terminal; elsewhere a line for each tenth of the file. */
function createProgress(output: NodeJS.WriteStream) {
  let shown = 0;
  return {
    show({ upserted, unchanged, failed }: ImportCounts, share: number): void {
      const line = `${Math.floor(share * 100)} %, ${upserted + unchanged + failed} rows`;
      if (output.isTTY) output.write(`\r${line}`);
      else if (share - shown >= 0.1 && share < 1) output.write(`${line}\n`);
      else return;
      shown = share;
    },
    end(): void {
      if (output.isTTY && shown > 0) output.write('\n');
    },
  };
}
