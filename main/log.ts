import { redact } from '../shared/redact.ts';

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Area, fact, numbers. Never message text, numbers, names, ids of Meta or tokens: `redact` is the net below. */
export type Log = {
  info(fact: string, fields?: LogFields): void;
  warn(fact: string, fields?: LogFields): void;
  error(fact: string, fields?: LogFields): void;
};

/** A log for one area that writes redacted lines to `write`. */
export function createLog(area: string, write: (line: string) => void, now: () => number = Date.now): Log {
  const entry =
    (level: string) =>
    (fact: string, fields: LogFields = {}) => {
      const numbers = Object.entries(fields)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => ` ${name}=${String(value)}`);
      write(redact(`${new Date(now()).toISOString()} ${level} ${area}: ${fact}${numbers.join('')}`));
    };
  return { info: entry('info'), warn: entry('warn'), error: entry('error') };
}
