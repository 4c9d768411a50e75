/*
 * Which log this is. A desktop's place in a log means something in that log only: one that was restored from a backup goes on
 * from an earlier place with other entries, under the same numbers.
 */

export type IdentityReader = {
  /**
   * Names the log and its generation. Made with the log, kept in a backup, and another one after a restore: whoever knew
   * another one begins again at 0.
   */
  findLogId(): Promise<string>;
};

export type IdentityWriter = {
  /**
   * The log has been restored: it has another id from here on. What waited to be sent may have been sent since the backup was
   * made, so nobody can tell any more: it is left to be judged unknown, and never sent again by itself.
   */
  renewLogId(): Promise<void>;
};
