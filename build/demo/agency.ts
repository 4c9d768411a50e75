import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RelayAdmin } from '../../relay/admin/create-admin.ts';
import { startRelay, type Relay } from '../../relay/build-relay.ts';
import { parseConfig } from '../../relay/config.ts';
import { type Simulator, startSimulator } from '../../simulator/build-simulator.ts';
import { type DemoRecord, generateDemoRecords } from '../../simulator/crm/demo-records.ts';
import { demoPeople } from '../../simulator/demo-people.ts';
import { demoIds, demoTokens } from '../../simulator/demo-world.ts';
import { type Cable, startCable } from './cable.ts';
import type { SimulatorOptions } from '../../simulator/options.ts';

export const AGENCY_NAME = 'Colleague Recruitment';
/** What the demo agency's relay expects in Meta's challenge. */
export const VERIFY_TOKEN = 'demo-verify-token';

/** The consultants of the demo agency; the numbers of the simulator's world are theirs. */
export const DEMO_USERS = {
  priya: {
    username: 'priya',
    displayName: 'Priya Shah',
    email: 'priya.shah@example.co.uk',
    role: 'consultant',
  },
  ben: { username: 'ben', displayName: 'Ben Carter', email: 'ben.carter@example.co.uk', role: 'consultant' },
  kate: {
    username: 'kate',
    displayName: 'Kate Morgan',
    email: 'kate.morgan@example.co.uk',
    role: 'administrator',
  },
} as const;
export type DemoUsername = keyof typeof DEMO_USERS;

/** A whole agency on this machine: Meta (simulated), the relay, users, records. */
export type Agency = {
  readonly simulator: Simulator;
  /** Where Meta and the CRM reach the relay. */
  readonly relayUrl: string;
  /** The desktops' way to the relay, which a test can cut. */
  readonly cable: Cable;
  /** The relay's folder, for commands on its log. */
  readonly dataDirectory: string;
  /** What an administrator may do. Throws with `relayAsProcess`: another process has no methods. */
  admin(): RelayAdmin;
  /** A code for one desktop of this user. */
  createEnrolmentCode(username: DemoUsername): Promise<string>;
  /** SIGKILL, as a power cut would; only with `relayAsProcess`. Answers when it is dead. */
  killRelay(): Promise<void>;
  /** Starts the relay again on the same port and log, with more settings if there are any. */
  restartRelay(settings?: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
};

export type AgencyOptions = {
  /** Generated records beside those of the simulator's named people; default 200. */
  readonly recordCount?: number;
  /** Without: the agency has no company number, only own ones. */
  readonly hasCompanyNumber?: boolean;
  /** Without: Meta has not been told yet where the relay is. */
  readonly isCallbackSet?: boolean;
  /** The relay as a process of its own, which can be killed. */
  readonly relayAsProcess?: boolean;
  readonly simulator?: SimulatorOptions;
};

/** Starts everything, in the order in which an administrator would: Meta, relay, users, records, callback. */
export async function startAgency(options: AgencyOptions = {}): Promise<Agency> {
  const simulator = await startSimulator(options.simulator);
  const dataDirectory = mkdtempSync(join(tmpdir(), 'colleague-relay-'));
  const environment = {
    RELAY_PORT: String(await findFreePort()),
    RELAY_DATA: dataDirectory,
    AGENCY_NAME,
    META_APP_SECRET: demoIds.appSecret,
    META_VERIFY_TOKEN: VERIFY_TOKEN,
    META_GRAPH_URL: simulator.url,
    ...(options.hasCompanyNumber === false ? {} : COMPANY_ENVIRONMENT),
  };
  const config = parseConfig(environment);
  let relay: Relay | undefined = await startRelay(config);
  const relayUrl = relay.url;
  for (const user of Object.values(DEMO_USERS)) await relay.admin.addUser(user);
  await relay.admin.importRecords(demoRecords(options.recordCount ?? 200));
  const codes = new Map<DemoUsername, string[]>();
  let process: ChildProcess | undefined;
  if (options.relayAsProcess === true) {
    // A process has no admin methods: enough codes for every desktop of a test.
    for (const username of usernames()) codes.set(username, await createCodes(relay, username, 3));
    await relay.stop();
    relay = undefined;
    process = await spawnRelay(environment, relayUrl);
  }
  if (options.isCallbackSet !== false) await setCallback(simulator, relayUrl);
  const cable = await startCable(relayUrl);
  return {
    simulator,
    relayUrl,
    cable,
    dataDirectory,
    admin() {
      if (relay === undefined) throw new Error('This relay is a process of its own.');
      return relay.admin;
    },
    async createEnrolmentCode(username) {
      const code =
        relay === undefined
          ? codes.get(username)?.pop()
          : (await relay.admin.createEnrolmentCode(username)).code;
      if (code === undefined) throw new Error(`No code is left for ${username}.`);
      return code;
    },
    async killRelay() {
      if (process !== undefined) await kill(process, 'SIGKILL');
    },
    async restartRelay(settings = {}) {
      process = await spawnRelay({ ...environment, ...settings }, relayUrl);
    },
    async stop() {
      await cable.unplug();
      if (process !== undefined) await kill(process, 'SIGTERM');
      await relay?.stop();
      await simulator.stop();
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

async function setCallback(simulator: Simulator, relayUrl: string): Promise<void> {
  const subscribed = await simulator.control.subscribe({
    callbackUrl: `${relayUrl}/webhook`,
    verifyToken: VERIFY_TOKEN,
  });
  if (!subscribed.success) throw new Error(`The callback was refused: ${JSON.stringify(subscribed)}`);
}

const COMPANY_ENVIRONMENT = {
  META_ACCESS_TOKEN: demoTokens.company,
  META_PHONE_NUMBER_ID: demoIds.companyPhone,
  META_WABA_ID: demoIds.waba,
};

function usernames(): readonly DemoUsername[] {
  return ['priya', 'ben', 'kate'];
}

async function createCodes(relay: Relay, username: DemoUsername, count: number): Promise<string[]> {
  const codes: string[] = [];
  for (let made = 0; made < count; made += 1)
    codes.push((await relay.admin.createEnrolmentCode(username)).code);
  return codes;
}

/** The simulator's named people as Candidates, then generated ones. */
function* demoRecords(count: number): Generator<DemoRecord> {
  const jobs = [
    'Site Manager',
    'Electrician',
    'Quantity Surveyor',
    'Registered Nurse',
    'Management Accountant',
  ];
  for (const [index, person] of demoPeople.entries()) {
    const [firstName = '', ...rest] = (person.name ?? '').split(' ');
    yield {
      id: `CAN-${1000 + index}`,
      kind: 'candidate',
      knownAs: firstName,
      firstName,
      lastName: rest.join(' '),
      jobTitle: jobs[index % jobs.length] ?? '',
      company: '',
      location: index % 2 === 0 ? 'Leeds' : 'Bristol',
      status: 'Active',
      emails: [`candidate${index}@example.co.uk`],
      phones: [{ label: 'Mobile', raw: `0${person.phone.slice(2, 6)} ${person.phone.slice(6)}` }],
      updatedAt: 1_795_000_000_000 + index,
    };
  }
  yield* generateDemoRecords(count);
}

async function spawnRelay(environment: Readonly<Record<string, string>>, url: string): Promise<ChildProcess> {
  const entry = new URL('../../relay/index.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [entry], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    if (await isHealthy(url)) return child;
    if (child.exitCode !== null) throw new Error(`The relay ended with ${child.exitCode}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The relay did not become ready.');
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false;
  }
}

function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

/** A port of this machine that nobody listens on. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      // A TCP server has an address object, not a pipe's name.
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
