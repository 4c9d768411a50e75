import { z } from 'zod';
import { describeMetaError } from '../../shared/whatsapp/errors.ts';
import { isMetaMediaUrl } from '../../shared/whatsapp/media-hosts.ts';
import { readMetaError } from '../../shared/whatsapp/read-meta-error.ts';
import type { FindOwnAccess, OwnNumberAccess } from '../settings/own-access.ts';
import type { MediaSource, Opened } from './media-source.ts';

const MAX_REDIRECTS = 3;

const addressSchema = z.object({
  url: z.url({ protocol: /^https?$/ }),
  sha256: z.string().optional().catch(undefined),
  file_size: z.coerce.number().int().nonnegative().optional().catch(undefined),
});
type Address = z.infer<typeof addressSchema>;

/**
 * Fetches files of the user's own number from Meta: first where the file is (that link lives five minutes), then the
 * file. The token goes to Meta's hosts only. Whether Meta hands out the rest of a file is not documented: it is asked, and
 * an answer with the whole is taken as such.
 */
export function createMetaSource(options: {
  readonly findAccess: FindOwnAccess;
  readonly fetch: typeof fetch;
  readonly userAgent: string;
  /** Of the simulator, for tests. */
  readonly graphUrl: string | undefined;
}): MediaSource {
  return async ({ mediaId }, from, signal) => {
    const access = await options.findAccess();
    if (access === undefined || mediaId === undefined) {
      return {
        kind: 'later',
        problem: 'Your own number has no access token on this computer. See Settings.',
      };
    }
    const address = await askAddress(access, mediaId);
    if ('kind' in address) return address;
    return download(address, from, { ...options, token: access.token, signal });
  };
}

async function askAddress(
  { graph, phoneNumberId }: OwnNumberAccess,
  mediaId: string,
): Promise<Address | Opened> {
  const outcome = await graph.get(encodeURIComponent(mediaId), { phone_number_id: phoneNumberId });
  if (outcome.kind !== 'answer') return { kind: 'later', problem: 'Meta cannot be reached.' };
  const error = readMetaError(outcome.body);
  if (error?.code === 100)
    return {
      kind: 'gone',
      problem:
        'Meta no longer has this file: it keeps what is received for seven days, what is sent for thirty.',
    };
  if (error !== undefined) {
    return { kind: 'later', problem: `Meta does not hand out the file: ${describeMetaError(error).cause}.` };
  }
  const address = addressSchema.safeParse(outcome.body);
  if (address.success) return address.data;
  return { kind: 'later', problem: 'Meta did not say where the file is.' };
}

type DownloadOptions = {
  readonly fetch: typeof fetch;
  readonly userAgent: string;
  readonly graphUrl: string | undefined;
  readonly token: string;
  readonly signal: AbortSignal;
};

async function download(address: Address, from: number, options: DownloadOptions): Promise<Opened> {
  let { url } = address;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    if (!isMetaMediaUrl(url, options.graphUrl))
      return { kind: 'later', problem: 'Meta’s link leads to a host that is not Meta’s.' };
    const response = await ask(url, from, options);
    if (response === undefined) return { kind: 'later', problem: 'Meta cannot be reached.' };
    const { status, headers, body } = response;
    if ((status === 200 || status === 206) && body !== null) {
      const start = status === 206 ? readStart(headers) : 0;
      return { kind: 'open', body, from: start, size: address.file_size, sha256: address.sha256 };
    }
    await body?.cancel();
    // Nothing is left behind what is here, or the part is of something else.
    if (status === 416 && from > 0) return download(address, 0, options);
    const location = headers.get('location');
    if (status < 300 || status >= 400 || location === null) {
      return { kind: 'later', problem: `Meta does not hand out the file (HTTP ${status}).` };
    }
    url = new URL(location, url).href;
  }
  return { kind: 'later', problem: 'Meta’s link leads in circles.' };
}

async function ask(url: string, from: number, options: DownloadOptions): Promise<Response | undefined> {
  const { token, userAgent, signal } = options;
  try {
    return await options.fetch(url, {
      headers: {
        authorization: `Bearer ${token}`,
        'user-agent': userAgent,
        accept: '*/*',
        ...(from === 0 ? {} : { range: `bytes=${from}-` }),
      },
      redirect: 'manual',
      signal,
    });
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

/** Where the part begins that was answered; far beyond every file where it is not told, which matches nothing. */
function readStart(headers: Headers): number {
  return Number(/^bytes (\d+)-/.exec(headers.get('content-range') ?? '')?.[1] ?? Number.MAX_SAFE_INTEGER);
}
