import { AppError } from '../../shared/domain/app-error.ts';
import type { DoctorReport } from '../../shared/ipc/number-views.ts';
import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';
import { describeReport } from './describe-report.ts';
import { runDoctor } from './run-doctor.ts';

export function createDoctorHandlers(context: Context): HandlersOf<'doctor'> {
  let last: DoctorReport | undefined;
  return {
    async 'doctor:run'() {
      last = await runDoctor(context);
      return last;
    },
    async 'doctor:copy-report'() {
      if (last === undefined) throw new AppError('not-found', 'Let the doctor look first.');
      await context.system.copyText(describeReport(last, context.system.platform));
      return {};
    },
  };
}
