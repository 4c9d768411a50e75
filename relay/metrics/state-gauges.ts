import { Gauge, type Registry } from 'prom-client';

/** What is looked at when somebody asks, not counted as it happens. */
export type RelayState = {
  readonly sockets: {
    /** Upgrades whose token is being looked up. */
    readonly admitting: number;
    /** Admitted, and not greeted yet. */
    readonly silent: number;
    readonly streaming: number;
  };
  /** Entries that the desktop which is furthest behind has not acknowledged. */
  readonly lagEntries: number;
  /** Age of the oldest batch that a desktop has not acknowledged. */
  readonly lagSeconds: number;
  readonly heldWebhooks: number;
  readonly heldBytes: number;
  readonly head: number;
  /** For how long the next message of the company's number has been due. */
  readonly overdueSeconds: number;
  readonly isReady: boolean;
  readonly logBytes: number;
  readonly logFreeBytes: number;
  /** From when on messages are kept, epoch ms; 0: from the beginning. */
  readonly horizon: number;
};

/** Answers how to show a state in the registry. */
export function createStateGauges(registry: Registry): (state: RelayState) => void {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const sockets = new Gauge({
    name: 'relay_sockets',
    help: 'Sockets of desktops: being admitted, admitted but silent, streaming.',
    labelNames: ['state'],
    registers: [registry],
  });
  const lagEntries = gauge(
    'relay_slowest_desktop_lag_entries',
    'Entries that the slowest connected desktop has not acknowledged.',
  );
  const lagSeconds = gauge(
    'relay_slowest_desktop_lag_seconds',
    'Age of the oldest batch that a connected desktop has not acknowledged.',
  );
  const held = gauge('relay_webhooks_held', 'Webhooks that wait for their commit.');
  const heldBytes = gauge('relay_webhooks_held_bytes', 'Bytes of their bodies.');
  const head = gauge('relay_log_head', 'Number of the newest entry of the log.');
  const overdue = gauge(
    'relay_send_overdue_seconds',
    "For how long the next message of the company's number has been due; 0 when none is.",
  );
  const logBytes = gauge('relay_log_bytes', 'Size of the log: its file, or its database.');
  const logFree = gauge('relay_log_free_bytes', 'Of the file: free for what comes next.');
  const horizon = gauge(
    'relay_history_begins_timestamp_seconds',
    'From when on messages are kept; 0 while none has been removed for its age.',
  );
  const ready = gauge('relay_ready', '1 while /readyz answers 200.');
  return (state) => {
    for (const [name, count] of Object.entries(state.sockets)) sockets.set({ state: name }, count);
    lagEntries.set(state.lagEntries);
    lagSeconds.set(state.lagSeconds);
    held.set(state.heldWebhooks);
    heldBytes.set(state.heldBytes);
    head.set(state.head);
    overdue.set(state.overdueSeconds);
    logBytes.set(state.logBytes);
    logFree.set(state.logFreeBytes);
    horizon.set(state.horizon / 1_000);
    ready.set(state.isReady ? 1 : 0);
  };
}
