import { type PlayerState, type Sound, SPEEDS, initialPlayer } from './state.ts';

/** Plays this sound from `at` (seconds) on, instead of whatever played before. */
export function play(state: PlayerState, sound: Sound, at: number): PlayerState {
  if (state.sound?.messageId === sound.messageId) return { ...state, isPlaying: true };
  return { ...initialPlayer, speed: state.speed, sound, isPlaying: true, at, wish: { at } };
}

export function setPlaying(state: PlayerState, isPlaying: boolean): PlayerState {
  return state.sound === undefined || state.isPlaying === isPlaying ? state : { ...state, isPlaying };
}

export function seek(state: PlayerState, at: number): PlayerState {
  return state.sound === undefined ? state : { ...state, at, wish: { at } };
}

/** What the sound itself tells; of one that was closed meanwhile it is no news. */
export function hear(
  state: PlayerState,
  heard: { readonly at?: number; readonly duration?: number },
): PlayerState {
  return state.sound === undefined ? state : { ...state, ...heard };
}

export function changeSpeed(state: PlayerState): PlayerState {
  return { ...state, speed: SPEEDS[(SPEEDS.indexOf(state.speed) + 1) % SPEEDS.length] ?? 1 };
}

export function close(state: PlayerState): PlayerState {
  return { ...initialPlayer, speed: state.speed };
}
