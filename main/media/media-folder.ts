import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a user's encrypted files are, and the plain copies that were handed to other programs. */
export function mediaFolders(
  folder: string,
  userId: string,
): { readonly vault: string; readonly opened: string } {
  const name = userId.replace(/[^\w-]/g, '_');
  return { vault: join(folder, `media-${name}`), opened: join(folder, `opened-${name}`) };
}

/** Removes everything of the user's files. */
export async function removeMediaFolders(folder: string, userId: string): Promise<void> {
  const { vault, opened } = mediaFolders(folder, userId);
  await Promise.all([vault, opened].map((path) => rm(path, { recursive: true, force: true, maxRetries: 3 })));
}
