import { describe, expect, it } from 'vitest';
import { getCosts } from '../../../../main/db/costs.ts';
import { resetProjection } from '../../../../main/db/reset-projection.ts';
import { getMessageInfo } from '../../../../main/db/message-info.ts';
import type { MessageContent } from '../../../../shared/domain/message-content.ts';
import { GREETING, GREETING_VALUES, NOW, begin, entry, messageId, sent, status, tell } from './story.ts';
import { createTestDatabase } from './test-database.ts';

const CONTENT: MessageContent = {
  type: 'template',
  templateId: GREETING.id,
  name: GREETING.name,
  language: GREETING.language,
  category: GREETING.category,
  values: GREETING_VALUES,
  rendered: { body: 'Hi Amara', buttons: [] },
};

function beginWith(...events: Parameters<typeof tell>[1][]) {
  const db = createTestDatabase();
  begin(db);
  tell(db, ...events);
  return db;
}

describe('getMessageInfo', () => {
  it('tells the number, Meta’s id, and an estimate before Meta has said anything', () => {
    const db = beginWith(entry(10, 'message.sent', sent('a', NOW, { content: CONTENT })));
    expect(getMessageInfo(db, { messageId: messageId('a') })).toEqual({
      messageId: messageId('a'),
      wamid: 'wamid.a',
      channel: { kind: 'company', name: 'Agency number', phoneNumber: '0113 496 0000' },
      estimate: { pence: 4 },
    });
  });

  it('keeps what Meta says with a status, also one that overtakes the message', () => {
    const pricing = { category: 'marketing', type: 'regular' };
    const report = entry(10, 'message.status', status('a', 'sent', NOW, { pricing }));
    const message = entry(11, 'message.sent', sent('a', NOW, { content: CONTENT }));
    const delivered = entry(12, 'message.status', status('a', 'delivered', NOW + 1));
    expect(
      getMessageInfo(beginWith(report, message, delivered), { messageId: messageId('a') }),
    ).toMatchObject({ pricing, estimate: { pence: 4 } });
  });

  it('estimates nothing for what was free, and nothing for free text', () => {
    const pricing = { category: 'marketing', type: 'free_entry_point' };
    const db = beginWith(
      entry(10, 'message.sent', sent('a', NOW, { content: CONTENT })),
      entry(11, 'message.status', status('a', 'sent', NOW, { pricing })),
      entry(12, 'message.sent', sent('b', NOW)),
    );
    expect(getMessageInfo(db, { messageId: messageId('a') })).not.toHaveProperty('estimate');
    expect(getMessageInfo(db, { messageId: messageId('b') })).not.toHaveProperty('estimate');
  });

  it('estimates by what the agency has entered last, and says when that was', () => {
    const price = (pence: number) => {
      return { rates: [{ country: 'GB', category: '*' as const, validFrom: '2020-01-01', pence }] };
    };
    const db = beginWith(
      entry(10, 'message.sent', sent('a', NOW, { content: CONTENT })),
      entry(11, 'costs.changed', price(5)),
      entry(12, 'costs.changed', price(6.5)),
    );
    const { at } = entry(12, 'costs.changed', price(6.5));
    expect(getMessageInfo(db, { messageId: messageId('a') }).estimate).toEqual({ pence: 6.5, asOf: at });
    resetProjection(db);
    expect(getCosts(db).asOf).toBeUndefined();
  });

  it('refuses a message that is not there', () => {
    expect(() => getMessageInfo(beginWith(), { messageId: messageId('z') })).toThrow('no longer there');
  });
});
