import { historyTrimmedSchema } from '../../shared/protocol/events.ts';
import { HORIZON_KEY } from '../ingest/keys.ts';
import type { LogReader } from '../log/relay-log.ts';

/** From when on messages are kept, epoch ms; undefined while none has ever been removed for its age. */
export async function findHorizon(log: Pick<LogReader, 'findCurrent'>): Promise<number | undefined> {
  const entry = (await log.findCurrent([HORIZON_KEY])).get(HORIZON_KEY);
  return entry && historyTrimmedSchema.parse(entry.body).before;
}
