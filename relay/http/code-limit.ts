import { AppError } from '../../shared/domain/app-error.ts';
import { RelayRefusal } from './relay-refusal.ts';

const MINUTE_MS = 60_000;

/**
 * Counts wrong enrolment codes from everywhere: whoever guesses from many addresses is slowed down like one who guesses
 * from one. Beyond the limit nobody can enrol, with any code, until the minute is over.
 */
export function createCodeLimit(wrongPerMinute: number, now: () => number) {
  let beganAt = -Infinity;
  let wrong = 0;
  return {
    async attempt<Result>(enrol: () => Promise<Result>): Promise<Result> {
      if (Math.abs(now() - beganAt) >= MINUTE_MS) {
        beganAt = now();
        wrong = 0;
      }
      if (wrong >= wrongPerMinute) {
        throw new RelayRefusal('too-many-requests', 'Too many wrong codes. Wait a minute and try again.');
      }
      // Counted before it is known: attempts at the same moment must not slip through together.
      wrong += 1;
      try {
        const enrolled = await enrol();
        wrong -= 1;
        return enrolled;
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'invalid-input')) wrong -= 1;
        throw error;
      }
    },
  };
}
