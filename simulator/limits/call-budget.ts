const HOUR_MS = 3_600_000;

/** Counts management calls per account and hour, for 80007 and for the usage header. */
export type CallBudget = {
  /** False when the hour's allowance is used up. */
  readonly take: (wabaId: string, elapsed: number) => boolean;
  /** Percent of the allowance used, and minutes until it is whole again where it is used up. */
  readonly usage: (
    wabaId: string,
    elapsed: number,
  ) => { readonly percent: number; readonly regainMinutes: number };
  readonly clear: () => void;
};

/** 5,000 an hour once a number is registered (reference section 5.5). */
export function createCallBudget(callsPerHour: number): CallBudget {
  const hours = new Map<string, { startedAt: number; count: number }>();
  function current(wabaId: string, elapsed: number): { startedAt: number; count: number } {
    const hour = hours.get(wabaId);
    if (hour !== undefined && elapsed - hour.startedAt < HOUR_MS) return hour;
    const fresh = { startedAt: elapsed, count: 0 };
    hours.set(wabaId, fresh);
    return fresh;
  }
  function take(wabaId: string, elapsed: number): boolean {
    const hour = current(wabaId, elapsed);
    hour.count += 1;
    return hour.count <= callsPerHour;
  }
  function usage(wabaId: string, elapsed: number): { percent: number; regainMinutes: number } {
    const hour = current(wabaId, elapsed);
    const isSpent = hour.count > callsPerHour;
    const regainMinutes = isSpent ? Math.ceil((HOUR_MS - (elapsed - hour.startedAt)) / 60_000) : 0;
    return { percent: Math.min(100, Math.ceil((hour.count * 100) / callsPerHour)), regainMinutes };
  }
  return { take, usage, clear: () => hours.clear() };
}
