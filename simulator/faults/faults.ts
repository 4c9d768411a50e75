/**
 * What can go wrong on purpose (reference section 11).
 * `error`: Meta's envelope with `code`. `html`: a proxy's page. `reset`: the connection is cut after the body was read.
 * `stall`: the answer waits. `localised`: the error's details come in German. `media-url-404`: a download URL is gone.
 * `failed-status`: accepted, then `failed` with `code`. `silent`: accepted, then no status at all.
 * `media-cut`: the connection ends halfway through a file. `media-changed`: other bytes than were sent, of the same length.
 * `media-elsewhere`: the download is redirected to `url`.
 * `file-size-number`: `file_size` as a number. `status-first`: the `sent` webhook is answered before the request is.
 */
export const faultKinds = [
  'error',
  'html',
  'reset',
  'stall',
  'localised',
  'media-url-404',
  'media-cut',
  'media-changed',
  'media-elsewhere',
  'failed-status',
  'silent',
  'file-size-number',
  'status-first',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export type FaultOrder = {
  readonly kind: FaultKind;
  /** How many requests it hits; default 1. */
  readonly times?: number | undefined;
  /** Only this edge: `messages`, `media`, `message_templates`, `lookaside`, …; `*` is any. Default: where the kind belongs. */
  readonly edge?: string | undefined;
  /** Only requests whose recipient ends with these digits, or is this business-scoped user id. */
  readonly recipient?: string | undefined;
  readonly phoneNumberId?: string | undefined;
  /** `error`, `html`: HTTP status in place of the usual one. */
  readonly status?: number | undefined;
  readonly code?: number | undefined;
  readonly details?: string | undefined;
  readonly isTransient?: boolean | undefined;
  /** Whether the call takes effect although the caller is told otherwise. Default: true for reset and stall, else false. */
  readonly isAccepted?: boolean | undefined;
  /** `stall`: wall-clock milliseconds; default 10,000. */
  readonly delayMs?: number | undefined;
  /** `media-elsewhere`: where to. */
  readonly url?: string | undefined;
};

export type Fault = FaultOrder & { readonly id: number; remaining: number };

export type RequestFacts = {
  readonly edge: string;
  readonly recipient: string | undefined;
  readonly phoneNumberId: string | undefined;
};

export type Faults = {
  readonly add: (order: FaultOrder) => Fault;
  readonly list: () => readonly Fault[];
  readonly clear: () => void;
  /** The first fault of one of these kinds that fits, counted down. */
  readonly take: (kinds: readonly FaultKind[], facts: RequestFacts) => Fault | undefined;
  /** Versions served by the oldest living one although Meta still runs them. */
  readonly deadVersions: Set<string>;
};

const FAULT_LIMIT = 1_000;

export function createFaults(): Faults {
  let faults: Fault[] = [];
  const deadVersions = new Set<string>();
  let nextId = 1;

  function add(order: FaultOrder): Fault {
    const fault = { ...order, id: nextId++, remaining: order.times ?? 1 };
    faults = [...faults, fault].slice(-FAULT_LIMIT);
    return fault;
  }

  function take(kinds: readonly FaultKind[], facts: RequestFacts): Fault | undefined {
    const fault = faults.find((candidate) => kinds.includes(candidate.kind) && isHit(candidate, facts));
    if (fault === undefined) return undefined;
    fault.remaining -= 1;
    if (fault.remaining <= 0) faults = faults.filter((other) => other !== fault);
    return fault;
  }

  function clear(): void {
    faults = [];
    deadVersions.clear();
  }

  return { add, list: () => faults, clear, take, deadVersions };
}

function isHit(fault: Fault, facts: RequestFacts): boolean {
  const edge = fault.edge ?? homeEdge(fault.kind);
  if (edge !== '*' && edge !== facts.edge) return false;
  if (fault.phoneNumberId !== undefined && fault.phoneNumberId !== facts.phoneNumberId) return false;
  if (fault.recipient === undefined) return true;
  const recipient = facts.recipient ?? '';
  return (
    recipient === fault.recipient ||
    recipient.replaceAll(/\D/g, '').endsWith(fault.recipient.replaceAll(/\D/g, '') || '-')
  );
}

function homeEdge(kind: FaultKind): string {
  if (kind.startsWith('media-')) return 'lookaside';
  return kind === 'localised' || kind === 'file-size-number' ? '*' : 'messages';
}
