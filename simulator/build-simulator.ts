import type { AddressInfo } from 'node:net';
import { createClock } from './clock.ts';
import { createControl, type Control } from './control/control.ts';
import { createFaults } from './faults/faults.ts';
import { createCallBudget } from './limits/call-budget.ts';
import { createPairLimiter } from './limits/pair-limiter.ts';
import { createThroughput } from './limits/throughput.ts';
import { resolveOptions, resolveWebhookSettings, type SimulatorOptions } from './options.ts';
import { createRandom } from './random.ts';
import { buildServer } from './server.ts';
import type { Simulation } from './simulation.ts';
import { createTransport } from './webhooks/transport.ts';
import { createWebhooks } from './webhooks/webhooks.ts';
import { createWorld, fillWorld } from './world/world.ts';

/** A running stand-in for Meta. */
export type Simulator = {
  /** In place of `https://graph.facebook.com`: `${url}/v26.0/<phone number id>/messages`. No trailing slash. */
  readonly url: string;
  readonly control: Control;
  /** Ends every timer, connection and the server. */
  readonly stop: () => Promise<void>;
};

/** Starts the simulator. Rejects if the port is taken, or if `webhook` is given and the callback fails the GET challenge. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const stopping = new AbortController();
  let url = '';
  const listeners = new Set<(personId: string) => void>();
  const simulation = buildSimulation(options, () => url, listeners);
  const server = buildServer(simulation, stopping.signal);
  await server.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
  // A TCP server has an address object, not a pipe's name.
  const { port } = server.server.address() as AddressInfo;
  url = `http://${options.host ?? '127.0.0.1'}:${port}`;
  const control = createControl(simulation);
  const stop = async (): Promise<void> => {
    stopping.abort();
    simulation.clock.clear();
    simulation.webhooks.clear();
    simulation.transport.close();
    await server.close();
  };
  if (options.webhook !== undefined) await subscribeOrStop(control, options.webhook, stop);
  return { url, control, stop };
}

function buildSimulation(
  options: SimulatorOptions,
  baseUrl: () => string,
  listeners: Set<(personId: string) => void>,
): Simulation {
  const resolved = resolveOptions(options);
  const clock = createClock(options.wallClock ?? Date.now, resolved.speed);
  const random = createRandom(resolved.seed);
  const seed = resolved.world(clock.now());
  const app = { ...seed.app, secret: options.appSecret ?? seed.app.secret };
  const world = createWorld({ ...seed, app }, options.identityMode ?? 'phone-and-bsuid');
  fillWorld(world, seed);
  const transport = createTransport(options.webhookTimeoutMs ?? 20_000, 512);
  return {
    options: resolved,
    clock,
    random,
    world,
    transport,
    webhooks: createWebhooks(
      world,
      resolveWebhookSettings(options.webhookSettings),
      transport,
      clock,
      random,
      options.deliveryLogSize ?? 50_000,
    ),
    faults: createFaults(),
    pairs: createPairLimiter(resolved.limits.pairBurst, resolved.limits.pairSecondsPerMessage),
    throughput: createThroughput(),
    budget: createCallBudget(resolved.limits.managementCallsPerHour),
    baseUrl,
    listeners,
    notify: (personId) => listeners.forEach((listener) => listener(personId)),
  };
}

async function subscribeOrStop(
  control: Control,
  webhook: NonNullable<SimulatorOptions['webhook']>,
  stop: () => Promise<void>,
): Promise<void> {
  const { callbackUrl, verifyToken, fields } = webhook;
  const answer = await control.subscribe({
    callbackUrl,
    verifyToken,
    ...(fields === undefined ? {} : { fields: [...fields] }),
  });
  if (answer.success) return;
  await stop();
  throw new Error(`The callback did not pass Meta's check: ${answer.problem}`);
}
