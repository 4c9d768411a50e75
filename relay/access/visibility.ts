import { type Visibility, visibilitySettingSchema } from '../../shared/protocol/admin.ts';
import { settingKey } from '../ingest/keys.ts';
import type { LogReader } from '../log/relay-log.ts';

/** The setting's name in the log. */
export const VISIBILITY_KEY = settingKey('visibility');

/** Whose conversations a consultant may see. Every colleague's, until an administrator chooses otherwise. */
export async function getVisibility(log: LogReader): Promise<Visibility> {
  const entry = (await log.findCurrent([VISIBILITY_KEY])).get(VISIBILITY_KEY);
  return entry === undefined ? 'everyone' : visibilitySettingSchema.parse(entry.body).visibility;
}
