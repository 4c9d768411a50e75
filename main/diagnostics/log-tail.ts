/** The last lines of the log, kept in memory: they end with the app. */
export type LogTail = { readonly write: (line: string) => void; readonly list: () => readonly string[] };

const MOST_LINES = 400;
const LONGEST_LINE = 500;

/** Passes every line on to `write`, and remembers the last ones. */
export function createLogTail(write: (line: string) => void): LogTail {
  const lines: string[] = [];
  return {
    write(line) {
      write(line);
      lines.push(line.slice(0, LONGEST_LINE));
      if (lines.length > MOST_LINES) lines.shift();
    },
    list: () => lines,
  };
}
