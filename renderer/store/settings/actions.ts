import { callMain, explainError } from '../../api.ts';
import { getApp, updateApp } from '../app-store.ts';
import { tell } from '../feedback/actions.ts';
import * as reduce from './reduce.ts';
import { type NumberForm, type NumberKind, type NumberState, initialNumber } from './state.ts';

export async function loadNumber(kind: NumberKind): Promise<void> {
  update(kind, (state) => ({ ...state, phase: state.phase === 'ready' ? 'ready' : 'loading' }));
  try {
    const { number } = await callMain('settings:get-number', { kind });
    update(kind, (state) => reduce.acceptStored(state, number));
  } catch (error) {
    update(kind, (state) => ({ ...state, phase: 'failed', failure: explainError(error) }));
  }
}

export function editField(kind: NumberKind, field: keyof NumberForm, value: string): void {
  update(kind, (state) => reduce.editField(state, field, value));
}

/** Reads a pasted example. Answers whether it was read: the paste box is then emptied, since it holds a token. */
export async function readExample(kind: NumberKind, text: string): Promise<boolean> {
  update(kind, (state) => reduce.startBusy(state, 'reading'));
  try {
    const findings = await callMain('settings:read-example', { kind, text });
    update(kind, (state) => reduce.acceptFindings(state, findings));
    return true;
  } catch (error) {
    update(kind, (state) => reduce.failForm(state, explainError(error)));
    return false;
  }
}

/** Saves and checks. Answers whether main has kept it: a typed token is then forgotten here, and not before. */
export async function saveNumber(kind: NumberKind, token: string): Promise<boolean> {
  update(kind, (state) => reduce.startBusy(state, 'saving'));
  try {
    const { form } = getApp().settings[kind];
    const result = await callMain('settings:save-number', {
      kind,
      ...form,
      ...(token === '' ? {} : { token }),
    });
    update(kind, (state) => ({
      ...reduce.acceptResult(state, result),
      // Main keeps the example's token for the next try.
      findings: result.isUsable ? undefined : state.findings,
    }));
    if (result.isUsable) {
      const { number } = await callMain('settings:get-number', { kind });
      update(kind, (state) => reduce.showStored(state, number));
    }
    return result.isUsable;
  } catch (error) {
    update(kind, (state) => reduce.failForm(state, explainError(error)));
    return false;
  }
}

export async function checkNumber(kind: NumberKind): Promise<void> {
  update(kind, (state) => reduce.startBusy(state, 'checking'));
  try {
    const result = await callMain('settings:check-number', { kind });
    update(kind, (state) => reduce.acceptResult(state, result));
  } catch (error) {
    update(kind, (state) => reduce.failForm(state, explainError(error)));
  }
}

export async function removeNumber(kind: NumberKind): Promise<void> {
  update(kind, (state) => reduce.startBusy(state, 'removing'));
  try {
    await callMain('settings:remove-number', { kind });
    update(kind, () => initialNumber);
    await loadNumber(kind);
    tell(kind === 'own' ? 'Your number was removed.' : 'The company’s number was removed.');
  } catch (error) {
    update(kind, (state) => reduce.failForm(state, explainError(error)));
  }
}

function update(kind: NumberKind, change: (state: NumberState) => NumberState): void {
  updateApp('settings', (settings) => ({ ...settings, [kind]: change(settings[kind]) }));
}
