import { expect, it, test } from 'vitest';
import {
  addresseeSchema,
  enrolRequestSchema,
  putRecordsSchema,
  relayErrorSchema,
} from '../../../../shared/protocol/http.ts';

test.each([{ to: '+447700900456' }, { recipient: 'GB.1029384756102938475610' }])(
  '%j is an addressee',
  (addressee) => {
    expect(addresseeSchema.parse(addressee)).toEqual(addressee);
  },
);

test.each([
  {},
  { to: '447700900456' },
  { to: '07700900456' },
  { to: '+44 7700 900456' },
  { to: '+1' },
  { to: '' },
  { recipient: '' },
])('%j is no addressee', (addressee) => {
  expect(addresseeSchema.safeParse(addressee).success).toBe(false);
});

it('keeps one of two identities, because Meta answers ambiguously to both', () => {
  expect(addresseeSchema.parse({ to: '+447700900456', recipient: 'GB.1' })).toEqual({ to: '+447700900456' });
});

it('reads a code that was pasted with blanks around it', () => {
  expect(enrolRequestSchema.parse({ code: ' ABCD-1234\n', deviceName: ' Laptop ' })).toEqual({
    code: 'ABCD-1234',
    deviceName: 'Laptop',
  });
});

it('takes records in bulk, bad ones too, but neither none nor too many', () => {
  expect(putRecordsSchema.safeParse({ records: [null, 7, {}] }).success).toBe(true);
  expect(putRecordsSchema.safeParse({ records: [] }).success).toBe(false);
  expect(putRecordsSchema.safeParse({ records: Array(5_001).fill(0) }).success).toBe(false);
});

it('names an error for programs and for people', () => {
  const error = { error: { code: 'unauthorised', message: 'This desktop is not signed in.' } };
  expect(relayErrorSchema.parse(error)).toEqual(error);
  expect(relayErrorSchema.safeParse({ error: { code: 'teapot', message: 'x' } }).success).toBe(false);
});
