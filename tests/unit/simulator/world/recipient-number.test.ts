import { describe, expect, it } from 'vitest';
import { parseRecipientNumber } from '../../../../simulator/world/recipient-number.ts';

const business = '442079460123';

describe('reading `to`', () => {
  it.each([
    ['+447700900456', '447700900456'],
    ['+44 (7700) 900-456', '447700900456'],
    ['447700900456', '447700900456'],
    ['16315551234', '4416315551234'],
    ['+16315551234', '16315551234'],
    ['+525512345678', '5215512345678'],
    ['+541123456789', '5491123456789'],
    ['+5541987654321', '554187654321'],
    ['+5511987654321', '5511987654321'],
  ])('reads %s as %s', (to, waId) => {
    expect(parseRecipientNumber(to, business, false)?.waId).toBe(waId);
  });

  it.each(['00447700900456', '+00447700900456', 'Sam', '+44 7700 9OO456', '12', ''])('refuses %j', (to) => {
    expect(parseRecipientNumber(to, business, false)).toBeUndefined();
  });

  it('knows a number that no plan allows', () => {
    expect(parseRecipientNumber('+4477009004561234', business, false)?.isPossible).toBe(false);
  });

  it('leaves a number without plus alone on a test number', () => {
    expect(parseRecipientNumber('447700900456', '15550100199', true)?.waId).toBe('447700900456');
  });
});
