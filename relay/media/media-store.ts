/**
 * Where the bytes of files are kept: a folder beside SQLite, or PostgreSQL where several relays share one log. An object
 * is written once, whole, and never changed.
 */
export type MediaStore = {
  /** Keeps everything that `source` yields, or, when it or the store fails, nothing. Answers the new object's id. */
  write(source: AsyncIterable<Uint8Array>): Promise<string>;
  /** The bytes from `start` to `end`, both included; undefined when there is no such object. */
  read(
    objectId: string,
    range: { readonly start: number; readonly end: number },
  ): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** No harm when there is no such object. */
  delete(objectId: string): Promise<void>;
  /** Every object, and what a crash left of one, that is older than `before` (epoch ms). */
  listOlderThan(before: number): AsyncIterable<string>;
  close(): Promise<void>;
};
