import { describeClockSkew } from '../doctor/examine-desktop.ts';
import type { Log } from '../log.ts';
import type { Notices } from '../notices.ts';
import { CLOSED_NOTICES, describeClosed } from './describe-closed.ts';

/** Tells the user, in the bar under the toolbar, what keeps this desktop from its data or from the right time. */
export type Trouble = {
  /** What is stored here could not be opened. */
  readonly tellClosed: (error: unknown) => void;
  /** It is open now. */
  readonly tellOpened: () => void;
  /** This computer's time less the relay's. A clock that is right again takes its notice back. */
  readonly tellClock: (skewMs: number) => void;
};

export function createTrouble(options: {
  readonly notices: Notices;
  readonly log: Log;
  readonly onTold: () => void;
  readonly versions: () => { readonly lastUsed: string | undefined; readonly current: string };
}): Trouble {
  const { notices } = options;
  return {
    tellClosed(error) {
      options.log.error('the desk could not be opened', { message: String(error) });
      // One reason at a time: the newest.
      for (const known of CLOSED_NOTICES) notices.dismiss(known);
      const { id, text } = describeClosed(error, options.versions());
      notices.add(id, text);
      options.onTold();
    },
    tellOpened() {
      for (const known of CLOSED_NOTICES) notices.dismiss(known);
      options.onTold();
    },
    tellClock(skewMs) {
      const words = describeClockSkew(skewMs);
      if (words === undefined) notices.dismiss('clock-wrong');
      else notices.add('clock-wrong', words);
      options.onTold();
    },
  };
}
