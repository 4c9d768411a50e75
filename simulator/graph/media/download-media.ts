import type { Simulation } from '../../simulation.ts';
import type { GraphAnswer } from '../answer.ts';
import { authorise } from '../authorise.ts';
import { readToken, type GraphRequest } from '../graph-request.ts';
import { readMediaUrl } from './media-url.ts';

/**
 * The download host. Needs a bearer token that reaches the number; a URL older than five minutes is 404; a client that
 * names no User-Agent of its own is refused, as Node's fetch was (reference section 3).
 */
export function downloadMedia(simulation: Simulation, request: GraphRequest): GraphAnswer {
  const facts = { edge: 'lookaside', recipient: undefined, phoneNumberId: undefined };
  if (simulation.faults.take(['media-url-404'], facts) !== undefined) return plain(404, 'Not found');
  const agent = request.headers['user-agent'] ?? '';
  if (agent === '' || agent === 'node' || agent === 'undici')
    return plain(400, 'Set an explicit User-Agent header: the media host refuses the default one of Node.');
  const authorisation = authorise(simulation, readToken(request));
  if ('error' in authorisation) return plain(401, 'Unauthorized');
  const mediaId = readMediaUrl(simulation, request.query);
  const item = mediaId === undefined ? undefined : simulation.world.media.get(mediaId);
  if (item === undefined || !authorisation.token.targetIds.includes(item.phoneNumberId))
    return plain(404, 'Not found');
  const fault = simulation.faults.take(['media-cut', 'media-changed', 'media-elsewhere'], facts);
  if (fault?.kind === 'media-elsewhere') return { kind: 'redirect', url: fault.url ?? simulation.baseUrl() };
  const bytes = fault?.kind === 'media-changed' ? item.bytes.map((byte) => byte ^ 1) : item.bytes;
  return {
    kind: 'binary',
    mimeType: item.mimeType,
    bytes: Buffer.from(bytes),
    isCut: fault?.kind === 'media-cut',
  };
}

function plain(status: number, text: string): GraphAnswer {
  return { kind: 'text', status, contentType: 'text/plain; charset=utf-8', text };
}
