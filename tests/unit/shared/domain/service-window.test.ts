import { expect, test } from 'vitest';
import {
  CLOSING_SOON_MS,
  decideServiceWindow,
  isWindowOpen,
  SERVICE_WINDOW_MS,
} from '../../../../shared/domain/service-window.ts';

const NOW = 1_700_000_000_000;

test.each([
  ['never wrote', undefined, { state: 'never-opened' }, false],
  ['just wrote', NOW + SERVICE_WINDOW_MS, { state: 'open', remainingMs: SERVICE_WINDOW_MS }, true],
  [
    'more than two hours left',
    NOW + CLOSING_SOON_MS + 1,
    { state: 'open', remainingMs: CLOSING_SOON_MS + 1 },
    true,
  ],
  ['two hours left', NOW + CLOSING_SOON_MS, { state: 'closing-soon', remainingMs: CLOSING_SOON_MS }, true],
  ['a millisecond left', NOW + 1, { state: 'closing-soon', remainingMs: 1 }, true],
  ['over now', NOW, { state: 'closed', closedAt: NOW }, false],
  ['over yesterday', NOW - SERVICE_WINDOW_MS, { state: 'closed', closedAt: NOW - SERVICE_WINDOW_MS }, false],
])('the window of a person who %s', (_name, closesAt, expected, isOpen) => {
  expect(decideServiceWindow(closesAt, NOW)).toMatchObject(expected);
  expect(isWindowOpen(closesAt, NOW)).toBe(isOpen);
});
