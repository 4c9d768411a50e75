import { createHash } from 'node:crypto';
import type { SimulatorClock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { MediaItem } from './entities.ts';
import type { World } from './world.ts';

const BYTES_LIMIT = 512 * 1024 * 1024;
const DAY_MS = 24 * 3_600_000;

/** Uploads live 30 days, what came by webhook 7 (reference section 3). */
export const UPLOAD_LIFE_MS = 30 * DAY_MS;
export const INBOUND_LIFE_MS = 7 * DAY_MS;

export type MediaDraft = {
  readonly phoneNumberId: string;
  readonly bytes: Buffer;
  readonly mimeType: string;
  readonly fileName: string | undefined;
  readonly lifeMs: number;
};

/** Keeps a file under a fresh id. The oldest are forgotten beyond 2,000 files or 512 MB. */
export function insertMedia(
  world: World,
  random: Random,
  clock: SimulatorClock,
  draft: MediaDraft,
): MediaItem {
  const { lifeMs, ...rest } = draft;
  const sha256 = createHash('sha256').update(draft.bytes).digest('base64');
  const item: MediaItem = { ...rest, id: random.digits(16), sha256, expiresAt: clock.now() + lifeMs };
  world.media.set(item.id, item);
  forgetOldest(world);
  return item;
}

function forgetOldest(world: World): void {
  const items = world.media.values();
  let bytes = items.reduce((sum, item) => sum + item.bytes.length, 0);
  for (const item of items) {
    if (bytes <= BYTES_LIMIT) return;
    world.media.delete(item.id);
    bytes -= item.bytes.length;
  }
}
