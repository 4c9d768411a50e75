import { open } from 'node:fs/promises';

/** Resolves when a file, or the names in a directory, survive the loss of power. */
export async function flush(place: string): Promise<void> {
  const handle = await open(place, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
