/** Behind the name of a database that was damaged: it stays until the next damage, a sign-out or a wipe. */
export const DAMAGED_SUFFIX = '.damaged';
/** Behind the name of one that is being made in its place. */
export const NEW_SUFFIX = '.rebuilt';
/** A database, and what SQLite lays beside it. */
export const SIDE_FILES = ['', '-wal', '-shm'] as const;
