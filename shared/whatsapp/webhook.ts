import type { MessageContent } from '../domain/message-content.ts';
import { contentFromMeta, mediaUrlFromMeta } from './content-from-meta.ts';
import type { MetaError } from './errors.ts';
import { type AccountItem, parseAccountChange } from './webhook-account.ts';
import {
  type Contact,
  type Message,
  contactSchema,
  envelopeSchema,
  messageSchema,
  preferenceSchema,
  statusSchema,
  valueSchema,
} from './webhook-schemas.ts';

/** The identities that Meta gave for a person. At least one is there. */
export type MetaIdentity = {
  readonly bsuid?: string | undefined;
  /** Digits without plus. */
  readonly waId?: string | undefined;
};

/** What the person calls themselves on WhatsApp. */
export type MetaProfile = { readonly name?: string | undefined; readonly username?: string | undefined };

export type InboundItem = {
  readonly kind: 'message';
  readonly phoneNumberId: string;
  readonly wamid: string;
  /** Epoch ms. */
  readonly at: number;
  readonly from: MetaIdentity;
  readonly profile: MetaProfile;
  readonly content: MessageContent;
  /** Where its file can be fetched for five minutes, with the token of its number. */
  readonly mediaUrl?: string | undefined;
  readonly quotedWamid?: string | undefined;
  /** The person's new ids, where a system message says that they changed; `from` are the old ones. */
  readonly movedTo?: MetaIdentity | undefined;
};

export type StatusItem = {
  readonly kind: 'status';
  readonly phoneNumberId: string;
  readonly wamid: string;
  readonly at: number;
  readonly status: 'sent' | 'delivered' | 'read' | 'played' | 'failed';
  readonly recipient: MetaIdentity | undefined;
  readonly profile: MetaProfile;
  readonly callbackData?: string | undefined;
  readonly error?: MetaError | undefined;
  readonly pricing?:
    | { readonly category: string; readonly type: string; readonly isBillable?: boolean | undefined }
    | undefined;
};

export type PreferenceItem = {
  readonly kind: 'preference';
  readonly phoneNumberId: string;
  readonly person: MetaIdentity;
  readonly hasOptedOut: boolean;
  readonly at: number;
};

/** Kept as it came: a field we do not know, or one that is not what Meta promises. */
export type OtherItem = {
  readonly kind: 'other';
  readonly field: string;
  readonly payload: unknown;
  /** Where Meta gives a time: the same words at another time are another fact. Epoch ms. */
  readonly at?: number | undefined;
};

export type WebhookItem = InboundItem | StatusItem | PreferenceItem | AccountItem | OtherItem;

/**
 * Cuts a webhook into items: every entry, change, message and status. Undefined when it is not a webhook of a WhatsApp
 * business account at all. Loose where Meta is loose, and one malformed item never costs its neighbours: it becomes
 * `other`. `receivedAt` stands in for a time that is missing. Source: Meta, webhooks.
 */
export function parseWebhook(body: unknown, receivedAt: number): readonly WebhookItem[] | undefined {
  const parsed = envelopeSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const items: WebhookItem[] = [];
  for (const entry of parsed.data.entry) {
    const context = { wabaId: entry.id ?? '', at: readTime(entry.time, receivedAt) };
    for (const { field, value } of entry.changes) {
      if (field === 'messages' || field === 'user_preferences')
        items.push(...parseValue(field, value, receivedAt));
      else
        items.push(
          parseAccountChange(field, value, context) ?? keepChange(field, value, entry.time, context.at),
        );
    }
  }
  return items;
}

function keepChange(field: string, payload: unknown, time: number | undefined, at: number): OtherItem {
  return { kind: 'other', field, payload, ...(time === undefined ? {} : { at }) };
}

function parseValue(field: string, raw: unknown, receivedAt: number): readonly WebhookItem[] {
  const other = (payload: unknown): OtherItem => ({ kind: 'other', field, payload });
  const parsed = valueSchema.safeParse(raw);
  if (!parsed.success) return [other(raw)];
  const { metadata, contacts: rawContacts, messages, statuses, user_preferences: preferences } = parsed.data;
  if (messages === undefined && statuses === undefined && preferences === undefined) return [other(raw)];
  const contacts = (rawContacts ?? []).flatMap((contact) => contactSchema.safeParse(contact).data ?? []);
  const context: Context = { phoneNumberId: metadata.phone_number_id, contacts, receivedAt };
  return [
    ...(messages ?? []).map((message) => parseMessage(message, context) ?? other({ metadata, message })),
    ...(statuses ?? []).map((status) => parseStatus(status, context) ?? other({ metadata, status })),
    ...(preferences ?? []).map(
      (preference) => parsePreference(preference, context) ?? other({ metadata, preference }),
    ),
  ];
}

type Context = {
  readonly phoneNumberId: string;
  readonly contacts: readonly Contact[];
  readonly receivedAt: number;
};

function parseMessage(raw: unknown, context: Context): InboundItem | undefined {
  const parsed = messageSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  const message = parsed.data;
  const contact = findContact(
    context.contacts,
    message.from_user_id,
    message.from,
    message.type !== 'system',
  );
  const movedTo = readMove(message);
  const from: MetaIdentity = {
    bsuid: (movedTo && message.system?.previous_user_id) ?? message.from_user_id ?? contact?.user_id,
    waId: readWaId(message.from ?? contact?.wa_id),
  };
  // A system message may name the person only by the ids that did not change.
  const person = hasIdentity(from) ? from : movedTo;
  if (person === undefined) return undefined;
  const quotedWamid = message.context?.id;
  const fields = raw as Readonly<Record<string, unknown>>; // it parsed as an object above
  const mediaUrl = mediaUrlFromMeta(fields);
  return {
    kind: 'message',
    phoneNumberId: context.phoneNumberId,
    wamid: message.id,
    at: readTime(message.timestamp, context.receivedAt),
    from: person,
    profile: readProfile(contact),
    content: contentFromMeta(fields),
    ...(mediaUrl === undefined ? {} : { mediaUrl }),
    ...(quotedWamid === undefined ? {} : { quotedWamid }),
    ...(movedTo === undefined ? {} : { movedTo }),
  };
}

const MOVES = ['user_changed_number', 'user_changed_user_id'];

function readMove({ type, system }: Message): MetaIdentity | undefined {
  if (type !== 'system' || system === undefined || !MOVES.includes(system.type ?? '')) return undefined;
  const movedTo = { bsuid: system.user_id, waId: readWaId(system.wa_id) };
  return hasIdentity(movedTo) ? movedTo : undefined;
}

function parseStatus(raw: unknown, context: Context): StatusItem | undefined {
  const parsed = statusSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  const status = parsed.data;
  const isGroup = status.recipient_type === 'group';
  const contact = findContact(context.contacts, status.recipient_user_id, status.recipient_id, !isGroup);
  const recipient = {
    bsuid: status.recipient_user_id ?? contact?.user_id,
    waId: readWaId(status.recipient_id ?? contact?.wa_id),
  };
  const error = status.errors?.[0];
  return {
    kind: 'status',
    phoneNumberId: context.phoneNumberId,
    wamid: status.id,
    at: readTime(status.timestamp, context.receivedAt),
    status: status.status,
    recipient: !isGroup && hasIdentity(recipient) ? recipient : undefined,
    profile: readProfile(contact),
    callbackData: status.biz_opaque_callback_data,
    error: error && { ...error, details: error.error_data?.details },
    pricing: status.pricing && {
      category: status.pricing.category,
      type: status.pricing.type ?? 'unknown',
      isBillable: status.pricing.billable,
    },
  };
}

function parsePreference(raw: unknown, context: Context): PreferenceItem | undefined {
  const parsed = preferenceSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  const { wa_id: waId, user_id: bsuid, value, timestamp } = parsed.data;
  const contact = findContact(context.contacts, bsuid, waId, true);
  const person = { bsuid: bsuid ?? contact?.user_id, waId: readWaId(waId ?? contact?.wa_id) };
  if (!hasIdentity(person)) return undefined;
  return {
    kind: 'preference',
    phoneNumberId: context.phoneNumberId,
    person,
    hasOptedOut: value === 'stop',
    at: readTime(timestamp, context.receivedAt),
  };
}

/** Contacts do not stand in the order of the messages: by BSUID, then by number, else the only one there is. */
function findContact(
  contacts: readonly Contact[],
  bsuid: string | undefined,
  waId: string | undefined,
  mayBeTheOnlyOne: boolean,
): Contact | undefined {
  const known =
    (bsuid === undefined ? undefined : contacts.find((contact) => contact.user_id === bsuid)) ??
    (waId === undefined ? undefined : contacts.find((contact) => contact.wa_id === waId));
  if (known !== undefined) return known;
  const only = contacts.length === 1 ? contacts[0] : undefined;
  if (only === undefined || !mayBeTheOnlyOne) return undefined;
  // The only one may still be somebody else: then one of the ids contradicts.
  const contradicts =
    (bsuid !== undefined && only.user_id !== undefined) || (waId !== undefined && only.wa_id !== undefined);
  return contradicts ? undefined : only;
}

/** Only digits count: anything else is no number that could be matched or answered. */
function readWaId(raw: string | undefined): string | undefined {
  const digits = raw?.replace(/^\+/, '');
  return digits !== undefined && /^\d{5,20}$/.test(digits) ? digits : undefined;
}

function hasIdentity(identity: MetaIdentity): boolean {
  return identity.bsuid !== undefined || identity.waId !== undefined;
}

function readProfile(contact: Contact | undefined): MetaProfile {
  return {
    name: contact?.profile?.name || undefined,
    username: contact?.profile?.username?.replace(/^@/, ''),
  };
}

/** Meta's seconds, a string or a number, as epoch ms. */
function readTime(raw: unknown, receivedAt: number): number {
  const seconds = typeof raw === 'string' || typeof raw === 'number' ? Number(raw) : Number.NaN;
  return Number.isSafeInteger(seconds) && seconds > 0 && seconds < 1e11 ? seconds * 1000 : receivedAt;
}
