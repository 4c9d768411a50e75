import { expect, test } from 'vitest';
import { decideComposer } from '../../../../renderer/words/decide-composer.ts';

const HOUR = 3_600_000;
const NOW = new Date(2026, 10, 22, 14, 0).getTime();
const facts = { canSend: true, hasOptedOut: false, personName: 'Amara' } as const;
const said = { text: 'Hello', at: NOW - HOUR, isInbound: false, type: 'template' } as const;

test('an open window is a box with a quiet countdown', () => {
  expect(decideComposer({ ...facts, windowClosesAt: NOW + 23 * HOUR + 12 * 60_000 }, NOW)).toEqual({
    kind: 'write',
    closesAt: NOW + 23 * HOUR + 12 * 60_000,
    countdown: 'Window open 23 h 12 m',
    isClosingSoon: false,
    warning: undefined,
  });
});

test('the last two hours are told apart', () => {
  expect(decideComposer({ ...facts, windowClosesAt: NOW + 2 * HOUR }, NOW)).toMatchObject({
    kind: 'write',
    isClosingSoon: true,
    countdown: 'Window closes in 2 h 0 m',
  });
});

test('at the very moment of closing the box is gone', () => {
  expect(decideComposer({ ...facts, windowClosesAt: NOW + 1 }, NOW).kind).toBe('write');
  expect(decideComposer({ ...facts, windowClosesAt: NOW }, NOW)).toMatchObject({
    kind: 'choose-template',
    title: 'The window closed at 14:00',
  });
});

test('where nobody has written yet, a template begins', () => {
  expect(decideComposer(facts, NOW)).toMatchObject({
    kind: 'choose-template',
    title: 'Begin with a template',
  });
});

test('after the first template the composer waits for an answer', () => {
  expect(decideComposer({ ...facts, lastMessage: said }, NOW)).toMatchObject({
    kind: 'choose-template',
    title: 'Waiting for Amara to answer',
  });
});

test('after a message that failed nobody is said to be waited for', () => {
  expect(decideComposer({ ...facts, lastMessage: { ...said, status: 'failed' } }, NOW)).toMatchObject({
    kind: 'choose-template',
    title: 'The last message did not reach Amara',
  });
});

test('after STOP no template is offered once the window is closed', () => {
  const optedOut = { ...facts, hasOptedOut: true, optedOutAt: NOW - 30 * HOUR };
  expect(decideComposer({ ...optedOut, windowClosesAt: NOW - HOUR }, NOW).kind).toBe('blocked');
  expect(decideComposer(optedOut, NOW).kind).toBe('blocked');
});

test('after STOP an answer in the open window carries a warning', () => {
  const face = decideComposer({ ...facts, hasOptedOut: true, windowClosesAt: NOW + HOUR }, NOW);
  expect(face).toMatchObject({
    kind: 'write',
    warning: expect.stringContaining('Amara asked not to be messaged'),
  });
});

test('a conversation on the number of a colleague says why nothing can be sent, even in an open window', () => {
  const face = decideComposer(
    { ...facts, canSend: false, cannotSendReason: 'It is on Tom’s number.', windowClosesAt: NOW + HOUR },
    NOW,
  );
  expect(face).toMatchObject({ kind: 'blocked', explanation: 'It is on Tom’s number.' });
});
