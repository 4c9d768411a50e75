import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { type Stringifier, stringify } from 'csv-stringify';
import { AppError } from '../../shared/domain/app-error.ts';
import type { AdminContext } from '../context.ts';
import { type Encoding, detectEncoding } from './decode-text.ts';
import { type FailedRow, type ImportCounts, streamRecords } from './import-records.ts';
import { type CsvRow, readCsv } from './read-csv.ts';

export type FileImport = {
  readonly file: string;
  readonly encoding: Encoding | undefined;
  /** Where the bad rows are written as they were, with what is wrong with each. */
  readonly rejects: string | undefined;
  readonly onFailed: (failed: FailedRow) => void;
  /** `share` of the file, 0 to 1. */
  readonly onProgress: (counts: ImportCounts, share: number) => void;
  readonly pause: (ms: number) => Promise<void>;
};

/** Imports a CSV file of any size in little memory. Throws AppError `invalid-input` when it cannot be read (on). */
export async function importFile(
  context: AdminContext,
  options: FileImport,
): Promise<{ readonly counts: ImportCounts; readonly encoding: Encoding }> {
  const size = await measureFile(options.file);
  const rejects = options.rejects === undefined ? undefined : await openRejects(options.rejects);
  try {
    const encoding = options.encoding ?? (await detectEncoding(createReadStream(options.file)));
    const input = createReadStream(options.file);
    let startedAt = context.now();
    const counts = await streamRecords(context, readCsv(input, encoding), {
      onFailed: async (failed, row) => {
        options.onFailed(failed);
        await rejects?.write(failed, row);
      },
      async onChunk(done) {
        options.onProgress(done, size === 0 ? 1 : input.bytesRead / size);
        // As long again as the chunk took: a relay that serves meanwhile, in another process, finds its turn to write.
        await options.pause(Math.min(MAX_PAUSE_MS, Math.max(1, context.now() - startedAt)));
        startedAt = context.now();
      },
    });
    return { counts, encoding };
  } finally {
    await rejects?.close();
  }
}

const MAX_PAUSE_MS = 50;

/** In bytes. */
async function measureFile(file: string): Promise<number> {
  const handle = await open(file).catch((cause: unknown) => {
    throw new AppError('invalid-input', `The file ${file} cannot be read.`, { cause });
  });
  try {
    const stat = await handle.stat();
    if (stat.isFile()) return stat.size;
  } finally {
    await handle.close();
  }
  throw new AppError('invalid-input', `${file} is not a file.`);
}

/** A file that can be corrected and imported as it is: the columns that we add are not looked at. */
async function openRejects(file: string) {
  const handle = await open(file, 'w').catch((cause: unknown) => {
    throw new AppError('invalid-input', `The file ${file} cannot be written.`, { cause });
  });
  const output = handle.createWriteStream({ encoding: 'utf8' });
  let rows: Stringifier | undefined;
  const begin = (header: readonly string[]) => {
    // Not guarded against formulas: it goes back into an import, where a guard would spoil the numbers.
    const made = stringify({ bom: true, header: true, columns: [...header, 'Line', 'Problem'] });
    made.pipe(output);
    return made;
  };
  return {
    async write({ row, message }: FailedRow, { header, cells }: CsvRow): Promise<void> {
      rows ??= begin(header);
      const padded = header.map((_, index) => cells[index] ?? '');
      if (!rows.write([...padded, row, message]))
        await new Promise((resolve) => rows?.once('drain', resolve));
    },
    async close(): Promise<void> {
      if (rows === undefined) output.end();
      else rows.end();
      await finished(output);
    },
  };
}
