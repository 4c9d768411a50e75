import { AppError } from '../../shared/domain/app-error.ts';
import type { ChannelId, ConversationId, RecordId, TemplateId } from '../../shared/domain/ids.ts';
import { fillVariables } from '../../shared/domain/fill-variables.ts';
import {
  type VariableMapping,
  completeMapping,
  isMappingStale,
} from '../../shared/domain/template-mapping.ts';
import { countryOfNumber } from '../../shared/domain/phone-number.ts';
import { type Template, explainNotSendable, renderTemplate } from '../../shared/domain/template.ts';
import type { CallOutput } from '../../shared/ipc/types.ts';
import type { PreparedTemplate } from '../../shared/ipc/views.ts';
import { type Changes, createChangeTracker, summariseChanges } from './change-tracker.ts';
import { findChannel } from './channels.ts';
import { getCosts } from './costs.ts';
import { getStoredConversation } from './conversations.ts';
import {
  type Json,
  type ReadHandle,
  type WriteHandle,
  findRow,
  inTransaction,
  listRows,
  readJson,
} from './handle.ts';
import { describePerson, findAddressee } from './people.ts';
import { overlayTemplate, saveTemplate } from './project-template.ts';
import { getRecord } from './records.ts';
import { findMapping, listMappings } from './template-mappings.ts';
import { findMe } from './users.ts';

const LIST = `SELECT data FROM templates WHERE waba_id = :wabaId AND data IS NOT NULL`;

/** All templates of the channel's account, those that can be sent first, each other one with its reason. */
export function listTemplates(
  db: ReadHandle,
  { channelId }: { readonly channelId: ChannelId },
): CallOutput<'templates:list'> {
  const templates = listAccountTemplates(db, findChannel(db, channelId)?.wabaId ?? '');
  const mappings = listMappings(db);
  const rows = templates.map((template) => {
    const notSendableReason = explainNotSendable(template);
    const chosen = mappings.get(template.id);
    return {
      template,
      ...(notSendableReason === undefined ? {} : { notSendableReason }),
      mapping: [...completeMapping(template, chosen)],
      isMapped: chosen !== undefined,
      isMappingStale: chosen !== undefined && isMappingStale(template, chosen),
    };
  });
  rows.sort(
    (a, b) =>
      Number(a.notSendableReason !== undefined) - Number(b.notSendableReason !== undefined) ||
      a.template.name.localeCompare(b.template.name) ||
      a.template.language.localeCompare(b.template.language),
  );
  const syncedAt =
    templates.length === 0 ? undefined : Math.max(...templates.map((template) => template.syncedAt));
  return { rows, ...(syncedAt === undefined ? {} : { syncedAt }) };
}

function listAccountTemplates(db: ReadHandle, wabaId: string): Template[] {
  return listRows<{ data: Json<Template> }>(db, LIST, { wabaId }).map(({ data }) => readJson(data));
}

/** Throws AppError `not-found`. */
export function getTemplate(db: ReadHandle, id: TemplateId): Template {
  const row = findRow<{ data: Json<Template> | null }>(db, 'SELECT data FROM templates WHERE id = :id', {
    id,
  });
  if (row === undefined || row.data === null)
    throw new AppError('not-found', 'This template is no longer there. Refresh the templates.');
  return readJson(row.data);
}

export type PrepareTemplate = {
  readonly templateId: TemplateId;
  readonly recordId?: RecordId | undefined;
  readonly conversationId?: ConversationId | undefined;
  /** A mapping that is being tried; default: the one that counts. */
  readonly mapping?: readonly VariableMapping[] | undefined;
};

/** The template with its variables filled from the record (the conversation's, if none is named) and the user. */
export function prepareTemplate(db: ReadHandle, input: PrepareTemplate): PreparedTemplate {
  const template = getTemplate(db, input.templateId);
  const me = findMe(db);
  if (me === undefined) throw new AppError('not-signed-in', 'Sign in to send messages.');
  const recordId = input.recordId ?? findRecordOf(db, input.conversationId);
  const record = recordId === undefined ? undefined : getRecord(db, recordId);
  const mapping = input.mapping ?? findMapping(db, template.id);
  const variables = fillVariables(template, { record, user: me }, mapping);
  const values = Object.fromEntries(variables.map(({ key, value }) => [key, value]));
  return {
    template,
    variables: variables.map(({ mergeCode, ...variable }) => ({
      ...variable,
      ...(mergeCode === undefined ? {} : { mergeCode }),
    })),
    rendered: renderTemplate(template, values),
    costs: describeCosts(db, input.conversationId),
  };
}

function describeCosts(
  db: ReadHandle,
  conversationId: ConversationId | undefined,
): PreparedTemplate['costs'] {
  const { rates, asOf } = getCosts(db);
  const addressee = conversationId && findAddressee(db, getStoredConversation(db, conversationId).personKey);
  const country = addressee && 'to' in addressee ? countryOfNumber(addressee.to) : undefined;
  return {
    rates: [...rates],
    ...(asOf === undefined ? {} : { asOf }),
    ...(country === undefined ? {} : { country }),
  };
}

/** The record of a conversation's person, if there is one. */
export function findRecordOf(
  db: ReadHandle,
  conversationId: ConversationId | undefined,
): RecordId | undefined {
  if (conversationId === undefined) return undefined;
  return describePerson(db, getStoredConversation(db, conversationId).personKey).recordIds[0];
}

export type UpsertTemplates = {
  readonly wabaId: string;
  /** Every template of the account, as just read from Meta. */
  readonly templates: readonly Template[];
  readonly now: number;
};

/** The account's templates as Meta told them just now. One that is missing was deleted there: it stays, greyed. */
export function upsertTemplates(db: WriteHandle, { wabaId, templates, now }: UpsertTemplates): Changes {
  return inTransaction(db, () => {
    const changes = createChangeTracker();
    const told = new Set(templates.map(({ id }) => id));
    for (const template of templates) {
      if (saveTemplate(db, template)) changes.hasTemplateChanges = true;
    }
    for (const { id } of listAccountTemplates(db, wabaId)) {
      if (told.has(id)) continue;
      if (overlayTemplate(db, { id, wabaId, syncedAt: now, status: 'deleted' }))
        changes.hasTemplateChanges = true;
    }
    return summariseChanges(db, changes, findMe(db)?.id);
  });
}
