import { assert, assertNever } from '../domain/assert.ts';
import {
  listVariables,
  type Template,
  type TemplateValues,
  type TemplateVariable,
} from '../domain/template.ts';
import { parseMapLink } from '../domain/map-link.ts';
import { type MediaContent, findMediaContent } from '../domain/media-file-name.ts';
import type { MessageContent, MessageContentType } from '../domain/message-content.ts';
import type { OutboxJob } from '../outbound/outbox.ts';

/**
 * The body of `POST /{phone number id}/messages` for a job of the outbox: free text, a reaction, a place, a card, a file or a template. The callback data is
 * our message id, the only thread back to a message whose answer was lost. Source: Meta, send messages.
 */
export function buildMessageBody(job: OutboxJob): object {
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    // With both, Meta takes the number and answers ambiguously.
    ...('to' in job.addressee ? { to: job.addressee.to } : { recipient: job.addressee.recipient }),
    ...(job.quotedWamid === undefined ? {} : { context: { message_id: job.quotedWamid } }),
    ...buildPayload(job),
    biz_opaque_callback_data: job.messageId,
  };
}

type Content<Type extends MessageContentType> = Extract<MessageContent, { type: Type }>;

function buildPayload({ content, template }: OutboxJob): object {
  if (content.type === 'text') {
    return { type: 'text', text: { preview_url: /https?:\/\//i.test(content.text), body: content.text } };
  }
  if (content.type === 'reaction') {
    // An empty emoji takes the reaction back.
    return { type: 'reaction', reaction: { message_id: content.targetWamid, emoji: content.emoji ?? '' } };
  }
  if (content.type === 'location') return { type: 'location', location: buildPlace(content) };
  if (content.type === 'contacts') return { type: 'contacts', contacts: content.contacts.map(buildContact) };
  const media = findMediaContent(content);
  if (media !== undefined && content.type !== 'template') return buildMedia(media);
  assert(
    content.type === 'template',
    'a consultant sends nothing but text, reactions, cards, files and templates',
  );
  assert(template !== undefined, 'the outbox keeps a copy of the template with every template message');
  const components = [
    ...(media === undefined ? [] : [{ type: 'header', parameters: [buildMedia(media)] }]),
    ...buildComponents(template, content.values),
  ];
  return {
    type: 'template',
    template: {
      name: template.name,
      language: { code: template.language },
      ...(components.length === 0 ? {} : { components }),
    },
  };
}

/** Meta wants coordinates as text where we send them. */
function buildPlace({ latitude, longitude, name, address }: Content<'location'>): object {
  return {
    latitude: String(latitude),
    longitude: String(longitude),
    ...(name === undefined ? {} : { name }),
    ...(address === undefined ? {} : { address }),
  };
}

/** With `wa_id` the person can write to the number at once; without it they see "Invite". A name needs one of its parts. */
function buildContact({ name, phones, emails }: Content<'contacts'>['contacts'][number]): object {
  return {
    name: { formatted_name: name, first_name: name },
    ...(phones.length === 0
      ? {}
      : { phones: phones.map((phone) => ({ phone, type: 'WORK', wa_id: phone.replace(/\D/g, '') })) }),
    ...(emails.length === 0 ? {} : { emails: emails.map((email) => ({ email, type: 'WORK' })) }),
  };
}

/** A file that Meta has, by the id that its upload answered: a message, or the header of a template. Sounds and stickers take no caption. */
function buildMedia({ type, media }: MediaContent): object {
  assert(media.mediaId !== undefined, 'a file is sent when it has been uploaded');
  const { mediaId: id, caption, fileName } = media;
  const takesCaption = type === 'image' || type === 'video' || type === 'document';
  return {
    type,
    [type]: {
      id,
      ...(takesCaption && caption !== undefined ? { caption } : {}),
      ...(type === 'document' && fileName !== undefined ? { filename: fileName } : {}),
    },
  };
}

function buildComponents(template: Template, values: TemplateValues): readonly object[] {
  const placeHeader = buildPlaceHeader(template, values);
  const components = new Map<string, { readonly head: object; readonly parameters: object[] }>();
  for (const variable of orderForMeta(listVariables(template))) {
    if (placeHeader !== undefined && variable.place === 'header') continue;
    const place = variable.place === 'button' ? `button:${variable.buttonIndex}` : variable.place;
    const component = components.get(place) ?? { head: buildHead(variable), parameters: [] };
    component.parameters.push(buildParameter(template, variable, values));
    components.set(place, component);
  }
  const filled = [...components.values()].map(({ head, parameters }) => ({ ...head, parameters }));
  return placeHeader === undefined ? filled : [placeHeader, ...filled];
}

/** A header that is a place is one parameter, made of three values. */
function buildPlaceHeader(template: Template, values: TemplateValues): object | undefined {
  if (template.header?.format !== 'location') return undefined;
  const at = parseMapLink(values['header:coordinates'] ?? '');
  assert(at !== undefined, 'the values of a template are checked before it is queued');
  const name = (values['header:place'] ?? '').trim();
  const address = (values['header:address'] ?? '').trim();
  const location = buildPlace({ type: 'location', ...at, name, address });
  return { type: 'header', parameters: [{ type: 'location', location }] };
}

/** Meta counts positional values off in the order of their numbers, wherever they stand in the text. */
function orderForMeta(variables: readonly TemplateVariable[]): readonly TemplateVariable[] {
  return variables.toSorted((a, b) => (Number(a.name) || 0) - (Number(b.name) || 0));
}

function buildHead(variable: TemplateVariable): object {
  switch (variable.place) {
    case 'header':
    case 'body':
      return { type: variable.place };
    case 'button':
      return {
        type: 'button',
        sub_type: isCode(variable) ? 'copy_code' : 'url',
        index: String(variable.buttonIndex),
      };
    default:
      return assertNever(variable.place);
  }
}

function buildParameter(template: Template, variable: TemplateVariable, values: TemplateValues): object {
  const text = (values[variable.key] ?? '').trim();
  if (isCode(variable)) return { type: 'coupon_code', coupon_code: text };
  // A button takes its suffix by position even in a template with names.
  const isNamed = template.parameterFormat === 'named' && variable.place !== 'button';
  return { type: 'text', ...(isNamed ? { parameter_name: variable.name } : {}), text };
}

function isCode({ key }: TemplateVariable): boolean {
  return /^button:\d+:code$/u.test(key);
}
