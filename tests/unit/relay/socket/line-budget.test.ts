import { expect, test } from 'vitest';
import { createLineBudget } from '../../../../relay/socket/line-budget.ts';

function createLines(...sizes: readonly number[]) {
  const ended: number[] = [];
  const sessions = sizes.map((bytes) => ({
    bufferedBytes: () => bytes,
    end: (reason: string) => void (reason === 'too-slow' && ended.push(bytes)),
  }));
  return { sessions: new Set(sessions), ended };
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test('Lines that hold too much together lose those that hold most, until half of it is free.', async () => {
  const { sessions, ended } = createLines(10, 400, 30, 500, 200);
  createLineBudget(sessions, 1_000).notePushed(500);
  await nextTurn();
  expect(ended).toEqual([500, 400]);
});

test('Lines that have handed over by the next turn lose nobody, however much was pushed.', async () => {
  const { sessions, ended } = createLines(100, 200);
  createLineBudget(sessions, 1_000).notePushed(1_000_000);
  await nextTurn();
  expect(ended).toEqual([]);
});

test('A budget that was stopped does not look any more.', async () => {
  const { sessions, ended } = createLines(5_000);
  const budget = createLineBudget(sessions, 1_000);
  budget.notePushed(5_000);
  budget.stop();
  await nextTurn();
  expect(ended).toEqual([]);
});
