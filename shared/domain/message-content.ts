import { z } from 'zod';
import { withoutDirectionMarks } from './text-direction.ts';

const mediaSchema = z.object({
  mediaId: z.string().optional(),
  mimeType: z.string().default('application/octet-stream'),
  fileName: z.string().optional(),
  caption: z.string().optional(),
  sha256: z.string().optional(),
});

/** The file of a template's header. */
const headerMediaSchema = mediaSchema.extend({ kind: z.enum(['image', 'video', 'document']) });

/** What a template looked like when it was sent: exactly what the person saw. */
export const renderedTemplateSchema = z.object({
  header: z.string().optional(),
  body: z.string(),
  footer: z.string().optional(),
  buttons: z.array(
    z.object({ kind: z.enum(['reply', 'url', 'phone', 'copy-code', 'other']), text: z.string() }),
  ),
});
export type RenderedTemplate = z.infer<typeof renderedTemplateSchema>;

/** Everything WhatsApp can carry, in our words. Nothing is dropped: what we do not know keeps its payload. */
export const messageContentSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({
    type: z.literal('template'),
    templateId: z.string(),
    name: z.string(),
    language: z.string(),
    category: z.string(),
    /** By variable key; see `listVariables` in template.ts. */
    values: z.record(z.string(), z.string()),
    rendered: renderedTemplateSchema,
    media: headerMediaSchema.optional(),
  }),
  z.object({ type: z.literal('image'), media: mediaSchema }),
  z.object({ type: z.literal('video'), media: mediaSchema }),
  z.object({ type: z.literal('audio'), media: mediaSchema, isVoiceNote: z.boolean() }),
  z.object({ type: z.literal('document'), media: mediaSchema }),
  z.object({ type: z.literal('sticker'), media: mediaSchema }),
  z.object({
    type: z.literal('location'),
    latitude: z.number(),
    longitude: z.number(),
    name: z.string().optional(),
    address: z.string().optional(),
  }),
  z.object({
    type: z.literal('contacts'),
    contacts: z.array(
      z.object({ name: z.string(), phones: z.array(z.string()), emails: z.array(z.string()) }),
    ),
  }),
  /** `emoji` is absent when a reaction was taken back. */
  z.object({ type: z.literal('reaction'), targetWamid: z.string(), emoji: z.string().optional() }),
  /** A tap on a template's quick reply. */
  z.object({ type: z.literal('button'), text: z.string(), payload: z.string() }),
  z.object({
    type: z.literal('choice'),
    id: z.string(),
    title: z.string(),
    description: z.string().optional(),
  }),
  z.object({ type: z.literal('order'), itemCount: z.number().int(), text: z.string().optional() }),
  z.object({ type: z.literal('system'), kind: z.string(), text: z.string() }),
  z.object({ type: z.literal('edit'), targetWamid: z.string(), text: z.string() }),
  z.object({ type: z.literal('revoke'), targetWamid: z.string() }),
  /** Meta told us only that something came, and perhaps what kind. */
  z.object({ type: z.literal('unsupported'), kind: z.string() }),
  z.object({ type: z.literal('unknown'), kind: z.string(), payload: z.unknown() }),
]);
export type MessageContent = z.infer<typeof messageContentSchema>;
export type MessageContentType = MessageContent['type'];

/** One line for lists, notifications and history. Plain words; no marks that would turn what stands beside them. */
export function describeContent(content: MessageContent): string {
  return withoutDirectionMarks(nameContent(content));
}

function nameContent(content: MessageContent): string {
  switch (content.type) {
    case 'text':
      return content.text;
    case 'template':
      return content.rendered.body;
    case 'image':
      return content.media.caption ?? 'Photo';
    case 'video':
      return content.media.caption ?? 'Video';
    case 'audio':
      return content.isVoiceNote ? 'Voice message' : 'Audio';
    case 'document':
      return content.media.fileName ?? content.media.caption ?? 'Document';
    case 'sticker':
      return 'Sticker';
    case 'location':
      return content.name ?? content.address ?? 'Location';
    case 'contacts':
      return content.contacts.map((contact) => contact.name).join(', ') || 'Contact';
    case 'reaction':
      return content.emoji === undefined ? 'Took back a reaction' : `Reacted ${content.emoji}`;
    case 'button':
      return content.text;
    case 'choice':
      return content.title;
    case 'order':
      return content.text ?? `Order of ${content.itemCount} items`;
    case 'system':
      return content.text;
    case 'edit':
      return `Edited: ${content.text}`;
    case 'revoke':
      return 'Deleted a message';
    case 'unsupported':
      return `Unsupported message (${content.kind.replaceAll('_', ' ')})`;
    case 'unknown':
      return `Message of a kind this version does not know (${content.kind})`;
  }
}
