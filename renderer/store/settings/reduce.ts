import type { CheckResult, ExampleFindings, OwnNumber } from '../../../shared/ipc/views.ts';
import { type OwnNumberForm, type SettingsState, initialSettings } from './state.ts';

/** Takes in what is stored. What the user has begun to type stays. */
export function acceptOwnNumber(state: SettingsState, ownNumber: OwnNumber | undefined): SettingsState {
  const isUntouched = Object.entries(state.form).every(
    ([field, value]) => value === (state.ownNumber?.[field as keyof OwnNumberForm] ?? ''),
  );
  const { phoneNumber, wabaId, phoneNumberId, graphVersion } = ownNumber ?? initialSettings.form;
  return {
    ...state,
    phase: 'ready',
    failure: undefined,
    ownNumber,
    form: isUntouched ? { phoneNumber, wabaId, phoneNumberId, graphVersion } : state.form,
  };
}

export function editField(state: SettingsState, field: keyof OwnNumberForm, value: string): SettingsState {
  return { ...state, form: { ...state.form, [field]: value }, formFailure: undefined };
}

/** Fills the form with what was read out of the example; fields that were not found stay as they are. */
export function acceptFindings(state: SettingsState, findings: ExampleFindings): SettingsState {
  const { form } = state;
  return {
    ...state,
    findings,
    busy: undefined,
    form: {
      phoneNumber: form.phoneNumber,
      wabaId: findings.wabaId ?? form.wabaId,
      phoneNumberId: findings.phoneNumberId ?? form.phoneNumberId,
      graphVersion: findings.graphVersion ?? form.graphVersion,
    },
  };
}

export function startBusy(state: SettingsState, busy: NonNullable<SettingsState['busy']>): SettingsState {
  return { ...state, busy, formFailure: undefined };
}

export function acceptResult(state: SettingsState, result: CheckResult): SettingsState {
  return { ...state, busy: undefined, result };
}

export function failForm(state: SettingsState, formFailure: string): SettingsState {
  return { ...state, busy: undefined, formFailure };
}
