import { networkInterfaces } from 'node:os';
import { listCauses } from '../../shared/domain/error-causes.ts';
import { lookUp } from '../../shared/domain/look-up.ts';
import { ConnectError } from './connect-error.ts';

/** Whether this computer has a network at all. */
function hasNetwork(): boolean {
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some((one) => !one.internal));
}

/**
 * Why the relay could not be reached, and what to do next, from whatever the network threw; undefined where nothing is
 * known. `relayUrl` is the address that was asked.
 */
export function describeFailure(
  error: unknown,
  relayUrl: string,
  isOnline: () => boolean = hasNetwork,
): string | undefined {
  const host = URL.canParse(relayUrl) ? new URL(relayUrl).host : relayUrl;
  for (const cause of listCauses(error)) {
    const { code, name } = cause;
    if (name === 'TimeoutError') return silent(host);
    if (typeof code !== 'string') continue;
    if (NEEDS_NETWORK.has(code) && !isOnline()) return OFFLINE;
    const proxy = cause instanceof ConnectError ? (cause.proxy ?? '') : '';
    const describe = lookUp(FAILURES, code);
    if (describe !== undefined) return describe(host, proxy);
  }
  return undefined;
}

type Describe = (host: string, proxy: string) => string;
type DescribeHost = (host: string) => string;

const OFFLINE = 'This computer is not connected to a network. Connect it and try again.';
const NEEDS_NETWORK = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);

const silent: DescribeHost = (host) =>
  `The agency’s relay at ${host} did not answer in time. Check the connection and try again; if it stays, tell whoever runs the relay.`;
const redirected: DescribeHost = (host) =>
  `${host} sends everything on to another page, as guest networks do before one signs in to them. Open a web page, sign in to the network there if it asks, and try again.`;
const notFound: DescribeHost = (host) =>
  `The name ${host} cannot be found. Check that this computer is online and that the address is exactly the one that your administrator gave you.`;
const unreachable: DescribeHost = (host) =>
  `The agency’s relay cannot be reached at ${host} from this network. Check the connection, and whether the relay needs a VPN.`;
const notTrusted: DescribeHost = (host) =>
  `The certificate of ${host} comes from nobody that this computer trusts. Do not go on from a network that you do not know; in the office, ask your administrator to install the agency’s certificate on this computer.`;
const notTls: DescribeHost = (host) =>
  `What answers at ${host} does not speak TLS, so nothing would be kept private. Check the address and its port.`;

/** By the codes of Node, OpenSSL and our own network. The names of certificates' faults are those of `verify(1)`. */
const FAILURES: Readonly<Record<string, Describe>> = {
  ENOTFOUND: notFound,
  EAI_AGAIN: notFound,
  ECONNREFUSED: (host) =>
    `The agency’s relay cannot be reached: nothing answers at ${host}. Check the address; if it is right, tell whoever runs the relay that it is not running.`,
  ENETUNREACH: unreachable,
  EHOSTUNREACH: unreachable,
  ETIMEDOUT: silent,
  UND_ERR_CONNECT_TIMEOUT: silent,
  DEPTH_ZERO_SELF_SIGNED_CERT: notTrusted,
  SELF_SIGNED_CERT_IN_CHAIN: notTrusted,
  UNABLE_TO_GET_ISSUER_CERT: notTrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: notTrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: notTrusted,
  CERT_UNTRUSTED: notTrusted,
  CERT_HAS_EXPIRED: (host) =>
    `By this computer’s clock the certificate of ${host} has run out. Check the date and time of this computer; if they are right, tell whoever runs the relay to renew it.`,
  CERT_NOT_YET_VALID: (host) =>
    `By this computer’s clock the certificate of ${host} is not valid yet. Set the date and time of this computer and try again.`,
  ERR_TLS_CERT_ALTNAME_INVALID: (host) =>
    `The certificate that ${host} shows belongs to another name. Check the address; if it is right, tell whoever runs the relay.`,
  CERT_REVOKED: (host) =>
    `The certificate of ${host} has been revoked. Do not go on; tell whoever runs the relay.`,
  REDIRECTED: redirected,
  PROXY_AUTH_REQUIRED: (_host, proxy) =>
    `Your network’s proxy ${proxy} wants a name and a password before it lets anything through. Enter the ones that you use for the web in the office, then try again.`,
  PROXY_AUTH_UNSUPPORTED: (host, proxy) =>
    `Your network’s proxy ${proxy} wants to be signed in to in a way that this app does not know (it knows Basic). Ask whoever looks after the network to let ${host} through without it.`,
  PROXY_REFUSED: (host, proxy) =>
    `Your network’s proxy ${proxy} lets nothing through to ${host}. Ask whoever looks after the network to allow it.`,
  PROXY_UNREACHABLE: (_host, proxy) =>
    `Your network’s proxy ${proxy} cannot be reached. Check the connection and the proxy in this computer’s network settings.`,
  PROXY_UNSUPPORTED: (host, proxy) =>
    `This computer is set to a kind of proxy (${proxy}) that this app cannot use. Ask whoever looks after the network for an HTTP proxy, or to let ${host} through without one.`,
  ERR_SSL_WRONG_VERSION_NUMBER: notTls,
  ERR_SSL_HTTP_REQUEST: notTls,
  EPROTO: notTls,
};
