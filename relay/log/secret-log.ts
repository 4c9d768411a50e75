/** Secrets beside the log: whatever is stored here, a SecretBox has sealed. */
export type SecretReader = {
  /** What `saveSecret` kept under this name. */
  findSecret(name: string): Promise<string | undefined>;
};

export type SecretWriter = {
  saveSecret(name: string, sealed: string): Promise<void>;
  deleteSecret(name: string): Promise<void>;
};
