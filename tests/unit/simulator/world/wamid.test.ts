import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../simulator/random.ts';
import { createWamid } from '../../../../simulator/world/wamid.ts';

const bytesOf = (wamid: string): Buffer => Buffer.from(wamid.slice('wamid.'.length), 'base64');

describe('a message id', () => {
  it.each([
    [false, 0x11, 18],
    [true, 0x12, 20],
  ])('has the anatomy of Meta’s (from the person: %s)', (isFromPerson, side, keyLength) => {
    const bytes = bytesOf(createWamid(createRandom(7), '447700900456', isFromPerson));
    expect([...bytes.subarray(0, 3)]).toEqual([0x1c, 0x18, 12]);
    expect(bytes.subarray(3, 15).toString()).toBe('447700900456');
    expect([...bytes.subarray(15, 20)]).toEqual([0x15, 0x02, 0x00, side, 0x18]);
    expect(bytes[20]).toBe(keyLength);
    expect(bytes.subarray(21, -1).toString()).toMatch(/^[0-9A-F]+$/);
    expect(bytes.at(-1)).toBe(0);
  });

  it('tells no number when there is none to tell', () => {
    expect(bytesOf(createWamid(createRandom(7), undefined, true)).toString()).toMatch(/^[0-9A-F]{32}$/);
  });

  it('is another one each time, and the same again with the same seed', () => {
    const [one, two] = [createRandom(3), createRandom(3)];
    const first = [createWamid(one, '44770', false), createWamid(one, '44770', false)];
    expect(new Set(first).size).toBe(2);
    expect([createWamid(two, '44770', false), createWamid(two, '44770', false)]).toEqual(first);
  });
});
