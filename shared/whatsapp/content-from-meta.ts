import { z } from 'zod';
import { lookUp } from '../domain/look-up.ts';
import { findMediaContent } from '../domain/media-file-name.ts';
import type { MessageContent } from '../domain/message-content.ts';
import { formatPhoneNumber } from '../domain/phone-number.ts';

/** Text that Meta sometimes sends as a number; anything else counts as absent. */
const text = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);
const number = z.union([z.number(), z.string().trim().min(1).transform(Number)]).pipe(z.number());
const flag = z.boolean().catch(false);

const mediaSchema = z.object({
  id: text,
  mime_type: text,
  filename: text,
  caption: text,
  sha256: text,
  voice: flag.optional(),
});

const urlSchema = z.object({ url: z.url({ protocol: /^https?$/ }).max(4_000) });

const contactSchema = z.object({
  name: z.object({ formatted_name: text, first_name: text, last_name: text }).optional().catch(undefined),
  phones: z
    .array(z.object({ phone: text, wa_id: text }))
    .optional()
    .catch(undefined),
  emails: z
    .array(z.object({ email: text }))
    .optional()
    .catch(undefined),
});

const choiceSchema = z.object({ id: text, title: text, description: text });

const textSchema = z.object({ body: z.string() });
const locationSchema = z.object({ latitude: number, longitude: number, name: text, address: text });
const contactsSchema = z.array(contactSchema);
const reactionSchema = z.object({ message_id: z.string(), emoji: text });
const buttonSchema = z.object({ text, payload: text });
const orderSchema = z.object({ text, product_items: z.array(z.unknown()).optional().catch(undefined) });
const systemSchema = z.object({ type: text, body: text, wa_id: text });
const revokeSchema = z.object({ original_message_id: z.string() });
const unsupportedSchema = z.object({ type: text });
const editSchema = z.object({ original_message_id: z.string(), message: z.record(z.string(), z.unknown()) });
const interactiveSchema = z.object({
  button_reply: choiceSchema.optional(),
  list_reply: choiceSchema.optional(),
  nfm_reply: z.object({ name: text, body: text }).optional(),
});

/** One reader for each of Meta's types; undefined: the payload is not what its type promises. */
const READERS: Readonly<Record<string, (message: Fields) => MessageContent | undefined>> = {
  text: ({ text: body }) => {
    const parsed = textSchema.safeParse(body);
    return parsed.success ? { type: 'text', text: parsed.data.body } : undefined;
  },
  image: ({ image }) => withMedia(image, (media) => ({ type: 'image', media })),
  video: ({ video }) => withMedia(video, (media) => ({ type: 'video', media })),
  document: ({ document }) => withMedia(document, (media) => ({ type: 'document', media })),
  sticker: ({ sticker }) => withMedia(sticker, (media) => ({ type: 'sticker', media })),
  audio: ({ audio }) =>
    withMedia(audio, (media, isVoiceNote) => ({ type: 'audio', media, isVoiceNote: isVoiceNote === true })),
  location: readLocation,
  contacts: readContacts,
  reaction: ({ reaction }) => {
    const parsed = reactionSchema.safeParse(reaction);
    if (!parsed.success) return undefined;
    const { message_id: targetWamid, emoji } = parsed.data;
    return emoji ? { type: 'reaction', targetWamid, emoji } : { type: 'reaction', targetWamid };
  },
  button: ({ button }) => {
    const parsed = buttonSchema.safeParse(button);
    if (!parsed.success) return undefined;
    const { text: label, payload } = parsed.data;
    return { type: 'button', text: label ?? payload ?? '', payload: payload ?? label ?? '' };
  },
  interactive: readInteractive,
  order: ({ order }) => {
    const parsed = orderSchema.safeParse(order);
    if (!parsed.success) return undefined;
    const itemCount = parsed.data.product_items?.length ?? 0;
    return { type: 'order', itemCount, ...(parsed.data.text ? { text: parsed.data.text } : {}) };
  },
  system: ({ system }) => {
    const parsed = systemSchema.safeParse(system);
    if (!parsed.success) return undefined;
    const kind = parsed.data.type ?? 'other';
    return { type: 'system', kind, text: sayWhatChanged(kind, parsed.data) };
  },
  edit: readEdit,
  revoke: ({ revoke }) => {
    const parsed = revokeSchema.safeParse(revoke);
    return parsed.success ? { type: 'revoke', targetWamid: parsed.data.original_message_id } : undefined;
  },
  unsupported: ({ unsupported }) => {
    const parsed = unsupportedSchema.safeParse(unsupported);
    return { type: 'unsupported', kind: parsed.data?.type ?? 'unsupported' };
  },
  media_placeholder: () => ({ type: 'unsupported', kind: 'media_placeholder' }),
  errors: () => ({ type: 'unsupported', kind: 'errors' }),
};

const SYSTEM_WORDS: Readonly<Record<string, string>> = {
  user_changed_number: 'Changed to a new phone number',
  user_changed_user_id: 'Changed to a new WhatsApp account',
  customer_identity_changed: 'Their security code has changed, perhaps with a new phone',
};

/** In our words: Meta's own sentence names raw numbers and ids. It is used only for a kind that is new to us. */
function sayWhatChanged(
  kind: string,
  system: { body?: string | undefined; wa_id?: string | undefined },
): string {
  const words = lookUp(SYSTEM_WORDS, kind);
  if (words === undefined) return system.body ?? 'WhatsApp reported a change';
  return kind === 'user_changed_number' && system.wa_id !== undefined
    ? `${words}: ${formatPhoneNumber(system.wa_id)}`
    : words;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * What an inbound message of Meta says, in our words. Never throws: a type that we do not know, or one whose payload is
 * not what the type promises, becomes `unknown` with everything that came. Source: Meta, messages webhook.
 */
export function contentFromMeta(message: Fields): MessageContent {
  const kind = typeof message['type'] === 'string' ? message['type'] : 'none';
  const read = lookUp(READERS, kind);
  return read?.(message) ?? { type: 'unknown', kind: kind.slice(0, 60), payload: message };
}

/** Where Meta hands out the file of a message: a link for five minutes, which therefore never enters the content. */
export function mediaUrlFromMeta(message: Fields): string | undefined {
  const { type } = message;
  return typeof type === 'string' ? urlSchema.safeParse(message[type]).data?.url : undefined;
}

type Media = Extract<MessageContent, { type: 'image' }>['media'];

function withMedia(
  raw: unknown,
  make: (media: Media, isVoiceNote: boolean | undefined) => MessageContent,
): MessageContent | undefined {
  const parsed = mediaSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  const { id, mime_type: mimeType, filename, caption, sha256, voice } = parsed.data;
  return make(
    {
      mimeType: mimeType ?? 'application/octet-stream',
      ...(id === undefined ? {} : { mediaId: id }),
      ...(filename === undefined ? {} : { fileName: filename }),
      ...(caption === undefined ? {} : { caption }),
      ...(sha256 === undefined ? {} : { sha256 }),
    },
    voice,
  );
}

function readLocation({ location }: Fields): MessageContent | undefined {
  const parsed = locationSchema.safeParse(location);
  if (!parsed.success) return undefined;
  const { latitude, longitude, name, address } = parsed.data;
  return {
    type: 'location',
    latitude,
    longitude,
    ...(name === undefined ? {} : { name }),
    ...(address === undefined ? {} : { address }),
  };
}

function readContacts({ contacts }: Fields): MessageContent | undefined {
  const parsed = contactsSchema.safeParse(contacts);
  if (!parsed.success) return undefined;
  return {
    type: 'contacts',
    contacts: parsed.data.map(({ name, phones, emails }) => ({
      name: name?.formatted_name ?? [name?.first_name, name?.last_name].filter(Boolean).join(' ') ?? '',
      phones: (phones ?? []).flatMap((phone) => phone.phone ?? phone.wa_id ?? []),
      emails: (emails ?? []).flatMap((email) => email.email ?? []),
    })),
  };
}

function readInteractive({ interactive }: Fields): MessageContent | undefined {
  const parsed = interactiveSchema.safeParse(interactive);
  // Meta leaves the object out where it cannot pass it on; value.errors then says 131000.
  if (!parsed.success)
    return interactive === undefined ? { type: 'unsupported', kind: 'interactive' } : undefined;
  const { button_reply: button, list_reply: list, nfm_reply: form } = parsed.data;
  if (form !== undefined)
    return { type: 'choice', id: form.name ?? 'form', title: form.body ?? 'Sent a form' };
  const choice = button ?? list;
  if (choice === undefined) return undefined;
  return {
    type: 'choice',
    id: choice.id ?? '',
    title: choice.title ?? choice.id ?? '',
    ...(choice.description === undefined ? {} : { description: choice.description }),
  };
}

function readEdit({ edit }: Fields): MessageContent | undefined {
  const parsed = editSchema.safeParse(edit);
  if (!parsed.success) return undefined;
  const edited = contentFromMeta(parsed.data.message);
  return {
    type: 'edit',
    targetWamid: parsed.data.original_message_id,
    text: edited.type === 'text' ? edited.text : (captionOf(edited) ?? ''),
  };
}

function captionOf(content: MessageContent): string | undefined {
  return findMediaContent(content)?.media.caption;
}
