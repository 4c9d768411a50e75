export type Update = {
  readonly version: string;
  /** What is new, in plain text; empty where the feed does not say. */
  readonly notes: string;
};

/** What was fetched is not what its publisher made: the hash or the signature is wrong. */
export class UpdateRefused extends Error {}

/** Fetches updates and puts them in place; one adapter knows how. */
export type Updater = {
  /**
   * Looks, fetches and verifies. Undefined where there is nothing newer for this desktop.
   *
   * @throws {UpdateRefused} and any other error where the feed cannot be reached
   */
  fetchNewest(): Promise<Update | undefined>;
  /** Ends the app, puts the fetched update in place and starts it. */
  restart(): void;
};
