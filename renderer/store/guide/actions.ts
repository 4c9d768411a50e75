import { callMain } from '../../api.ts';
import { getApp, updateApp } from '../app-store.ts';
import { tellError } from '../feedback/actions.ts';

export async function loadGuide(): Promise<void> {
  try {
    const { done } = await callMain('guide:get-progress', {});
    updateApp('guide', (state) => ({ ...state, phase: 'ready', done }));
  } catch (error) {
    tellError(error);
  }
}

/** Ticks a step, or takes the tick back. Kept across restarts. */
export async function tickStep(id: string, isDone: boolean): Promise<void> {
  const others = getApp().guide.done.filter((known) => known !== id);
  const done = isDone ? [...others, id] : others;
  updateApp('guide', (state) => ({ ...state, done }));
  await callMain('guide:save-progress', { done: [...done] }).catch(tellError);
}

/** Asks the relay what Meta has said to it. A relay that does not answer leaves the last answer. */
export async function loadWebhook(): Promise<void> {
  const webhook = await callMain('guide:get-webhook', {}).catch(() => undefined);
  if (webhook !== undefined) updateApp('guide', (state) => ({ ...state, webhook }));
}
