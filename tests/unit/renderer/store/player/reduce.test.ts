import { expect, it } from 'vitest';
import * as reduce from '../../../../../renderer/store/player/reduce.ts';
import { type Sound, initialPlayer } from '../../../../../renderer/store/player/state.ts';
import type { ConversationId, MessageId } from '../../../../../shared/domain/ids.ts';

const sound = (id: string): Sound => ({
  // Ids of the test.
  messageId: id as MessageId,
  conversationId: 'c' as ConversationId,
  name: 'voice message',
  from: 'Sam Taylor',
});

it('plays one sound at a time, from the place that was asked for', () => {
  const first = reduce.play(initialPlayer, sound('a'), 0);
  const second = reduce.play(reduce.hear(first, { at: 4, duration: 9 }), sound('b'), 3);
  expect(second).toMatchObject({ sound: sound('b'), isPlaying: true, at: 3, wish: { at: 3 } });
  expect(second.duration).toBeNaN();
});

it('goes on where it was stopped, when the same sound is played again', () => {
  const heard = reduce.hear(reduce.play(initialPlayer, sound('a'), 0), { at: 4 });
  const stopped = reduce.setPlaying(heard, false);
  expect(reduce.play(stopped, sound('a'), 0)).toEqual(heard);
});

it('keeps its speed from one sound to the next, and when it is closed', () => {
  const faster = reduce.changeSpeed(reduce.play(initialPlayer, sound('a'), 0));
  expect(reduce.play(faster, sound('b'), 0).speed).toBe(1.5);
  expect(reduce.close(faster)).toEqual({ ...initialPlayer, speed: 1.5 });
  expect(reduce.changeSpeed(reduce.changeSpeed(faster)).speed).toBe(1);
});

it.each([
  ['place', reduce.hear(initialPlayer, { at: 3 })],
  ['wish', reduce.seek(initialPlayer, 3)],
  ['state', reduce.setPlaying(initialPlayer, true)],
])('a closed player takes no %s of a sound that was', (_what, state) => {
  expect(state).toBe(initialPlayer);
});
