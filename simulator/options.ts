import { demoWorld } from './demo-world.ts';
import type { IdentityMode } from './world/entities.ts';
import type { WebhookSettings } from './webhooks/webhooks.ts';
import type { WorldSeed } from './world/world.ts';

/** What `startSimulator` takes; everything has a default that behaves like Meta in real time. */
export type SimulatorOptions = {
  /** 0 (default) takes any free port. */
  readonly port?: number;
  readonly host?: string;
  /** Seed of ids, duplicates and reorderings; default 1. */
  readonly seed?: number;
  /** What exists at the start and after a reset, given the time in epoch milliseconds; default: the demo world. */
  readonly world?: (now: number) => WorldSeed;
  /** Simulated seconds per wall-clock second for statuses, retries and limits; default 1. With 100, read comes after 50 ms. */
  readonly speed?: number;
  /** Which identifiers webhooks carry; default `phone-and-bsuid`. A person may differ. */
  readonly identityMode?: IdentityMode;
  /** Key of the webhook signature; default the demo world's. */
  readonly appSecret?: string;
  /** Subscribes at once, with the GET challenge: the callback must already answer. */
  readonly webhook?: {
    readonly callbackUrl: string;
    readonly verifyToken: string;
    readonly fields?: readonly string[];
  };
  readonly webhookSettings?: Partial<WebhookSettings>;
  /** A callback that has not answered after this is taken as failed; wall-clock milliseconds, default 20,000. */
  readonly webhookTimeoutMs?: number;
  /** How many deliveries are remembered with their bodies; default 50,000. */
  readonly deliveryLogSize?: number;
  readonly limits?: Partial<Limits>;
  /** A template that was created is approved by itself after this many simulated milliseconds; absent: only by control. */
  readonly approveTemplatesAfterMs?: number;
  /** Whether people of the world answer templates by themselves; default false, so that nothing surprises a test. `setPerson` with `autoAnswers` works either way. */
  readonly hasAutoAnswers?: boolean;
  /** Epoch milliseconds; default the system's clock. */
  readonly wallClock?: () => number;
};

export type Limits = {
  /** Messages to one person at once before 131056; default 45. */
  readonly pairBurst: number;
  readonly pairSecondsPerMessage: number;
  /** Messages per second of a STANDARD number before 130429; default 80. */
  readonly messagesPerSecond: number;
  readonly managementCallsPerHour: number;
};

export type ResolvedOptions = {
  readonly seed: number;
  readonly speed: number;
  readonly limits: Limits;
  readonly world: (now: number) => WorldSeed;
  readonly approveTemplatesAfterMs: number | undefined;
};

const standardLimits: Limits = {
  pairBurst: 45,
  pairSecondsPerMessage: 6,
  messagesPerSecond: 80,
  managementCallsPerHour: 5_000,
};

/** Fills in the defaults of what the parts need to know. */
export function resolveOptions(options: SimulatorOptions): ResolvedOptions {
  const seedWorld = options.world ?? demoWorld;
  return {
    seed: options.seed ?? 1,
    speed: options.speed ?? 1,
    limits: { ...standardLimits, ...options.limits },
    world: options.hasAutoAnswers === true ? seedWorld : (now) => withoutAutoAnswers(seedWorld(now)),
    approveTemplatesAfterMs: options.approveTemplatesAfterMs,
  };
}

/** Well-behaved webhooks: one update a body, no duplicates, in order. */
export function resolveWebhookSettings(settings: Partial<WebhookSettings> | undefined): WebhookSettings {
  return {
    batchSize: 1,
    batchLingerMs: 100,
    concurrency: 16,
    duplicateRate: 0,
    reorderRate: 0,
    isPaused: false,
    isStatusBeforeResponse: false,
    isFileSizeNumber: false,
    escapeStyle: 'current',
    ...settings,
  };
}

function withoutAutoAnswers(seed: WorldSeed): WorldSeed {
  return { ...seed, people: seed.people.map((person) => ({ ...person, autoAnswers: [] })) };
}
