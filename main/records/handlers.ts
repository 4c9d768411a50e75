import { AppError } from '../../shared/domain/app-error.ts';
import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';

export function createRecordsHandlers(context: Context): HandlersOf<'records'> {
  return {
    'records:list': (input) => context.desk().db.listRecords(input),
    'records:get': ({ recordId }) => context.desk().db.getRecordDetails({ recordId }),
    'records:list-history': (input) => context.desk().db.listHistory(input),
    async 'records:open-sms'({ recordId, e164 }) {
      const { record } = await context.desk().db.getRecordDetails({ recordId });
      // Only a number that stands on the record: the window cannot make the system dial anything else.
      if (!record.phones.some((phone) => phone.e164 === e164)) {
        throw new AppError('invalid-input', 'This number is not on the record.');
      }
      await context.system.openExternal(`sms:${e164}`);
      return {};
    },
  };
}
