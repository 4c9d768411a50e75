import type { SimulatorClock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { World } from '../world/world.ts';
import { createBatcher, type BatchSettings } from './batcher.ts';
import { buildEnvelope } from './build-envelope.ts';
import { createDeliveryLog, type DeliveryLog } from './delivery-log.ts';
import { serialiseAsMeta, type EscapeStyle } from './escape-json.ts';
import { findCallback } from './find-callback.ts';
import { createSender } from './sender.ts';
import type { Transport } from './transport.ts';
import type { Update } from './update.ts';

/** How the sender misbehaves; every value can be changed while running. */
export type WebhookSettings = BatchSettings & {
  /** Bodies in flight at once. */
  concurrency: number;
  /** Probability (0 to 1) that an update is sent a second time. */
  duplicateRate: number;
  /** Probability (0 to 1) that an update is held back, so that later ones overtake it. */
  reorderRate: number;
  /** While true nothing is posted; it waits. */
  isPaused: boolean;
  /** Every status `sent` is posted and answered before the send request is. */
  isStatusBeforeResponse: boolean;
  /** `file_size` of media as a number instead of a string. */
  isFileSizeNumber: boolean;
  escapeStyle: EscapeStyle;
};

export type Webhooks = {
  readonly settings: WebhookSettings;
  readonly log: DeliveryLog;
  /** Sends through chance, batches and retries. */
  readonly emit: (update: Update) => void;
  /** Sends alone and at once; resolves after the first attempt with whether it was answered 200. */
  readonly emitNow: (
    update: Update,
  ) => Promise<{ readonly isAcknowledged: boolean; readonly durationMs: number }>;
  readonly resume: () => void;
  readonly pendingCount: () => number;
  readonly clear: () => void;
};

const LONGEST_HOLD_MS = 2_000;

/** Everything between an update and the callback that hears of it. */
export function createWebhooks(
  world: World,
  settings: WebhookSettings,
  transport: Transport,
  clock: SimulatorClock,
  random: Random,
  logSize: number,
): Webhooks {
  const log = createDeliveryLog(logSize);
  const senderSettings = {
    appSecret: world.app.secret,
    get concurrency() {
      return settings.concurrency;
    },
    get isPaused() {
      return settings.isPaused;
    },
  };
  const sender = createSender(senderSettings, transport, clock, log);
  const batcher = createBatcher(settings, clock, (url, updates) => void post(url, updates));

  function post(url: string, updates: readonly Update[]): ReturnType<typeof sender.enqueue> {
    const body = serialiseAsMeta(
      buildEnvelope(updates, updates.length > 1 && random.chance(0.5)),
      settings.escapeStyle,
    );
    const itemIds = updates.flatMap((update) => update.itemIds);
    return sender.enqueue(url, body, itemIds);
  }

  function choose(update: Update): string | undefined {
    const choice = findCallback(world, update);
    if ('url' in choice) return choice.url;
    log.counts.undeliverable[choice.reason] = (log.counts.undeliverable[choice.reason] ?? 0) + 1;
    return undefined;
  }

  function addWithChance(url: string, update: Update): void {
    if (random.chance(settings.reorderRate))
      clock.after(random.next() * LONGEST_HOLD_MS, () => batcher.add(url, update));
    else batcher.add(url, update);
  }

  function emit(update: Update): void {
    const url = choose(update);
    if (url === undefined) return;
    addWithChance(url, update);
    if (random.chance(settings.duplicateRate)) addWithChance(url, update);
  }

  async function emitNow(update: Update): Promise<{ isAcknowledged: boolean; durationMs: number }> {
    const url = choose(update);
    if (url === undefined) return { isAcknowledged: false, durationMs: 0 };
    const answer = await post(url, [update]);
    return { isAcknowledged: answer.status === 200, durationMs: answer.durationMs };
  }

  function clear(): void {
    batcher.clear();
    sender.clear();
    log.clear();
  }

  return {
    settings,
    log,
    emit,
    emitNow,
    resume: sender.resume,
    pendingCount: () => sender.pendingCount() + batcher.pendingCount(),
    clear,
  };
}
