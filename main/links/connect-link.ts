import { z } from 'zod';
import { checkServiceUrl } from '../account/service-url.ts';

export const LINK_SCHEME = 'colleague';
const MAX_LENGTH = 2_000;

/** What a link asks for. Nothing of it is true before the user has said so. */
export type ConnectLink = {
  readonly relayUrl: string;
  readonly code: string;
  /** As the link names the agency: anybody can write anything there. */
  readonly agencyName: string | undefined;
};

/** Twelve letters that the relay makes codes of, in threes of four. */
const CODE = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/u;
/** No control characters, none that turn the direction of what stands beside them, and nothing that was no text. */
const ONE_LINE = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]+$/u;

const partsSchema = z.strictObject({
  relay: z.string().max(500),
  code: z.string().regex(CODE),
  agency: z.string().trim().min(1).max(100).regex(ONE_LINE).optional(),
});

/** The link that an administrator gives together with a code, or instead of it. */
export function buildConnectLink({ relayUrl, code, agencyName }: ConnectLink): string {
  const parts = { relay: relayUrl, code, ...(agencyName === undefined ? {} : { agency: agencyName }) };
  const query = Object.entries(parts).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${LINK_SCHEME}://connect?${query.join('&')}`;
}

/**
 * Reads `colleague://connect?relay=…&code=…&agency=…`. Undefined for everything else: links come from web pages, mails and
 * other programs. `allowsLoopback`: relays on this machine without TLS, in development.
 */
export function parseConnectLink(
  text: string,
  { allowsLoopback }: { readonly allowsLoopback: boolean },
): ConnectLink | undefined {
  // Printable ASCII only: everything else is written with % in a link.
  if (text.length > MAX_LENGTH || !/^[\x21-\x7e]+$/u.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isOurs = url.protocol === `${LINK_SCHEME}:` && url.host === 'connect';
  const isPlain = url.username === '' && url.password === '' && url.hash === '';
  // Some systems add the slash.
  if (!isOurs || !isPlain || !['', '/'].includes(url.pathname)) return undefined;
  const pairs = [...url.searchParams];
  // A name that comes twice means different things to different readers.
  if (new Set(pairs.map(([name]) => name)).size !== pairs.length) return undefined;
  const parts = partsSchema.safeParse(Object.fromEntries(pairs)).data;
  const relayUrl = checkServiceUrl(parts?.relay ?? '');
  if (parts === undefined || relayUrl === undefined) return undefined;
  if (!relayUrl.startsWith('https:') && !allowsLoopback) return undefined;
  return { relayUrl, code: parts.code, agencyName: parts.agency };
}

/** The link among a program's arguments, as the system passes it; undefined where there is none. */
export function findLink(argv: readonly string[]): string | undefined {
  return argv.find((argument) => argument.toLowerCase().startsWith(`${LINK_SCHEME}:`));
}
