import { describe, expect, it } from 'vitest';
import { buildEnvelope } from '../../../../simulator/webhooks/build-envelope.ts';
import type { Update } from '../../../../simulator/webhooks/update.ts';

const contact = { wa_id: '447700900456' };
const message = (id: string, phoneNumberId = 'n1'): Update => ({
  wabaId: 'w',
  phoneNumberId,
  field: 'messages',
  value: {
    messaging_product: 'whatsapp',
    metadata: { phone_number_id: phoneNumberId },
    contacts: [contact],
    messages: [{ id }],
  },
  itemIds: [id],
  entryTime: undefined,
});
const account: Update = {
  wabaId: 'w',
  phoneNumberId: undefined,
  field: 'account_update',
  value: { event: 'X' },
  itemIds: [],
  entryTime: 5,
};

describe('packing updates into one body', () => {
  it('gives each update a change of its own when values are not merged', () => {
    expect(buildEnvelope([message('a'), message('b')], false)).toMatchObject({
      entry: [
        {
          id: 'w',
          changes: [{ value: { messages: [{ id: 'a' }] } }, { value: { messages: [{ id: 'b' }] } }],
        },
      ],
    });
  });

  it('lists a person once when values of one number are merged', () => {
    const body = buildEnvelope([message('a'), message('b')], true);
    expect(body).toMatchObject({
      entry: [{ changes: [{ value: { contacts: [contact], messages: [{ id: 'a' }, { id: 'b' }] } }] }],
    });
  });

  it('never merges values of two numbers', () => {
    expect(buildEnvelope([message('a', 'n1'), message('b', 'n2')], true)['entry']).toMatchObject([
      { changes: [{}, {}] },
    ]);
  });

  it('opens another entry for account fields, with a time', () => {
    expect(buildEnvelope([message('a'), account], true)['entry']).toEqual([
      expect.not.objectContaining({ time: 5 }),
      expect.objectContaining({ id: 'w', time: 5 }),
    ]);
  });
});
