import { createHmac } from 'node:crypto';
import type { Simulation } from '../../simulation.ts';

// A download URL lives five minutes (reference section 3).
const MEDIA_URL_LIFE_MS = 5 * 60_000;

/** A URL of the shape of Meta's, which proves itself: id, expiry in seconds, hash of both. */
export function createMediaUrl(simulation: Simulation, mediaId: string): string {
  const expiry = String(Math.floor((simulation.clock.now() + MEDIA_URL_LIFE_MS) / 1_000));
  return `${simulation.baseUrl()}/lookaside/whatsapp_business/attachments/?mid=${mediaId}&ext=${expiry}&hash=${hashOf(simulation, mediaId, expiry)}`;
}

/** The media id of a URL that is genuine and still alive. */
export function readMediaUrl(simulation: Simulation, query: URLSearchParams): string | undefined {
  const mediaId = query.get('mid') ?? '';
  const expiry = query.get('ext') ?? '';
  if (query.get('hash') !== hashOf(simulation, mediaId, expiry)) return undefined;
  return Number(expiry) * 1_000 > simulation.clock.now() ? mediaId : undefined;
}

function hashOf(simulation: Simulation, mediaId: string, expiry: string): string {
  return createHmac('sha256', simulation.world.app.secret)
    .update(`${mediaId}/${expiry}`)
    .digest('base64url')
    .slice(0, 32);
}
