import { describe, expect, it } from 'vitest';
import type { WriteHandle } from '../../../../main/db/handle.ts';
import { listHistory } from '../../../../main/db/history.ts';
import {
  ALICE,
  ALICES_NUMBER,
  AMARA,
  AMARA_RECORD,
  GREETING,
  HOUR,
  MINUTE,
  NOW,
  begin,
  entry,
  received,
  sent,
  status,
  tell,
  threadOf,
  describeThread,
} from './story.ts';
import { createTestDatabase } from './test-database.ts';

function prepare(): WriteHandle {
  const db = createTestDatabase();
  begin(db);
  return db;
}

describe('listHistory', () => {
  it('tells everything that was said with the record’s people, by whom, where and how it ended', () => {
    const db = prepare();
    const own = threadOf(ALICES_NUMBER.id, AMARA, ALICE.id);
    const failure = { code: 131026, sentence: 'Not on WhatsApp.', advice: 'Call.', canRetry: false };
    const rendered = { body: 'Hi Amara', buttons: [] };
    const template = {
      type: 'template',
      templateId: GREETING.id,
      name: 'greeting',
      language: 'en_GB',
      category: 'marketing',
      values: {},
      rendered,
    } as const;
    tell(
      db,
      entry(20, 'conversation.changed', describeThread(own)),
      entry(21, 'message.sent', sent('t1', NOW, { content: template })),
      entry(22, 'message.status', status('t1', 'read', NOW + 1)),
      entry(23, 'message.received', received('a', NOW + MINUTE)),
      entry(24, 'message.sent', sent('m1', NOW + 2 * MINUTE, { ...own, status: 'failed', failure })),
      entry(
        25,
        'message.received',
        received('r', NOW + HOUR, { content: { type: 'reaction', targetWamid: 'wamid.t1', emoji: '👍' } }),
      ),
    );
    const first = listHistory(db, { recordId: AMARA_RECORD.id, limit: 2 });
    expect(first.entries).toMatchObject([
      { kind: 'reaction', text: 'Reacted 👍', by: 'Amara Okafor' },
      { text: 'Outbound m1', by: 'Alice Marsh', channelName: "Alice's number", outcome: 'failed', failure },
    ]);
    const second = listHistory(db, { recordId: AMARA_RECORD.id, before: first.nextBefore, limit: 2 });
    expect(second).toMatchObject({
      entries: [
        { isInbound: true, by: 'Amara Okafor', channelName: 'Agency number', text: 'Inbound a' },
        { kind: 'template', text: 'Hi Amara', templateName: 'greeting', outcome: 'read' },
      ],
    });
    expect(second).not.toHaveProperty('nextBefore');
  });
});
