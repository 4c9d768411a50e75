import type { UnlockAnswer } from '../../../shared/ipc/views.ts';
import { callMain } from '../../api.ts';
import { reloadAll } from '../boot.ts';
import { loadSnapshot } from '../frame/actions.ts';

/** @throws AppError with the sentence for the form. */
export async function choosePin(pin: string): Promise<void> {
  await callMain('lock:set-pin', { pin });
  await loadSnapshot();
}

/** Another PIN, or none any more. @throws AppError with the sentence for the form. */
export async function changePin(pin: string, next: string | undefined): Promise<string | undefined> {
  const answer = await callMain('lock:change-pin', { pin, ...(next === undefined ? {} : { next }) });
  if (answer.isChanged) await loadSnapshot();
  return answer.isChanged ? undefined : answer.problem;
}

/** @throws AppError with the sentence for the form. */
export async function unlock(pin: string): Promise<UnlockAnswer> {
  return afterwards(await callMain('lock:unlock', { pin }));
}

/** @throws AppError with the sentence for the form. */
export async function unlockBySystem(): Promise<UnlockAnswer> {
  return afterwards(await callMain('lock:ask-system', {}));
}

/** While it was locked nothing was fetched. */
async function afterwards(answer: UnlockAnswer): Promise<UnlockAnswer> {
  if (!answer.isUnlocked) return answer;
  await loadSnapshot();
  reloadAll();
  return answer;
}
