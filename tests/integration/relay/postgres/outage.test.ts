import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import type { Relay } from '../../../../relay/build-relay.ts';
import { type PostgresServer, createPostgresServer } from '../../../support/postgres-server.ts';
import { startTcpProxy } from '../../../support/tcp-proxy.ts';
import { envelope, text } from '../meta-payloads.ts';
import {
  type Desktop,
  enrolDesktop,
  openStream,
  postWebhook,
  readFeed,
  startTestRelay,
} from '../relay-harness.ts';

const PATIENCE = { timeout: 30_000, interval: 100 };

async function startServer(settings: readonly string[] = []): Promise<PostgresServer> {
  const server = await createPostgresServer(settings);
  onTestFinished(() => server.remove());
  await server.start();
  return server;
}

/** A relay on a server of its own, behind a cable that can be cut. */
async function startBehindProxy(server: PostgresServer) {
  const proxy = await startTcpProxy(server.port);
  onTestFinished(() => proxy.stop());
  const url = new URL(server.url);
  url.port = String(proxy.port);
  const relay = await startTestRelay({ databaseUrl: url.href });
  return { relay, proxy };
}

const post = (relay: Relay, name: string) =>
  postWebhook(relay.url, envelope(text(`wamid.${name}`, `Message ${name}`)));

const postMany = (relay: Relay, name: string) =>
  Promise.all(Array.from({ length: 20 }, (_, index) => post(relay, `${name}.${index}`)));

async function listReceived(desktop: Desktop): Promise<readonly string[]> {
  const received = (await readFeed(desktop)).filter((event) => event.kind === 'message.received');
  return received.map((event) => (event.body as { content: { text: string } }).content.text);
}

test('While the server is stopped webhooks are answered 503; when it is back so is the relay, by itself, with all it has kept.', async () => {
  const server = await startServer();
  const relay = await startTestRelay({ databaseUrl: server.url });
  const alex = await enrolDesktop(relay, 'alex');
  expect(await post(relay, 'before')).toBe(200);
  await server.stop();
  expect(new Set(await postMany(relay, 'during'))).toEqual(new Set([503]));
  expect((await alex.call('GET', '/v1/events?after=0')).status).toBe(503);
  await server.start();
  await expect.poll(() => post(relay, 'after'), PATIENCE).toBe(200);
  const stream = await openStream(relay.url, alex.token);
  await stream.until(
    ({ events }) => events.filter((event) => event.kind === 'message.received').length === 2,
  );
  // The listening connection is back, too: what another relay commits arrives here.
  const other = await startTestRelay({ databaseUrl: server.url });
  expect(await post(other, 'elsewhere')).toBe(200);
  await stream.until(
    ({ events }) => events.filter((event) => event.kind === 'message.received').length === 3,
  );
  expect(await listReceived(alex)).toEqual(['Message before', 'Message after', 'Message elsewhere']);
});

test('A server that crashes under load and comes back has every webhook that was answered 200, once.', async () => {
  const server = await startServer();
  const relay = await startTestRelay({ databaseUrl: server.url });
  const alex = await enrolDesktop(relay, 'alex');
  const names = Array.from({ length: 400 }, (_, index) => String(index));
  /** As Meta does: again, until it is taken. */
  const deliver = async (name: string): Promise<void> => {
    await expect.poll(() => post(relay, name), PATIENCE).toBe(200);
  };
  let kept = 0;
  const deliveries = Array.from({ length: 16 }, async () => {
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
      await deliver(name);
      kept += 1;
    }
  });
  for (const place of [60, 180]) {
    await expect.poll(() => kept, PATIENCE).toBeGreaterThan(place);
    await server.kill();
    await server.start();
  }
  await Promise.all(deliveries);
  const received = await listReceived(alex);
  expect(received).toHaveLength(400);
  expect(new Set(received).size).toBe(400);
});

test('A server that says nothing any more is not waited for: 503, and the connections are made anew.', async () => {
  const { relay, proxy } = await startBehindProxy(await startServer());
  const alex = await enrolDesktop(relay, 'alex');
  expect(await post(relay, 'before')).toBe(200);
  proxy.silence();
  expect(new Set(await postMany(relay, 'during'))).toEqual(new Set([503]));
  proxy.restore();
  await expect.poll(() => post(relay, 'after'), PATIENCE).toBe(200);
  expect(await listReceived(alex)).toEqual(['Message before', 'Message after']);
});

test('On a standby that only reads webhooks are answered 503, until it is promoted.', async () => {
  const primary = await startServer();
  const { relay, proxy } = await startBehindProxy(primary);
  const alex = await enrolDesktop(relay, 'alex');
  expect(await post(relay, 'before')).toBe(200);
  await primary.stop();
  const standby = await primary.copyAsStandby();
  onTestFinished(() => standby.remove());
  await standby.start();
  proxy.pointTo(standby.port);
  await expect.poll(() => alex.call('GET', '/v1/me').then(({ status }) => status), PATIENCE).toBe(200);
  expect(new Set(await postMany(relay, 'during'))).toEqual(new Set([503]));
  // What it has it still shows.
  expect(await listReceived(alex)).toEqual(['Message before']);
  await run(standby.url, 'SELECT pg_promote()');
  await expect.poll(() => post(relay, 'after'), PATIENCE).toBe(200);
  expect(await listReceived(alex)).toEqual(['Message before', 'Message after']);
});

test('A server without a free connection is one that is away for a while.', async () => {
  const server = await startServer(['max_connections=14', 'superuser_reserved_connections=0']);
  const relay = await startTestRelay({ databaseUrl: server.url });
  expect(await post(relay, 'before')).toBe(200);
  const greedy: Client[] = [];
  const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = 'colleague-relay' AND pid <> pg_backend_pid()`;
  // Whatever the relay opens is cut off, and its place taken, until none is left for it.
  const take = async () => {
    const client = new Client({ connectionString: server.url });
    client.on('error', () => undefined);
    await client.connect();
    greedy.push(client);
    await client.query(cut);
  };
  for (let isTaken = true; isTaken;) {
    isTaken = await take().then(
      () => true,
      () => false,
    );
  }
  await greedy[0]?.query(cut);
  await expect.poll(() => post(relay, 'during'), PATIENCE).toBe(503);
  await Promise.all(greedy.map((client) => client.end()));
  await expect.poll(() => post(relay, 'after'), PATIENCE).toBe(200);
});

test.each(['is stopped', 'says nothing any more'])(
  'A relay whose server %s stops all the same.',
  async (fate) => {
    const server = await startServer();
    const { relay, proxy } = await startBehindProxy(server);
    expect(await post(relay, 'before')).toBe(200);
    if (fate === 'is stopped') await server.stop();
    else proxy.silence();
    await relay.stop();
    await expect(post(relay, 'after')).rejects.toThrow('fetch failed');
  },
);

async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
