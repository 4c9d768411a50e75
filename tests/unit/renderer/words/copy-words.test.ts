import { expect, test } from 'vitest';
import { describeForCopy } from '../../../../renderer/words/copy-words.ts';
import { formatFullTime } from '../../../../renderer/words/time-words.ts';
import { NOON, aMessage, sentBy } from './a-message.ts';

test('Several messages are copied with who and when, without marks', () => {
  const messages = [
    aMessage('one', 0, { ...sentBy('Priya Shah'), content: { type: 'text', text: 'Are you *free*?' } }),
    aMessage('two', 1, { content: { type: 'text', text: 'Yes\nfrom nine' } }),
  ];
  const [noon, later] = [formatFullTime(NOON), formatFullTime(NOON + 60_000)];
  expect(describeForCopy(messages, 'Sam Taylor')).toBe(
    `Priya Shah, ${noon}:\nAre you free?\n\nSam Taylor, ${later}:\nYes\nfrom nine`,
  );
});
