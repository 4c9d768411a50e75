import type { CheckResult, ExampleFindings, NumberSettings } from '../../../shared/ipc/number-views.ts';

/** The user's own number, or the company's. */
export type NumberKind = 'own' | 'company';

export type NumberForm = {
  readonly phoneNumber: string;
  readonly wabaId: string;
  readonly phoneNumberId: string;
  readonly graphVersion: string;
};

export type NumberState = {
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed';
  readonly failure: string | undefined;
  /** What is stored. The token is not part of it: main shows only its last four characters. */
  readonly stored: NumberSettings | undefined;
  readonly form: NumberForm;
  readonly findings: ExampleFindings | undefined;
  readonly result: CheckResult | undefined;
  readonly busy: 'reading' | 'saving' | 'checking' | 'removing' | undefined;
  readonly formFailure: string | undefined;
};

export type SettingsState = Readonly<Record<NumberKind, NumberState>>;

export const initialNumber: NumberState = {
  phase: 'idle',
  failure: undefined,
  stored: undefined,
  form: { phoneNumber: '', wabaId: '', phoneNumberId: '', graphVersion: '' },
  findings: undefined,
  result: undefined,
  busy: undefined,
  formFailure: undefined,
};

export const initialSettings: SettingsState = { own: initialNumber, company: initialNumber };
