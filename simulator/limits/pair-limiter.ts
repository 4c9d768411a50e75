import { BoundedMap } from '../bounded-map.ts';

/** Takes one message to a person out of the allowance; false means 131056. Times are compressed milliseconds. */
export type PairLimiter = {
  readonly take: (phoneNumberId: string, personId: string, elapsed: number) => boolean;
  readonly clear: () => void;
};

type Bucket = { level: number; at: number };

/** Meta lets one message per 6 s through to one person, with a burst of 45 that has to be paid back (reference section 8.2). */
export function createPairLimiter(burst: number, secondsPerMessage: number): PairLimiter {
  const buckets = new BoundedMap<string, Bucket>(100_000);
  function take(phoneNumberId: string, personId: string, elapsed: number): boolean {
    const key = `${phoneNumberId}/${personId}`;
    const bucket = buckets.get(key) ?? { level: burst, at: elapsed };
    const level = Math.min(burst, bucket.level + (elapsed - bucket.at) / (secondsPerMessage * 1_000));
    const isAllowed = level >= 1;
    buckets.set(key, { level: isAllowed ? level - 1 : level, at: elapsed });
    return isAllowed;
  }
  return { take, clear: () => buckets.clear() };
}
