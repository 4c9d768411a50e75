import type { Json } from '../world/entities.ts';

/** One change that Meta would report: a field and its value, of one account and (for messages) one number. */
export type Update = {
  readonly wabaId: string;
  readonly phoneNumberId: string | undefined;
  readonly field: string;
  readonly value: Json;
  /** Names for assertions: message ids, and `wamid:status` for statuses. */
  readonly itemIds: readonly string[];
  /** Seconds; only account-type fields carry it, in `entry[].time`. */
  readonly entryTime: number | undefined;
};
