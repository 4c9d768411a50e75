import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { SendVerdict } from '../../shared/outbound/outbox.ts';
import type { WebhookItem } from '../../shared/whatsapp/webhook.ts';
import type { RelayRefusal } from '../http/relay-refusal.ts';
import type { Goodbye } from '../socket/stream-session.ts';
import { RELAY_VERSION } from '../version.ts';

/**
 * What the relay counts, for whoever runs it. A registry of its own for each relay. No label ever holds anything that
 * comes from outside: every value is from a list in our source, or the pattern of a route.
 */
export type RelayMetrics = {
  readonly registry: Registry;
  /** A webhook was answered 200, so many seconds after its first byte. */
  noteAcknowledged(seconds: number): void;
  noteRefused(reason: RelayRefusal['code']): void;
  /** A group of webhooks was committed: how many they were, what was in them, and how long the transaction took. */
  noteCommit(commit: Commit): void;
  noteSend(verdict: SendVerdict['kind']): void;
  noteGoodbye(reason: Goodbye): void;
  /** Retention has removed so many messages. */
  noteTrimmed(messages: number): void;
  noteAnswer(route: string, status: number, seconds: number): void;
};

type Commit = {
  readonly webhooks: number;
  readonly items: readonly WebhookItem['kind'][];
  /** Of the items: known already. */
  readonly duplicates: number;
  readonly seconds: number;
};

const REFUSALS: readonly RelayRefusal['code'][] = ['unauthorised', 'too-large', 'unavailable', 'internal'];
const OUTCOMES: readonly SendVerdict['kind'][] = ['accepted', 'rejected', 'try-later', 'unknown'];
const KINDS: readonly WebhookItem['kind'][] = [
  'message',
  'status',
  'preference',
  'template',
  'number',
  'other',
];
const WEBHOOK_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const ANSWER_BUCKETS = [0.005, 0.025, 0.1, 0.5, 2.5, 10];
const GROUP_BUCKETS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

export function createRelayMetrics(): RelayMetrics {
  const registry = new Registry();
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers: [registry] });
  const histogram = <Label extends string>(
    name: string,
    help: string,
    buckets: number[],
    ...labelNames: Label[]
  ) => new Histogram({ name, help, buckets, labelNames, registers: [registry] });

  const acknowledged = counter(
    'relay_webhooks_acknowledged_total',
    'Webhooks answered 200, after the commit.',
  );
  const refused = counter('relay_webhooks_refused_total', 'Webhooks not taken, by reason.', 'reason');
  const webhookSeconds = histogram(
    'relay_webhook_seconds',
    'From the first byte of a webhook to its answer 200.',
    WEBHOOK_BUCKETS,
  );
  const items = counter('relay_webhook_items_total', 'Items of committed webhooks, by kind.', 'kind');
  const duplicates = counter('relay_duplicates_total', 'Messages and statuses that Meta delivered again.');
  const commitWebhooks = histogram(
    'relay_commit_webhooks',
    'Webhooks that share one transaction.',
    GROUP_BUCKETS,
  );
  const commitSeconds = histogram(
    'relay_commit_seconds',
    'From the beginning of that transaction until it is on the disk.',
    WEBHOOK_BUCKETS,
  );
  const sends = counter(
    'relay_sends_total',
    "Calls to Meta for the company's number, by outcome.",
    'outcome',
  );
  const goodbyes = counter('relay_goodbyes_total', 'Desktops sent away, by reason.', 'reason');
  const trimmed = counter('relay_messages_removed_total', 'Messages removed because of their age.');
  const answers = histogram(
    'relay_http_seconds',
    'Requests other than webhooks, by pattern of the route and class of the status.',
    ANSWER_BUCKETS,
    'route',
    'status',
  );
  const info = new Gauge({
    name: 'relay_info',
    help: 'Always 1; the label is the version.',
    labelNames: ['version'],
    registers: [registry],
  });
  info.set({ version: RELAY_VERSION }, 1);
  // From zero: an alert on an increase does not see the first one otherwise.
  for (const reason of REFUSALS) refused.inc({ reason }, 0);
  for (const outcome of OUTCOMES) sends.inc({ outcome }, 0);
  for (const kind of KINDS) items.inc({ kind }, 0);

  return {
    registry,
    noteAcknowledged(seconds) {
      acknowledged.inc();
      webhookSeconds.observe(seconds);
    },
    noteRefused: (reason) => refused.inc({ reason }),
    noteCommit(commit) {
      commitWebhooks.observe(commit.webhooks);
      commitSeconds.observe(commit.seconds);
      duplicates.inc(commit.duplicates);
      for (const [kind, count] of countKinds(commit.items)) items.inc({ kind }, count);
    },
    noteSend: (outcome) => sends.inc({ outcome }),
    noteGoodbye: (reason) => goodbyes.inc({ reason }),
    noteTrimmed: (messages) => trimmed.inc(messages),
    noteAnswer: (route, status, seconds) =>
      answers.observe({ route, status: `${Math.floor(status / 100)}xx` }, seconds),
  };
}

function countKinds(kinds: readonly WebhookItem['kind'][]): ReadonlyMap<WebhookItem['kind'], number> {
  const counts = new Map<WebhookItem['kind'], number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}
