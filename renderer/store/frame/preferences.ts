import { DEFAULT_PREFERENCES, type Preferences } from '../../../shared/domain/preferences.ts';
import { callMain } from '../../api.ts';
import { type AppState, getApp, updateApp } from '../app-store.ts';
import { tellError } from '../feedback/actions.ts';
import { loadSnapshot } from './actions.ts';

/** Until the first snapshot: those that a new desktop starts with. */
export function selectPreferences(state: AppState): Preferences {
  return state.frame.snapshot?.preferences ?? DEFAULT_PREFERENCES;
}

/** Shown at once, kept by main; what main refuses is taken back and explained. */
export async function changePreferences(change: Partial<Preferences>): Promise<void> {
  const preferences = { ...selectPreferences(getApp()), ...change };
  updateApp('frame', (frame) =>
    frame.snapshot === undefined ? frame : { ...frame, snapshot: { ...frame.snapshot, preferences } },
  );
  try {
    await callMain('preferences:save', { preferences });
  } catch (error) {
    tellError(error);
    await loadSnapshot();
  }
}
