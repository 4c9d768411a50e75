import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';
import {
  channelIdSchema,
  conversationIdFor,
  conversationIdSchema,
  messageIdForWamid,
  messageIdSchema,
  personKeyForBsuid,
  personKeyForPhone,
  personKeySchema,
  userIdSchema,
} from '../../../../shared/domain/ids.ts';

const thread = {
  channelId: channelIdSchema.parse('2003'),
  personKey: personKeyForPhone('447700900456'),
  ownerUserId: userIdSchema.parse('u1'),
};

it('computes the ids that desktops and relays have stored already', () => {
  expect({
    person: personKeyForPhone('447700900456'),
    user: personKeyForBsuid('GB.1'),
    owned: conversationIdFor(thread),
    unassigned: conversationIdFor({ ...thread, ownerUserId: undefined }),
    message: messageIdForWamid('wamid.A'),
  }).toMatchInlineSnapshot(`
    {
      "message": "28de6e87-8cc9-5e60-b765-9c46792621ec",
      "owned": "673bb150-b27a-5eeb-b041-8e6d9fcef758",
      "person": "e51f0b8e-39df-5b44-b71f-2123f08e5a4a",
      "unassigned": "55b91fa2-5945-5134-ac1b-378b15c41fa2",
      "user": "0715d3fa-f7e3-54ec-9965-4da7c8f9df7a",
    }
  `);
});

it('keeps threads apart by channel, person and owner', () => {
  const others = [
    { ...thread, channelId: channelIdSchema.parse('2004') },
    { ...thread, personKey: personKeyForPhone('447700900457') },
    { ...thread, ownerUserId: userIdSchema.parse('u2') },
    { ...thread, ownerUserId: undefined },
  ];
  expect(new Set([thread, ...others].map(conversationIdFor)).size).toBe(5);
});

it('never takes a user id for a number, and hides both', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{8,15}$/), (digits) => {
      expect(personKeyForPhone(digits)).not.toBe(personKeyForBsuid(digits));
      expect(personKeyForPhone(digits)).not.toContain(digits);
      expect(messageIdForWamid(digits)).not.toContain(digits);
    }),
  );
});

test.each([personKeySchema, conversationIdSchema, messageIdSchema])(
  'an id is text of reasonable length',
  (schema) => {
    expect(schema.safeParse('').success).toBe(false);
    expect(schema.safeParse('x'.repeat(201)).success).toBe(false);
    expect(schema.safeParse(7).success).toBe(false);
    expect(schema.safeParse('x').success).toBe(true);
  },
);
