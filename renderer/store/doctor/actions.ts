import { callMain, explainError } from '../../api.ts';
import { getApp, updateApp } from '../app-store.ts';
import { tell, tellError } from '../feedback/actions.ts';

/** Looks at every hop; while it looks, the last report stays. */
export async function runDoctor(): Promise<void> {
  if (getApp().doctor.isRunning) return;
  updateApp('doctor', (state) => ({ ...state, isRunning: true, failure: undefined }));
  try {
    const report = await callMain('doctor:run', {});
    updateApp('doctor', () => ({ isRunning: false, report, failure: undefined }));
  } catch (error) {
    updateApp('doctor', (state) => ({ ...state, isRunning: false, failure: explainError(error) }));
  }
}

export async function copyReport(): Promise<void> {
  try {
    await callMain('doctor:copy-report', {});
    tell('The report was copied. It holds no secrets.');
  } catch (error) {
    tellError(error);
  }
}
