import type { CheckResult, ExampleFindings, NumberSettings } from '../../../shared/ipc/number-views.ts';
import { type NumberForm, type NumberState, initialNumber } from './state.ts';

/** Takes in what is stored. What the user has begun to type stays. */
export function acceptStored(state: NumberState, stored: NumberSettings | undefined): NumberState {
  const isUntouched = Object.entries(state.form).every(
    // The form's fields are those of what is stored.
    ([field, value]) => value === (state.stored?.[field as keyof NumberForm] ?? ''),
  );
  const shown = showStored(state, stored);
  return isUntouched ? shown : { ...shown, form: state.form };
}

/** After saving: the form shows what was kept, which Meta may have put right. */
export function showStored(state: NumberState, stored: NumberSettings | undefined): NumberState {
  const { phoneNumber, wabaId, phoneNumberId, graphVersion } = stored ?? initialNumber.form;
  return {
    ...state,
    phase: 'ready',
    failure: undefined,
    stored,
    form: { phoneNumber, wabaId, phoneNumberId, graphVersion },
  };
}

export function editField(state: NumberState, field: keyof NumberForm, value: string): NumberState {
  return { ...state, form: { ...state.form, [field]: value }, formFailure: undefined };
}

/** Fills the form with what was read out of the example; fields that were not found stay as they are. */
export function acceptFindings(state: NumberState, findings: ExampleFindings): NumberState {
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

export function startBusy(state: NumberState, busy: NonNullable<NumberState['busy']>): NumberState {
  return { ...state, busy, formFailure: undefined };
}

export function acceptResult(state: NumberState, result: CheckResult): NumberState {
  return { ...state, busy: undefined, result };
}

export function failForm(state: NumberState, formFailure: string): NumberState {
  return { ...state, busy: undefined, formFailure };
}
