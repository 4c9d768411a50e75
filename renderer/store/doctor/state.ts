import type { DoctorReport } from '../../../shared/ipc/number-views.ts';

export type DoctorState = {
  readonly isRunning: boolean;
  readonly report: DoctorReport | undefined;
  readonly failure: string | undefined;
};

export const initialDoctor: DoctorState = { isRunning: false, report: undefined, failure: undefined };
