import type { z } from 'zod';
import type { MessageId, PersonKey } from '../../shared/domain/ids.ts';
import {
  type Consent,
  type ReceivedMessage,
  type SentMessage,
  consentSchema,
  receivedMessageSchema,
  sentMessageSchema,
  statusReportSchema,
} from '../../shared/protocol/events.ts';
import { type RecordFile, recordFileSchema } from '../../shared/protocol/record-files.ts';
import type { History, historiesResponseSchema } from '../../shared/protocol/histories.ts';
import { recordFileKey, sentKey } from '../ingest/keys.ts';
import type { HistorySource } from '../log/history-log.ts';
import type { LogReader } from '../log/relay-log.ts';
import { findHorizon } from '../retention/find-horizon.ts';
import { composeConsent, composeFile, composeReceived, composeSent } from './compose-history.ts';
import { gatherHistoryFacts } from './history-facts.ts';

export type HistoryPage = z.infer<typeof historiesResponseSchema>;

/** What an entry of the log says of a history: all of it, or only that something about a sent message has changed. */
type Told =
  | { readonly kind: 'received'; readonly seq: number; readonly message: ReceivedMessage }
  | { readonly kind: 'sent'; readonly seq: number; readonly message: SentMessage }
  | { readonly kind: 'consent'; readonly seq: number; readonly id: string; readonly consent: Consent }
  | {
      readonly kind: 'file';
      readonly seq: number;
      readonly id: string;
      readonly at: number;
      readonly filing: RecordFile;
    };

/**
 * The histories that are new or changed after `after`, in the order of the log. Each is told as it stands now; one that
 * changes later comes again with the same id and a higher revision, so that who applies the pages in order by id is right
 * in the end, however often a page is read.
 */
export async function listHistories(
  log: LogReader,
  after: number,
  limit: number,
  upTo?: number,
): Promise<HistoryPage> {
  const { sources, cursor, hasMore } = await log.readHistorySources(after, limit, upTo);
  const told = keepLast(await resolveSources(log, sources));
  const messages = told.flatMap((one) => ('message' in one ? [one.message] : []));
  const facts = await gatherHistoryFacts(log, {
    people: new Set(told.flatMap((one) => personOf(one) ?? [])),
    users: told.flatMap((one) => (one.kind === 'file' ? (one.filing.file?.filedBy ?? []) : [])),
    conversations: new Set(messages.map(({ conversationId }) => conversationId)),
    channels: new Set(messages.map(({ channelId }) => channelId)),
    sent: told.flatMap((one) => (one.kind === 'sent' ? [one.message] : [])),
  });
  const histories = told.map((one): History => {
    const place = { id: idOf(one), revision: one.seq };
    if (one.kind === 'received') return composeReceived(place, one.message, facts);
    if (one.kind === 'file') return composeFile(place, one.filing, one.at, facts);
    return one.kind === 'sent'
      ? composeSent(place, one.message, facts)
      : composeConsent(place, one.consent, facts);
  });
  const keptSince = await findHorizon(log);
  const logId = await log.findLogId();
  return { histories, cursor, hasMore, logId, ...(keptSince === undefined ? {} : { keptSince }) };
}

function idOf(told: Told): string {
  return 'message' in told ? told.message.messageId : told.id;
}

function personOf(told: Told): PersonKey | undefined {
  if (told.kind === 'file') return told.filing.file?.personKey;
  return told.kind === 'consent' ? told.consent.personKey : told.message.personKey;
}

/** Of several news about one history in a page, the last stands for all. */
function keepLast(told: readonly Told[]): readonly Told[] {
  const last = new Map(told.map((one) => [idOf(one), one]));
  return told.filter((one) => last.get(idOf(one)) === one);
}

/** A report about a message that the relay does not know yet tells nothing; the message will bring it along. */
async function resolveSources(log: LogReader, sources: readonly HistorySource[]): Promise<readonly Told[]> {
  const changed = await findReported(log, sources);
  const keys = new Map([...new Set(changed.values())].map((id) => [id, sentKey(id)]));
  const current = await log.findCurrent([...keys.values()]);
  return sources.flatMap((source): readonly Told[] => {
    const { seq, id } = source;
    // What this version cannot read was written by another one; it must not stop the rest.
    if (source.kind === 'message.received') {
      const { data: message } = receivedMessageSchema.safeParse(source.body);
      return message === undefined ? [] : [{ kind: 'received', seq, message }];
    }
    if (source.kind === 'consent.recorded') {
      const { data: consent } = consentSchema.safeParse(source.body);
      return consent === undefined ? [] : [{ kind: 'consent', seq, id, consent }];
    }
    if (source.kind === 'record.file') {
      const { data: filing } = recordFileSchema.safeParse(source.body);
      if (filing === undefined) return [];
      // The log names entries with a compaction key anew each time; this stays.
      const key = recordFileKey(filing.recordId, filing.messageId);
      return [{ kind: 'file', seq, id: key, at: source.at, filing }];
    }
    const reported = changed.get(seq);
    const body = reported === undefined ? source.body : current.get(keys.get(reported) ?? '')?.body;
    const { data: message } = sentMessageSchema.safeParse(body);
    return message === undefined ? [] : [{ kind: 'sent', seq, message }];
  });
}

/** The messages that the reports among these are about, by the place of the report. */
async function findReported(
  log: LogReader,
  sources: readonly HistorySource[],
): Promise<ReadonlyMap<number, MessageId>> {
  const reports = sources.flatMap(({ seq, kind, body }) => {
    const report = kind === 'message.status' ? statusReportSchema.safeParse(body).data : undefined;
    return report === undefined ? [] : [{ seq, report }];
  });
  const outbound = await log.findOutbound({
    wamids: [...new Set(reports.map(({ report }) => report.wamid))],
    messageIds: [],
  });
  const byWamid = new Map(outbound.map(({ wamid, messageId }) => [wamid, messageId]));
  return new Map(
    reports.flatMap(({ seq, report }) => {
      const id = byWamid.get(report.wamid);
      return id === undefined ? [] : [[seq, id] as const];
    }),
  );
}
