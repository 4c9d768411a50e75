import { AppError } from '../../../shared/domain/app-error.ts';
import { getApp, updateApp } from '../app-store.ts';
import { tellError } from '../feedback/actions.ts';
import { openInInbox } from '../navigation/actions.ts';
import type { Sound } from './state.ts';
import * as reduce from './reduce.ts';

/** Plays a sound from `at` (seconds) on, or stops it where it plays. */
export function togglePlay(sound: Sound, at: number): void {
  updateApp('player', (state) =>
    state.isPlaying && state.sound?.messageId === sound.messageId
      ? reduce.setPlaying(state, false)
      : reduce.play(state, sound, at),
  );
}

export function stopPlaying(): void {
  updateApp('player', (state) => reduce.setPlaying(state, false));
}

/** Goes to a place in the sound, in seconds. */
export function seekSound(at: number): void {
  updateApp('player', (state) => reduce.seek(state, at));
}

export function changeSpeed(): void {
  updateApp('player', reduce.changeSpeed);
}

export function hearSound(heard: { readonly at?: number; readonly duration?: number }): void {
  updateApp('player', (state) => reduce.hear(state, heard));
}

/** It has ended, or is wanted no more. */
export function closePlayer(): void {
  updateApp('player', reduce.close);
}

export function giveUpSound(): void {
  closePlayer();
  tellError(new AppError('internal', 'This sound cannot be played here. Save it and open it elsewhere.'));
}

/** Shows the message that the sound came with. */
export function showPlayed(): void {
  const { sound } = getApp().player;
  if (sound !== undefined) openInInbox(sound.conversationId, sound.messageId);
}
