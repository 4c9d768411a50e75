import type { CallOutput } from '../../../shared/ipc/types.ts';
import { callMain } from '../../api.ts';
import { loadSnapshot } from './actions.ts';
import { tellError } from '../feedback/actions.ts';

export type UpdateOutcome = CallOutput<'updates:check'>['outcome'];

/** Looks for a newer version now; undefined where it could not be asked, which the user has been told. */
export async function checkForUpdate(): Promise<UpdateOutcome | undefined> {
  try {
    return (await callMain('updates:check', {})).outcome;
  } catch (error) {
    tellError(error);
    return undefined;
  }
}

/** The user has seen what is new. */
export async function dismissUpdateNews(): Promise<void> {
  await callMain('updates:dismiss-news', {}).catch(tellError);
  await loadSnapshot();
}

/** The app ends, and the new version starts. What is typed is kept as a draft. */
export async function restartToUpdate(): Promise<void> {
  await callMain('updates:restart', {}).catch(tellError);
}
