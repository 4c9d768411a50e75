import { type IncomingMessage, type RequestOptions, request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { type Socket, connect as connectTcp, isIP } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { listCauses } from '../../shared/domain/error-causes.ts';
import { ConnectError } from './connect-error.ts';
import type { ProxyCredentials } from './proxy-credentials.ts';
import type { ProxyRoute } from './proxy-routes.ts';

export type Target = { readonly host: string; readonly port: number; readonly isTls: boolean };

type Way = {
  readonly routes: readonly ProxyRoute[];
  readonly credentials: ProxyCredentials;
  /** Whom TLS trusts; empty for whom the runtime trusts. */
  readonly trust: Pick<ConnectionOptions, 'secureContext'>;
  readonly timeoutMs: number;
};

/**
 * Opens a connection that is ready for its first byte: through the proxy, with TLS done. Tries the routes in their order
 * while proxies cannot be reached. Throws ConnectError: nothing was written to the target.
 */
export async function openConnection(target: Target, way: Way): Promise<Socket> {
  let failure = new ConnectError('PROXY_UNSUPPORTED');
  for (const route of way.routes) {
    try {
      const socket = await openRoute(target, route, way);
      return target.isTls ? await startTls(socket, target, way) : socket;
    } catch (error) {
      failure = toConnectError(error);
      if (!PASSED_OVER.has(failure.code)) break;
    }
  }
  throw failure;
}

const PASSED_OVER = new Set(['PROXY_UNREACHABLE', 'PROXY_UNSUPPORTED']);

function toConnectError(error: unknown): ConnectError {
  if (error instanceof ConnectError) return error;
  const code = listCauses(error).find((cause) => typeof cause.code === 'string')?.code;
  return new ConnectError(typeof code === 'string' ? code : 'ECONNRESET', { cause: error });
}

function openRoute(target: Target, route: ProxyRoute, way: Way): Promise<Socket> {
  switch (route.kind) {
    case 'direct':
      return whenReady(
        connectTcp({ host: target.host, port: target.port, noDelay: true }),
        'connect',
        way.timeoutMs,
      );
    case 'proxy':
      return openTunnel(target, route, way);
    case 'unsupported':
      throw new ConnectError('PROXY_UNSUPPORTED', { proxy: route.name });
  }
}

async function openTunnel(
  { host, port }: Target,
  proxy: Extract<ProxyRoute, { kind: 'proxy' }>,
  { credentials, trust, timeoutMs }: Way,
): Promise<Socket> {
  const name = `${proxy.host}:${proxy.port}`;
  const authorization = credentials.find(name);
  const authority = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  const { response, socket } = await askProxy(proxy, {
    path: authority,
    headers: {
      host: authority,
      ...(authorization === undefined ? {} : { 'proxy-authorization': authorization }),
    },
    timeout: timeoutMs,
    ...trust,
  }).catch((cause: unknown) => {
    throw new ConnectError('PROXY_UNREACHABLE', { proxy: name, cause });
  });
  if (response.statusCode === 200) return socket;
  socket.destroy();
  if (response.statusCode !== 407) throw new ConnectError('PROXY_REFUSED', { proxy: name });
  const offers = response.headers['proxy-authenticate'] ?? [];
  if (![offers].flat().some((offer) => /\bbasic\b/iu.test(offer))) {
    throw new ConnectError('PROXY_AUTH_UNSUPPORTED', { proxy: name });
  }
  credentials.refuse(name, authorization);
  throw new ConnectError('PROXY_AUTH_REQUIRED', { proxy: name });
}

type ProxyAnswer = { readonly response: IncomingMessage; readonly socket: Socket };

/** CONNECT, RFC 9110 section 9.3.6. Whatever the proxy answers comes as an answer. */
function askProxy(
  { host, port, isTls }: Extract<ProxyRoute, { kind: 'proxy' }>,
  options: RequestOptions,
): Promise<ProxyAnswer> {
  return new Promise((resolve, reject) => {
    const ask = isTls ? requestTls : requestPlain;
    const request = ask({ ...options, host, port, method: 'CONNECT', agent: false });
    request.once('connect', (response, socket: Socket, head) => {
      // Nothing can have come before we said anything; what did would be lost in the handshake.
      if (head.length > 0) socket.unshift(head);
      socket.setTimeout(0);
      socket.setNoDelay(true);
      resolve({ response, socket });
    });
    request.once('timeout', () => request.destroy(new ConnectError('ETIMEDOUT')));
    request.once('error', reject);
    request.end();
  });
}

function startTls(socket: Socket, { host }: Target, { trust, timeoutMs }: Way): Promise<Socket> {
  const secure = connectTls({
    ...trust,
    socket,
    host,
    // A name only: addresses have no place in SNI (RFC 6066).
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ALPNProtocols: ['http/1.1'],
  });
  return whenReady(secure, 'secureConnect', timeoutMs);
}

/** Resolves when the event has come; a socket that fails or stays silent is destroyed. */
function whenReady<Ready extends Socket>(
  socket: Ready,
  event: 'connect' | 'secureConnect',
  timeoutMs: number,
): Promise<Ready> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(new ConnectError('ETIMEDOUT')), timeoutMs);
    const onEarlyEnd = () => reject(new ConnectError('ECONNRESET'));
    const onError = (error: Error) => reject(error);
    socket.once('error', onError);
    socket.once('close', onEarlyEnd);
    socket.once('close', () => clearTimeout(timer));
    socket.once(event, () => {
      clearTimeout(timer);
      socket.off('error', onError);
      socket.off('close', onEarlyEnd);
      resolve(socket);
    });
  });
}
