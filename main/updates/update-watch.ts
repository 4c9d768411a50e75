import type { Log } from '../log.ts';
import { mayRestart } from './decide-updates.ts';
import { type Update, UpdateRefused, type Updater } from './updater.ts';

const FIRST_LOOK_MS = 60_000;
const EVERY_MS = 4 * 60 * 60 * 1000;
const QUIET_LOOK_MS = 60_000;

/** How a look ended. `off`: somebody else brings the updates of this installation. */
export type UpdateOutcome = 'off' | 'current' | 'ready' | 'refused' | 'unreachable';

export type UpdateWatch = {
  /** Whether this installation keeps itself up to date. */
  readonly isOn: boolean;
  /** Looks now; a look that is under way is shared. */
  check(): Promise<UpdateOutcome>;
  /** Fetched and verified; put in place at the next quit. */
  ready(): Update | undefined;
  /** The user wants it now. */
  restart(): void;
  stop(): void;
};

/**
 * Looks a minute after the start and every four hours. What is ready is put in place when the user quits or asks for it, or
 * when nobody has touched the computer for a while and nothing typed waits to be sent.
 */
export function startUpdateWatch(options: {
  readonly updater: Updater | undefined;
  readonly idleSeconds: () => number;
  /** Texts that were typed and not sent. */
  readonly countDrafts: () => Promise<number>;
  readonly onReady: (update: Update) => void;
  readonly onRefused: () => void;
  readonly log: Log;
}): UpdateWatch {
  const { updater, log } = options;
  let ready: Update | undefined;
  let underWay: Promise<UpdateOutcome> | undefined;
  let quietTimer: ReturnType<typeof setInterval> | undefined;

  const look = async (from: Updater): Promise<UpdateOutcome> => {
    try {
      const found = await from.fetchNewest();
      if (found === undefined) return ready === undefined ? 'current' : 'ready';
      ready = found;
      quietTimer ??= setInterval(() => void restartIfQuiet(), QUIET_LOOK_MS);
      log.info('an update is ready');
      options.onReady(found);
      return 'ready';
    } catch (error) {
      if (!(error instanceof UpdateRefused)) {
        log.warn('updates could not be looked for');
        return 'unreachable';
      }
      log.error('an update was refused: it is not what its publisher made');
      options.onRefused();
      return 'refused';
    }
  };
  const check = async (): Promise<UpdateOutcome> => {
    if (updater === undefined) return 'off';
    underWay ??= look(updater).finally(() => (underWay = undefined));
    return underWay;
  };
  const restartIfQuiet = async () => {
    const draftCount = await options.countDrafts().catch(() => 1);
    if (mayRestart({ idleSeconds: options.idleSeconds(), draftCount })) updater?.restart();
  };
  const lookAndPlan = () => {
    timer = setTimeout(lookAndPlan, EVERY_MS);
    void check();
  };
  let timer = updater === undefined ? undefined : setTimeout(lookAndPlan, FIRST_LOOK_MS);
  return {
    isOn: updater !== undefined,
    check,
    ready: () => ready,
    restart() {
      if (ready !== undefined) updater?.restart();
    },
    stop() {
      clearTimeout(timer);
      clearInterval(quietTimer);
    },
  };
}
