import type { RelayLogger } from '../logger.ts';
import { type DeliveryContext, deliverNext } from './deliver-next.ts';

export type HookRunner = {
  /** Gives up what is on its way, and lets another relay go on. */
  stop(): Promise<void>;
};

/**
 * Delivers to every hook, each in its own order and at its own pace, whenever the log has grown and `everyMs`: then also to
 * hooks that were added or resumed by the command line, whose time has come, or whose relay has died.
 */
export function startHookRunner(
  context: Omit<DeliveryContext, 'stopping'>,
  options: { readonly everyMs: number; readonly logger: RelayLogger },
): HookRunner {
  const { log, owner, poster } = context;
  const stopping = new AbortController();
  const delivery: DeliveryContext = { ...context, stopping: stopping.signal };
  const running = new Map<string, Promise<void>>();
  /** Hooks for which something came while they were being delivered to. */
  const stale = new Set<string>();
  let known: readonly string[] = [];

  async function run(id: string): Promise<void> {
    try {
      do stale.delete(id);
      while (!stopping.signal.aborted && ((await deliverNext(delivery, id)) || stale.has(id)));
    } catch (error) {
      // The next round tries again.
      options.logger.error({ error }, 'hook not delivered');
    } finally {
      running.delete(id);
    }
  }

  function wake(): void {
    if (stopping.signal.aborted) return;
    for (const id of known) {
      if (running.has(id)) stale.add(id);
      else running.set(id, run(id));
    }
  }

  async function look(): Promise<void> {
    known = (await log.listHooks()).map(({ id }) => id);
    wake();
  }
  const lookAgain = () => {
    look().catch((error: unknown) => options.logger.error({ error }, 'hooks not read'));
  };

  const giveBackLeases = () =>
    log.write(async (transaction) => {
      for (const hook of await transaction.listHooks()) {
        if (hook.leaseOwner !== owner) continue;
        const { leaseOwner: _mine, leaseUntil: _until, ...free } = hook;
        await transaction.saveHook(free);
      }
    });

  const unsubscribe = log.onAppended(wake);
  const timer = setInterval(lookAgain, options.everyMs);
  lookAgain();

  return {
    async stop() {
      clearInterval(timer);
      unsubscribe();
      stopping.abort();
      await Promise.all(running.values());
      poster.stop();
      // A log out of reach must not keep the relay from stopping: a lease that is not given back ends by itself.
      await giveBackLeases().catch((error: unknown) =>
        options.logger.warn({ error }, 'hooks not given back'),
      );
    },
  };
}
