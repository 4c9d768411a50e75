import { createAdministrationHandlers } from '../administration/handlers.ts';
import { createAccountHandlers } from '../account/handlers.ts';
import type { Context } from '../context.ts';
import { createCannedReplyHandlers } from '../canned-replies/handlers.ts';
import { createCostHandlers } from '../costs/handlers.ts';
import { createConversationsHandlers } from '../conversations/handlers.ts';
import { createDiagnosticsHandlers } from '../diagnostics/handlers.ts';
import { createDoctorHandlers } from '../doctor/handlers.ts';
import { createGuideHandlers } from '../guide/handlers.ts';
import { createLockHandlers } from '../lock/handlers.ts';
import { createMediaHandlers } from '../media/handlers.ts';
import { createMessagesHandlers } from '../messages/handlers.ts';
import { createNetworkHandlers } from '../network/handlers.ts';
import { createNotificationsHandlers } from '../notifications/handlers.ts';
import { createPreferencesHandlers } from '../preferences/handlers.ts';
import { createRecordFileHandlers } from '../record-files/handlers.ts';
import { createRecordsHandlers } from '../records/handlers.ts';
import { createSettingsHandlers } from '../settings/handlers.ts';
import { createFrameHandlers } from '../frame/handlers.ts';
import { createUpdatesHandlers } from '../updates/handlers.ts';
import { createTemplatesHandlers } from '../templates/handlers.ts';
import type { CallInput, CallName, CallOutput } from '../../shared/ipc/types.ts';

export type Handlers = { readonly [Name in CallName]: (input: CallInput<Name>) => Promise<CallOutput<Name>> };

/** The handlers of one noun: what a feature has to export. */
export type HandlersOf<Noun extends string> = Pick<Handlers, Extract<CallName, `${Noun}:${string}`>>;

/** The sum of what the features declare. A call that nobody handles does not compile. */
export function createHandlers(context: Context): Handlers {
  return {
    ...createFrameHandlers(context),
    ...createAccountHandlers(context),
    ...createNetworkHandlers(context),
    ...createRecordsHandlers(context),
    ...createRecordFileHandlers(context),
    ...createConversationsHandlers(context),
    ...createMessagesHandlers(context),
    ...createMediaHandlers(context),
    ...createTemplatesHandlers(context),
    ...createCannedReplyHandlers(context),
    ...createCostHandlers(context),
    ...createNotificationsHandlers(context),
    ...createSettingsHandlers(context),
    ...createPreferencesHandlers(context),
    ...createUpdatesHandlers(context),
    ...createDoctorHandlers(context),
    ...createLockHandlers(context),
    ...createDiagnosticsHandlers(context),
    ...createGuideHandlers(context),
    ...createAdministrationHandlers(context),
  } satisfies Handlers;
}
