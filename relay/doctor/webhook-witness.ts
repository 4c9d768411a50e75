/** What became of webhooks and of Meta's challenge since this relay started. Times are epoch ms; in memory only. */
export type WebhookFacts = {
  readonly startedAt: number;
  /** Meta's challenge with the right verify token. */
  readonly challengedAt?: number;
  readonly wrongTokenAt?: number;
  readonly keptAt?: number;
  readonly unsigned?: { readonly at: number; readonly hasSignature: boolean };
};

export type WebhookWitness = {
  facts(): WebhookFacts;
  noteChallenge(isTokenRight: boolean): void;
  noteKept(): void;
  noteUnsigned(hasSignature: boolean): void;
};

/** Remembers the last time of each, for the doctor. */
export function createWebhookWitness(now: () => number): WebhookWitness {
  let facts: WebhookFacts = { startedAt: now() };
  return {
    facts: () => facts,
    noteChallenge(isTokenRight) {
      facts = { ...facts, ...(isTokenRight ? { challengedAt: now() } : { wrongTokenAt: now() }) };
    },
    noteKept() {
      facts = { ...facts, keptAt: now() };
    },
    noteUnsigned(hasSignature) {
      facts = { ...facts, unsigned: { at: now(), hasSignature } };
    },
  };
}
