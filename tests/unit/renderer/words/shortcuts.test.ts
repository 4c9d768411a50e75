import { describe, expect, it } from 'vitest';
import { WINDOW_KEYS, findShortcut } from '../../../../renderer/words/shortcuts.ts';

type Press = {
  readonly key: string;
  readonly mod?: boolean;
  readonly shift?: boolean;
  readonly alt?: boolean;
};

const every = WINDOW_KEYS.flatMap(({ id, presses }) =>
  presses.map((press: Press, index) => ({ id, press, index })),
);
const plain = { key: 'a', code: 'KeyA', isMod: false, isShift: false, isAlt: false };

describe('a key of the window', () => {
  it.each(every)('$id is found by what the sheet says: $press.key', ({ id, press, index }) => {
    const code = /^[1-9]$/.test(press.key) ? `Digit${press.key}` : '';
    const pressed = {
      key: press.key,
      code,
      isMod: press.mod ?? false,
      isShift: press.shift ?? false,
      isAlt: press.alt ?? false,
    };
    expect(findShortcut(pressed)).toEqual({ id, index });
  });

  it('means one thing only', () => {
    const names = every.map(({ press: { key, mod, shift, alt } }) => [key, mod, shift, alt].join());
    expect(new Set(names).size).toBe(names.length);
  });

  it('is found whatever sign the keyboard has on it', () => {
    const digit = { ...plain, key: '¡', code: 'Digit1', isAlt: true };
    expect(findShortcut(digit)).toEqual({ id: 'place', index: 0 });
    expect(findShortcut({ ...plain, key: 'U', code: 'KeyU', isMod: true, isShift: true })?.id).toBe('unread');
  });

  it.each([
    plain,
    { ...plain, key: 'k', code: 'KeyK' },
    { ...plain, key: '/', code: 'Slash' },
    { ...plain, key: '1', code: 'Digit1' },
    { ...plain, key: 'k', code: 'KeyK', isMod: true, isAlt: true },
  ])('is not what somebody types: %j', (pressed) => {
    expect(findShortcut(pressed)).toBeUndefined();
  });
});
