import type { CheckResult, ExampleFindings, OwnNumber } from '../../../shared/ipc/views.ts';

export type OwnNumberForm = {
  readonly phoneNumber: string;
  readonly wabaId: string;
  readonly phoneNumberId: string;
  readonly graphVersion: string;
};

export type SettingsState = {
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed';
  readonly failure: string | undefined;
  /** What is stored. The token is not part of it: main shows only its last four characters. */
  readonly ownNumber: OwnNumber | undefined;
  readonly form: OwnNumberForm;
  readonly findings: ExampleFindings | undefined;
  readonly result: CheckResult | undefined;
  readonly busy: 'reading' | 'saving' | 'checking' | 'removing' | undefined;
  readonly formFailure: string | undefined;
};

export const initialSettings: SettingsState = {
  phase: 'idle',
  failure: undefined,
  ownNumber: undefined,
  form: { phoneNumber: '', wabaId: '', phoneNumberId: '', graphVersion: '' },
  findings: undefined,
  result: undefined,
  busy: undefined,
  formFailure: undefined,
};
