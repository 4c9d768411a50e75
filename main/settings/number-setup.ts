import type { CallInput } from '../../shared/ipc/types.ts';
import type { CheckResult, NumberSettings } from '../../shared/ipc/number-views.ts';

export type NumberInput = Omit<CallInput<'settings:save-number'>, 'kind'>;

/** Sets up one WhatsApp number: the user's own on this desktop, the company's on the relay. */
export type NumberSetup = {
  find(): Promise<NumberSettings | undefined>;
  /**
   * Looks at the number at Meta and keeps it if it can be used. `pastedToken` counts where none was typed. Throws
   * AppError `invalid-input` for what cannot be looked at.
   */
  save(input: NumberInput, pastedToken: string | undefined): Promise<CheckResult>;
  /** Looks again at what is kept. Throws AppError `not-set-up`. */
  check(): Promise<CheckResult>;
  remove(): Promise<void>;
};
