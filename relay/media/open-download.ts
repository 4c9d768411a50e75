import type { CompanyConfig } from '../config.ts';
import { isMetaMediaUrl } from '../../shared/whatsapp/media-hosts.ts';
import { USER_AGENT } from '../company/active-company.ts';

export type Download =
  | {
      readonly kind: 'open';
      readonly body: AsyncIterable<Uint8Array>;
      /** As the answer announces it, where it is not compressed. */
      readonly length: number | undefined;
    }
  | { readonly kind: 'link-dead' }
  | { readonly kind: 'try-later'; readonly problem: string };

const MAX_REDIRECTS = 3;
/** Nothing for so long: the connection is dead. */
const SILENCE_MS = 30_000;

/**
 * Begins to fetch a file. The token goes to Meta's hosts only (and to the Graph API's own, for the simulator): a link or a
 * redirect to anywhere else is not followed. Throws only when `signal` ends it.
 */
export async function openDownload(
  url: string,
  config: CompanyConfig,
  signal: AbortSignal,
): Promise<Download> {
  let address = url;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    if (!isMetaMediaUrl(address, config.graphUrl))
      return { kind: 'try-later', problem: 'Meta’s link leads to a host that is not Meta’s.' };
    const silence = createSilenceWatch(signal);
    const response = await ask(address, config.accessToken, silence);
    if (response === undefined) {
      signal.throwIfAborted();
      return { kind: 'try-later', problem: 'Meta cannot be reached.' };
    }
    const { status, headers, body } = response;
    if (status === 200 && body !== null) {
      return { kind: 'open', body: silence.watch(body), length: readLength(headers) };
    }
    silence.stop();
    await body?.cancel();
    const location = headers.get('location');
    if (status < 300 || status >= 400 || location === null) return explain(status);
    address = new URL(location, address).href;
  }
  return { kind: 'try-later', problem: 'Meta’s link leads in circles.' };
}

async function ask(
  url: string,
  token: string,
  silence: ReturnType<typeof createSilenceWatch>,
): Promise<Response | undefined> {
  try {
    return await fetch(url, {
      headers: { authorization: `Bearer ${token}`, 'user-agent': USER_AGENT, accept: '*/*' },
      redirect: 'manual',
      signal: silence.signal,
    });
  } catch {
    silence.stop();
    return undefined;
  }
}

function explain(status: number): Download {
  if (status === 404 || status === 410) return { kind: 'link-dead' };
  if (status === 401 || status === 403)
    return { kind: 'try-later', problem: 'Meta refuses the access token for this file.' };
  return { kind: 'try-later', problem: `Meta does not hand out the file (HTTP ${status}).` };
}

function readLength(headers: Headers): number | undefined {
  const text = headers.get('content-length');
  return text === null || headers.has('content-encoding') ? undefined : Number(text);
}

/** Ends a download when nothing arrives for a while, or when `outer` ends it. Its timer ends with the body. */
function createSilenceWatch(outer: AbortSignal) {
  const controller = new AbortController();
  const giveUp = () => controller.abort(new Error('Nothing arrived for too long.'));
  let timer = setTimeout(giveUp, SILENCE_MS);
  return {
    signal: AbortSignal.any([controller.signal, outer]),
    stop: () => clearTimeout(timer),
    async *watch(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      try {
        for await (const chunk of body) {
          clearTimeout(timer);
          yield chunk;
          timer = setTimeout(giveUp, SILENCE_MS);
        }
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
