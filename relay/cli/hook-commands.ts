import { randomBytes } from 'node:crypto';
import { AppError } from '../../shared/domain/app-error.ts';
import { parseHookNetworks } from '../config.ts';
import { createHookNetworks } from '../hooks/hook-networks.ts';
import {
  addHook,
  getHook,
  pauseHook,
  readHookSecret,
  removeHook,
  resumeHook,
} from '../hooks/manage-hooks.ts';
import { createHookPoster } from '../hooks/post-hook.ts';
import { HOOK_TIMING, HOOK_USER_AGENT } from '../hooks/start-hooks.ts';
import { signHook } from '../hooks/sign-hook.ts';
import { HOOK_EVENTS, type HookState } from '../log/hook-log.ts';
import type { Command, CommandContext } from './commands.ts';
import { openSecrets } from './company-commands.ts';
import { readFlags } from './read-flags.ts';

/** Addresses to which the relay posts what is new. A running relay takes every change over within seconds. */
export const HOOK_COMMANDS: readonly Command[] = [
  {
    name: 'hook add',
    parameters: '<https://…> [--events <event,event>] [--from <cursor>]',
    description: `posts what is new to an address, signed; events: ${HOOK_EVENTS.join(', ')} (default: all)`,
    fewest: 1,
    most: 5,
    run: add,
  },
  {
    name: 'hook list',
    parameters: '',
    description: 'lists the hooks and how each is doing',
    fewest: 0,
    most: 0,
    async run({ log }) {
      const head = await log.findHead();
      return (await log.listHooks()).map((hook) => describe(hook, head));
    },
  },
  {
    name: 'hook log',
    parameters: '<hook id>',
    description: 'lists the last fifty deliveries of a hook, newest first',
    fewest: 1,
    most: 1,
    run: showLog,
  },
  {
    name: 'hook test',
    parameters: '<hook id>',
    description: 'posts a signed test to a hook and tells what it answers',
    fewest: 1,
    most: 1,
    run: test,
  },
  {
    name: 'hook pause',
    parameters: '<hook id>',
    description: 'stops delivering; nothing is lost',
    fewest: 1,
    most: 1,
    async run(context, [id = '']) {
      const { cursor } = await pauseHook(context, id);
      return [`Paused. It has everything up to ${cursor}.`];
    },
  },
  {
    name: 'hook resume',
    parameters: '<hook id>',
    description: 'goes on from where a paused or failing hook stopped, at once',
    fewest: 1,
    most: 1,
    async run(context, [id = '']) {
      const { cursor } = await resumeHook(context, id);
      return [`Resumed. It goes on after ${cursor}.`];
    },
  },
  {
    name: 'hook remove',
    parameters: '<hook id>',
    description: 'removes a hook with its secret',
    fewest: 1,
    most: 1,
    async run(context, [id = '']) {
      const { cursor } = await removeHook(context, id);
      return [`Removed. It has had everything up to ${cursor}.`];
    },
  },
];

async function add(context: CommandContext, parameters: readonly string[]): Promise<readonly string[]> {
  const { positionals, flags } = readFlags(parameters, { events: 'many', from: 'one' });
  if (flags.from !== undefined && !/^\d{1,15}$/.test(flags.from)) {
    throw new AppError('invalid-input', '--from must be a cursor of GET /v1/histories; 0 is the beginning.');
  }
  const events = flags.events.flatMap((list) => list.split(',')).map((event) => event.trim());
  const networks = createHookNetworks(parseHookNetworks(context.environment));
  const { hook, secret } = await addHook({ ...context, secrets: openSecrets(context) }, networks, {
    url: positionals[0] ?? '',
    events: events.length === 0 ? HOOK_EVENTS : events,
    from: flags.from === undefined ? undefined : Number(flags.from),
  });
  return [
    hook.id,
    secret,
    `The secret is shown only now. Deliveries of ${hook.events.join(', ')} begin after ${hook.cursor}.`,
  ];
}

async function test(context: CommandContext, [id = '']: readonly string[]): Promise<readonly string[]> {
  const hook = await getHook(context.log, id);
  const secret = await readHookSecret({ ...context, secrets: openSecrets(context) }, hook.id);
  const networks = createHookNetworks(parseHookNetworks(context.environment));
  const poster = createHookPoster(networks, { userAgent: HOOK_USER_AGENT, timeoutMs: HOOK_TIMING.timeoutMs });
  const atMs = context.now();
  const body = JSON.stringify({ type: 'test', timestamp: new Date(atMs).toISOString(), data: {} });
  const messageId = `${hook.id}_test_${Buffer.from(randomBytes(6)).toString('hex')}`;
  try {
    const outcome = await poster.post(hook.url, signHook(secret, { id: messageId, atMs, body }), body);
    if (outcome.kind === 'delivered') return [`Delivered: ${outcome.outcome}.`];
    throw new AppError('conflict', `Not delivered: ${outcome.outcome}.`);
  } finally {
    poster.stop();
  }
}

async function showLog({ log }: CommandContext, [id = '']: readonly string[]): Promise<readonly string[]> {
  const hook = await getHook(log, id);
  const deliveries = await log.listHookDeliveries(hook.id, 50);
  return deliveries.map(({ at, from, to, histories, attempt, isDelivered, outcome, durationMs }) =>
    [
      new Date(at).toISOString(),
      isDelivered ? 'delivered' : 'failed',
      `${from}-${to}`,
      `${histories} histories`,
      `attempt ${attempt}`,
      `${durationMs} ms`,
      outcome,
    ].join('\t'),
  );
}

function describe(hook: HookState, head: number): string {
  const delivered =
    hook.lastDeliveredAt === undefined
      ? 'nothing delivered yet'
      : `delivered ${new Date(hook.lastDeliveredAt).toISOString()}`;
  return [
    hook.id,
    hook.url,
    hook.events.join(','),
    `at ${hook.cursor} of ${head}`,
    delivered,
    stateOf(hook),
  ].join('\t');
}

function stateOf({ pausedBecause, failures, lastProblem, nextAttemptAt }: HookState): string {
  if (pausedBecause !== undefined) return `paused: ${pausedBecause}`;
  if (failures === 0) return 'active';
  return `failing (${failures} times, ${lastProblem}); again ${new Date(nextAttemptAt).toISOString()}`;
}
