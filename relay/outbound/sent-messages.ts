import { advanceStatus, statusRank } from '../../shared/domain/message-status.ts';
import type { MessageId } from '../../shared/domain/ids.ts';
import { type SentMessage, sentMessageSchema } from '../../shared/protocol/events.ts';
import { sentKey } from '../ingest/keys.ts';
import { type WorkingSet, setCurrent, setOutbound } from '../ingest/working-set.ts';
import type { LogReader, OutboundReport, OutboundState } from '../log/relay-log.ts';
import { addReport } from './outbound-reports.ts';

/** A message that was sent, as the log has it. */
export async function findSentMessage(log: LogReader, id: MessageId): Promise<SentMessage | undefined> {
  const key = sentKey(id);
  const entry = (await log.findCurrent([key])).get(key);
  return entry && sentMessageSchema.parse(entry.body);
}

/**
 * Brings a sent message into the log. `known` is what the log and its index have. A status never steps back: what is
 * older news changes nothing but a wamid that was missing.
 */
export function planSentMessage(
  set: WorkingSet,
  heard: SentMessage,
  known: {
    readonly message: SentMessage | undefined;
    readonly index: OutboundState | undefined;
    /** Reports that came before the relay knew whose they are. */
    readonly early?: readonly OutboundReport[];
  },
): SentMessage {
  const message = known.message === undefined ? heard : merge(known.message, heard);
  const { messageId, conversationId, personKey, channelId, consultantUserId, at, wamid, status } = message;
  const reports = (known.early ?? []).reduce(addReport, known.index?.reports ?? []);
  const reached = [known.index?.status ?? status, ...reports.map((report) => report.status)].reduce(
    advanceStatus,
    status,
  );
  const holder = wamid === undefined ? undefined : set.outboundByWamid.get(wamid);
  setOutbound(set, {
    messageId,
    // One wamid, one message: a second that claims it is not found by it.
    wamid: holder === undefined || holder.messageId === messageId ? wamid : known.index?.wamid,
    conversationId,
    personKey,
    channelId,
    consultantUserId,
    status: reached,
    at,
    reports,
  });
  const place = { personKey, conversationId, channelId, ownerUserId: consultantUserId };
  setCurrent(
    set,
    { kind: 'message.sent', at: message.statusAt, body: message, ...place },
    sentKey(messageId),
  );
  return message;
}

function merge(known: SentMessage, heard: SentMessage): SentMessage {
  const wamid = known.wamid ?? heard.wamid;
  const later = statusRank(heard.status) > statusRank(known.status) ? heard : known;
  return { ...later, ...(wamid === undefined ? {} : { wamid }) };
}
