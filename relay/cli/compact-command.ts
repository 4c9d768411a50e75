import { parseLogPlace, parseRetentionDays } from '../config.ts';
import type { RelayLog } from '../log/relay-log.ts';
import { openMediaStore } from '../media/open-media-store.ts';
import { trimHistory } from '../retention/trim-history.ts';
import type { Command } from './commands.ts';

/** Works while a relay runs: in small transactions, as the relay does it by itself every hour. */
export const COMPACT_COMMAND: Command = {
  name: 'compact',
  parameters: '',
  description:
    'removes messages older than RELAY_RETENTION_DAYS now, and gives free space back; the relay does both by itself',
  fewest: 0,
  most: 0,
  async run({ log, now, environment }) {
    const days = parseRetentionDays(environment);
    const before = await log.measureSpace();
    const removed = days === undefined ? [KEEPS_ALL] : [await trim({ log, now, environment }, days)];
    while (await log.giveBackSpace());
    const after = await log.measureSpace();
    const isStuck = after.freeBytes > after.bytes / 2;
    return [
      ...removed,
      describeSpace({ before: before.bytes, after: after.bytes }),
      ...(isStuck ? [OLD_FILE] : []),
    ];
  },
};

const KEEPS_ALL = 'RELAY_RETENTION_DAYS is not set: messages are kept for ever.';
const OLD_FILE =
  'More than half of the file is free. Entries to come use it; to give it back, stop the relay and run "compact file".';

async function trim(
  context: {
    readonly log: RelayLog;
    readonly now: () => number;
    readonly environment: Readonly<Record<string, string | undefined>>;
  },
  days: number,
): Promise<string> {
  const media = openMediaStore(parseLogPlace(context.environment));
  try {
    const { horizon, removed } = await trimHistory({ ...context, media }, days);
    if (horizon === undefined) return 'Nothing is old enough to be removed.';
    const messages = removed === 1 ? 'message' : 'messages';
    return `${removed} ${messages} removed; what is left is from ${new Date(horizon).toISOString()} on.`;
  } finally {
    await media.close();
  }
}

export function describeSpace({
  before,
  after,
}: {
  readonly before: number;
  readonly after: number;
}): string {
  const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `The log had ${megabytes(before)} and has ${megabytes(after)}.`;
}
