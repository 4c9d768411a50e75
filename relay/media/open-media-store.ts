import path from 'node:path';
import type { LogPlace } from '../config.ts';
import { createFolderMediaStore } from './folder-media-store.ts';
import type { MediaStore } from './media-store.ts';
import { createPostgresMediaStore } from './postgres-media-store.ts';

/** Where the log is: beside the file, or in the database that several relays share. */
export function openMediaStore({ databaseUrl, dataDirectory }: LogPlace): MediaStore {
  return databaseUrl === undefined
    ? createFolderMediaStore(path.join(dataDirectory, 'media'))
    : createPostgresMediaStore(databaseUrl);
}
