import { AppError } from '../../shared/domain/app-error.ts';
import { type ConversationId, type RecordId, newRecordId } from '../../shared/domain/ids.ts';
import { recordLinkSchema } from '../../shared/protocol/events.ts';
import type { NewRecord } from '../../shared/protocol/http.ts';
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
    async 'records:link'(input) {
      await askRelay(context, 'PUT', input);
      return {};
    },
    async 'records:unlink'(input) {
      await askRelay(context, 'DELETE', input);
      return {};
    },
    async 'records:create'({ conversationId, ...create }) {
      if (create.firstName === '' && create.lastName === '') {
        throw new AppError('invalid-input', 'Type a first or a last name.');
      }
      const recordId = newRecordId(conversationId, [create.kind, create.firstName, create.lastName]);
      await askRelay(context, 'PUT', { recordId, conversationId }, { create });
      return { recordId };
    },
  };
}

/** The relay decides, for all desktops; what it answers shows here at once, and comes again through the log. */
async function askRelay(
  context: Context,
  method: 'PUT' | 'DELETE',
  { recordId, conversationId }: { readonly recordId: RecordId; readonly conversationId: ConversationId },
  body?: { readonly create: NewRecord },
): Promise<void> {
  const { relay, db } = context.desk();
  const link = await relay.request({
    method,
    path: `/v1/conversations/${encodeURIComponent(conversationId)}/records/${encodeURIComponent(recordId)}`,
    answer: recordLinkSchema,
    ...(body === undefined ? {} : { body }),
  });
  context.changes.publish(await db.saveRecordLink(link));
}
