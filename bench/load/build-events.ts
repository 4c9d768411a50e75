import {
  channelIdSchema,
  conversationIdFor,
  messageIdForWamid,
  personKeyForPhone,
} from '../../shared/domain/ids.ts';
import { recordSchema } from '../../shared/domain/record.ts';
import { parsePhoneNumber } from '../../shared/domain/phone-number.ts';
import type { RawEvent } from '../../shared/protocol/events.ts';
import { generateDemoRecords } from '../../simulator/crm/demo-records.ts';
import { demoIds } from '../../simulator/demo-world.ts';
import { phoneOf } from './build-webhook.ts';
import { generateTexts } from './sentences.ts';

/** Entries of the log as the relay would write them: records of the demo CRM. `firstSeq` is the place of the first. */
export function* generateRecordEvents(count: number, firstSeq: number): Generator<RawEvent> {
  let seq = firstSeq;
  for (const raw of generateDemoRecords(count)) {
    const phones = raw.phones.map((phone) => ({ ...phone, e164: parsePhoneNumber(phone.raw)?.e164 }));
    const body = recordSchema.parse({ ...raw, phones });
    yield { seq, id: `record:${body.id}`, kind: 'record.upserted', at: body.updatedAt, body };
    seq += 1;
  }
}

/** Entries of the log: `count` texts from `people` people in turn, a second apart, the last one at `lastAt`. */
export function* generateMessageEvents(
  count: number,
  people: number,
  firstSeq: number,
  lastAt: number,
): Generator<RawEvent> {
  const channelId = channelIdSchema.parse(demoIds.companyPhone);
  let index = 0;
  for (const text of generateTexts(count)) {
    const personKey = personKeyForPhone(phoneOf(index % people));
    const wamid = `wamid.message.${index}`;
    const at = lastAt - (count - 1 - index) * 1_000;
    yield {
      seq: firstSeq + index,
      id: `received:${wamid}`,
      kind: 'message.received',
      at,
      body: {
        messageId: messageIdForWamid(wamid),
        conversationId: conversationIdFor({ channelId, personKey, ownerUserId: undefined }),
        personKey,
        channelId,
        wamid,
        at,
        content: { type: 'text', text },
      },
    };
    index += 1;
  }
}
