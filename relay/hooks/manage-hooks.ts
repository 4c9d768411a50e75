import { isIP } from 'node:net';
import { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import type { RelayContext } from '../context.ts';
import { HOOK_EVENTS, type HookState, hookEventSchema } from '../log/hook-log.ts';
import type { LogReader } from '../log/relay-log.ts';
import type { HookNetworks } from './hook-networks.ts';
import { createHookSecret } from './sign-hook.ts';

type HookContext = Pick<RelayContext, 'log' | 'now' | 'randomBytes' | 'secrets'>;

const ID_BYTES = 6;
const secretName = (id: string) => `hook:${id}`;
const purposeOf = (id: string) => `secret of the hook ${id}`;

const eventsSchema = z.array(hookEventSchema).min(1);

/** Adds an address. `secret` is shown this once; the relay keeps it sealed. Throws AppError `invalid-input`. */
export async function addHook(
  { log, now, randomBytes, secrets }: HookContext,
  networks: HookNetworks,
  given: {
    readonly url: string;
    readonly events: readonly string[];
    /** Deliver what is in the log after this; without it, only what is new from now on. */
    readonly from?: number | undefined;
  },
): Promise<{ readonly hook: HookState; readonly secret: string }> {
  const url = checkUrl(given.url, networks);
  const events = eventsSchema.safeParse(given.events);
  if (!events.success) {
    throw new AppError('invalid-input', `The events must be some of ${HOOK_EVENTS.join(', ')}.`);
  }
  const id = `hook_${Buffer.from(randomBytes(ID_BYTES)).toString('hex')}`;
  const secret = createHookSecret(randomBytes);
  const hook: HookState = {
    id,
    url,
    events: [...new Set(events.data)],
    createdAt: now(),
    cursor: given.from ?? (await log.findHead()),
    failures: 0,
    nextAttemptAt: now(),
  };
  await log.write(async (transaction) => {
    await transaction.saveHook(hook);
    await transaction.saveSecret(secretName(id), secrets.seal(secret, purposeOf(id)));
  });
  return { hook, secret };
}

/** Throws AppError `secrets-unavailable` when the key of the relay is not the one that it was sealed with. */
export async function readHookSecret({ log, secrets }: Pick<HookContext, 'log' | 'secrets'>, id: string) {
  const sealed = await log.findSecret(secretName(id));
  if (sealed === undefined) throw new AppError('secrets-unavailable', 'The secret of the hook is missing.');
  return secrets.open(sealed, purposeOf(id)).plain;
}

/** It delivers on from where it stopped, at once, by whichever relay is there. Throws AppError `not-found`. */
export async function resumeHook(
  { log, now }: Pick<HookContext, 'log' | 'now'>,
  id: string,
): Promise<HookState> {
  return log.write(async (transaction) => {
    const {
      pausedBecause: _why,
      failingSince: _since,
      leaseOwner: _who,
      ...hook
    } = await getHook(transaction, id);
    const resumed: HookState = { ...hook, failures: 0, nextAttemptAt: now() };
    await transaction.saveHook(resumed);
    return resumed;
  });
}

/** Nothing is delivered until it is resumed; its place in the log stays. Throws AppError `not-found`. */
export async function pauseHook({ log }: Pick<HookContext, 'log'>, id: string): Promise<HookState> {
  return log.write(async (transaction) => {
    const paused = {
      ...(await getHook(transaction, id)),
      pausedBecause: 'It was paused on the command line.',
    };
    await transaction.saveHook(paused);
    return paused;
  });
}

/** Throws AppError `not-found`. */
export async function removeHook({ log }: Pick<HookContext, 'log'>, id: string): Promise<HookState> {
  return log.write(async (transaction) => {
    const hook = await getHook(transaction, id);
    await transaction.deleteHook(hook.id);
    await transaction.deleteSecret(secretName(hook.id));
    return hook;
  });
}

/** Throws AppError `not-found`. */
export async function getHook(log: LogReader, id: string): Promise<HookState> {
  const hook = await log.findHook(id.trim());
  if (hook === undefined)
    throw new AppError('not-found', `There is no hook ${id.trim()}. hook list shows them.`);
  return hook;
}

/** What can be told without a look-up; the rest is looked at whenever a delivery connects. */
function checkUrl(text: string, networks: HookNetworks): string {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new AppError('invalid-input', 'The address must begin with https://.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new AppError(
      'invalid-input',
      'The address must not hold a password: deliveries are signed instead.',
    );
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol === 'http:' && !networks.permitsPlain(host === 'localhost' ? '127.0.0.1' : host)) {
    throw new AppError(
      'invalid-input',
      'The address must begin with https://. Plain http:// is only for this machine itself, where RELAY_HOOK_NETWORKS allows it (127.0.0.0/8).',
    );
  }
  if (isIP(host) !== 0 && !networks.permits(host)) {
    throw new AppError(
      'invalid-input',
      'This address is not on the public internet. If the relay may reach it, add its network to RELAY_HOOK_NETWORKS.',
    );
  }
  url.hash = '';
  return url.href;
}
