/** What became of one body that was posted to a callback. */
export type Delivery = {
  readonly id: number;
  readonly url: string;
  readonly body: Buffer;
  readonly itemIds: readonly string[];
  readonly createdAt: number;
  attempts: number;
  lastStatus: number;
  lastDurationMs: number;
  acknowledgedAt: number | undefined;
  /** True when the seven days are over. */
  isGivenUp: boolean;
};

export type DeliveryCounts = {
  created: number;
  attempts: number;
  acknowledged: number;
  givenUp: number;
  undeliverable: Record<string, number>;
};

export type DeliveryLog = {
  readonly open: (url: string, body: Buffer, itemIds: readonly string[], at: number) => Delivery;
  readonly list: (afterId: number, limit: number) => Delivery[];
  readonly counts: DeliveryCounts;
  readonly clear: () => void;
};

/** Remembers the newest `limit` deliveries, so that a test can compare what was answered 200 with what a relay kept. */
export function createDeliveryLog(limit: number): DeliveryLog {
  let deliveries: Delivery[] = [];
  let nextId = 1;
  const counts: DeliveryCounts = { created: 0, attempts: 0, acknowledged: 0, givenUp: 0, undeliverable: {} };

  function open(url: string, body: Buffer, itemIds: readonly string[], createdAt: number): Delivery {
    const delivery: Delivery = {
      id: nextId++,
      url,
      body,
      itemIds,
      createdAt,
      attempts: 0,
      lastStatus: 0,
      lastDurationMs: 0,
      acknowledgedAt: undefined,
      isGivenUp: false,
    };
    deliveries.push(delivery);
    counts.created += 1;
    if (deliveries.length > limit * 2) deliveries = deliveries.slice(-limit);
    return delivery;
  }

  function clear(): void {
    deliveries = [];
    Object.assign(counts, { created: 0, attempts: 0, acknowledged: 0, givenUp: 0, undeliverable: {} });
  }

  return {
    open,
    list: (afterId, max) => deliveries.filter((delivery) => delivery.id > afterId).slice(0, max),
    counts,
    clear,
  };
}
