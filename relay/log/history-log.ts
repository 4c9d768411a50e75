/** The kinds of entries of which histories are made. */
export const HISTORY_KINDS = [
  'message.received',
  'message.sent',
  'message.status',
  'consent.recorded',
  'record.file',
] as const;
export type HistoryKind = (typeof HISTORY_KINDS)[number];

export type HistorySource = {
  readonly seq: number;
  readonly id: string;
  readonly kind: HistoryKind;
  readonly at: number;
  readonly body: unknown;
};

export type HistorySourcePage = {
  readonly sources: readonly HistorySource[];
  /** Where the reader stands after this page. */
  readonly cursor: number;
  readonly hasMore: boolean;
};

export type HistoryReader = {
  /** Entries after `after` (and not after `upTo`) of the kinds of which histories are made, in order, at most `limit`. */
  readHistorySources(after: number, limit: number, upTo?: number): Promise<HistorySourcePage>;
};
