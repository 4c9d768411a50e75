import { expect, test } from 'vitest';
import { describeConnection } from '../../../../renderer/words/connection-words.ts';

const NOW = new Date(2026, 10, 22, 14, 30).getTime();

test.each([
  [{ state: 'online' } as const, 'good', 'Online'],
  [{ state: 'connecting' } as const, 'busy', 'Connecting'],
  [{ state: 'catching-up', done: 37, total: 2_000 } as const, 'busy', 'Catching up 37 of 2,000'],
  [
    { state: 'offline', since: new Date(2026, 10, 22, 14, 2).getTime(), reason: 'No network.' } as const,
    'bad',
    'Offline since 14:02',
  ],
  [{ state: 'refused', reason: 'This desktop was removed.' } as const, 'bad', 'Not connected'],
])('%o is told in words', (connection, tone, label) => {
  expect(describeConnection(connection, NOW)).toMatchObject({ tone, label });
});
