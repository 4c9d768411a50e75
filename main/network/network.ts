import { Agent as PlainAgent, type Agent, type ClientRequestArgs } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import { type SecureContext, createSecureContext } from 'node:tls';
import { type Target, openConnection } from './open-connection.ts';
import type { ProxyCredentials } from './proxy-credentials.ts';
import { parseProxyRoutes } from './proxy-routes.ts';
import { createAgentFetch } from './agent-fetch.ts';

/** The one way out: everything that main sends goes through the system's proxies and trusts whom the system trusts. */
export type Network = {
  /** Node's `fetch` without redirects, which are errors, and without compression. */
  readonly fetch: typeof fetch;
  /** For WebSockets. */
  readonly agentFor: (url: string) => Agent;
  stop(): void;
};

const CONNECT_TIMEOUT_MS = 15_000;
/** An idle connection is given up before servers usually do, so that no request runs into its end. */
const IDLE_MS = 4_000;

export function createNetwork(options: {
  /** `session.resolveProxy`: the words of a PAC script for this address. */
  readonly resolveProxy: (url: string) => Promise<string>;
  readonly credentials: ProxyCredentials;
  /** Certificates in PEM that are trusted; undefined for those of the runtime. Asked once, when first needed. */
  readonly listTrusted: () => string[] | undefined;
  /** After so long without use a connection is given up; default 4 seconds. */
  readonly idleMs?: number;
}): Network {
  const kept = { keepAlive: true, timeout: options.idleMs ?? IDLE_MS };
  let trust: { readonly secureContext?: SecureContext } | undefined;
  const getTrust = () => {
    // Once: reading a few hundred certificates takes longer than all the rest of a connection.
    const ca = trust === undefined ? options.listTrusted() : undefined;
    trust ??= ca === undefined ? {} : { secureContext: createSecureContext({ ca }) };
    return trust;
  };
  const open = async (target: Target) => {
    const { host, port, isTls } = target;
    const url = `${isTls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}/`;
    return openConnection(target, {
      routes: parseProxyRoutes(await options.resolveProxy(url)),
      credentials: options.credentials,
      trust: getTrust(),
      timeoutMs: CONNECT_TIMEOUT_MS,
    });
  };
  const plain = withConnections(new PlainAgent(kept), (asked) => open(toTarget(asked, false)));
  const secure = withConnections(new TlsAgent(kept), (asked) => open(toTarget(asked, true)));
  const agentFor = (url: string) => (/^(https|wss):/iu.test(url) ? secure : plain);
  return {
    fetch: createAgentFetch(agentFor),
    agentFor,
    stop() {
      plain.destroy();
      secure.destroy();
    },
  };
}

/** The agent keeps and hands out connections as ever; only how one is opened is ours. */
function withConnections<Kind extends Agent>(
  agent: Kind,
  open: (asked: ClientRequestArgs) => Promise<Duplex>,
): Kind {
  agent.createConnection = (asked, handOver) => {
    open(asked).then(
      (socket) => handOver?.(null, socket),
      // Node passes no socket along with an error; its types ask for one.
      (error: Error) => (handOver as ((error: Error) => void) | undefined)?.(error),
    );
    return undefined;
  };
  return agent;
}

function toTarget({ host, port }: ClientRequestArgs, isTls: boolean): Target {
  return { host: host ?? 'localhost', port: Number(port ?? (isTls ? 443 : 80)), isTls };
}
