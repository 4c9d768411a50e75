import { callMain, explainError } from '../../api.ts';
import { getApp, updateApp } from '../app-store.ts';
import { tell } from '../feedback/actions.ts';
import * as reduce from './reduce.ts';
import { type OwnNumberForm, initialSettings } from './state.ts';

export async function loadOwnNumber(): Promise<void> {
  updateApp('settings', (state) => ({ ...state, phase: state.phase === 'ready' ? 'ready' : 'loading' }));
  try {
    const { ownNumber } = await callMain('settings:get-own-number', {});
    updateApp('settings', (state) => reduce.acceptOwnNumber(state, ownNumber));
  } catch (error) {
    updateApp('settings', (state) => ({ ...state, phase: 'failed', failure: explainError(error) }));
  }
}

export function editField(field: keyof OwnNumberForm, value: string): void {
  updateApp('settings', (state) => reduce.editField(state, field, value));
}

/** Reads a pasted example. Answers whether it was read: the paste box is then emptied, since it holds a token. */
export async function readExample(text: string): Promise<boolean> {
  updateApp('settings', (state) => reduce.startBusy(state, 'reading'));
  try {
    const findings = await callMain('settings:read-example', { text });
    updateApp('settings', (state) => reduce.acceptFindings(state, findings));
    return true;
  } catch (error) {
    updateApp('settings', (state) => reduce.failForm(state, explainError(error)));
    return false;
  }
}

/** Saves and checks. Answers whether main has kept it: a typed token is then forgotten here, and not before. */
export async function saveOwnNumber(token: string): Promise<boolean> {
  updateApp('settings', (state) => reduce.startBusy(state, 'saving'));
  try {
    const { form } = getApp().settings;
    const result = await callMain('settings:save-own-number', {
      ...form,
      ...(token === '' ? {} : { token }),
    });
    updateApp('settings', (state) => ({
      ...reduce.acceptResult(state, result),
      // Main keeps the example's token for the next try.
      findings: result.isUsable ? undefined : state.findings,
    }));
    await loadOwnNumber();
    return result.isUsable;
  } catch (error) {
    updateApp('settings', (state) => reduce.failForm(state, explainError(error)));
    return false;
  }
}

export async function checkOwnNumber(): Promise<void> {
  updateApp('settings', (state) => reduce.startBusy(state, 'checking'));
  try {
    const result = await callMain('settings:check-own-number', {});
    updateApp('settings', (state) => reduce.acceptResult(state, result));
  } catch (error) {
    updateApp('settings', (state) => reduce.failForm(state, explainError(error)));
  }
}

export async function removeOwnNumber(): Promise<void> {
  updateApp('settings', (state) => reduce.startBusy(state, 'removing'));
  try {
    await callMain('settings:remove-own-number', {});
    updateApp('settings', () => initialSettings);
    await loadOwnNumber();
    tell('Your number was removed.');
  } catch (error) {
    updateApp('settings', (state) => reduce.failForm(state, explainError(error)));
  }
}
