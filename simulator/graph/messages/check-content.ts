import type { Json } from '../../world/entities.ts';
import { asArray, asObject, asString } from '../graph-request.ts';
import { invalidParameter, metaError, type MetaError } from '../meta-error.ts';
import { checkInteractive } from './check-interactive.ts';

/** Every `type` that may be sent (reference section 2.1). */
export const messageKinds = [
  'text',
  'image',
  'document',
  'audio',
  'video',
  'sticker',
  'location',
  'contacts',
  'reaction',
  'interactive',
  'template',
] as const;

// Longest texts that Meta takes (reference sections 2.3 to 2.5).
const TEXT_LIMIT = 4_096;
const CAPTION_LIMIT = 1_024;
const CONTACT_LIMIT = 257;

const mediaKinds: ReadonlySet<string> = new Set(['image', 'document', 'audio', 'video', 'sticker']);

/** Checks the payload object of a type by itself, templates excepted: they need the registry. */
export function checkContent(type: string, content: unknown): MetaError | undefined {
  if (type === 'contacts') return checkContacts(content);
  const object = asObject(content);
  if (object === undefined) return invalidParameter({ message: `Param ${type} must be a JSON object.` });
  if (type === 'text') return checkText(object);
  if (mediaKinds.has(type)) return checkMedia(type, object);
  if (type === 'location') return checkLocation(object);
  if (type === 'reaction') return checkReaction(object);
  return type === 'interactive' ? checkInteractive(object) : undefined;
}

function checkText(text: Json): MetaError | undefined {
  const body = asString(text['body']);
  if (body === undefined || body === '')
    return invalidParameter({ message: "The parameter text['body'] is required." });
  return body.length > TEXT_LIMIT ? tooLong("text['body']", TEXT_LIMIT) : undefined;
}

function checkMedia(type: string, media: Json): MetaError | undefined {
  const hasId = asString(media['id']) !== undefined;
  const link = asString(media['link']);
  if (hasId === (link !== undefined))
    return invalidParameter({ message: `Param ${type} must have exactly one of id or link.` });
  if (link !== undefined && !/^https:\/\//i.test(link))
    return invalidParameter({ message: `Param ${type}['link'] is not a valid URL.` });
  const caption = asString(media['caption']);
  if (caption !== undefined && (type === 'audio' || type === 'sticker'))
    return invalidParameter({ message: `Unexpected key "caption" on param "${type}".` });
  return caption !== undefined && caption.length > CAPTION_LIMIT
    ? tooLong(`${type}['caption']`, CAPTION_LIMIT)
    : undefined;
}

function checkLocation(location: Json): MetaError | undefined {
  const isBad = (key: string, limit: number): boolean =>
    location[key] === undefined || location[key] === '' || !(Math.abs(Number(location[key])) <= limit);
  if (isBad('latitude', 90))
    return metaError(131009, { details: 'location: latitude is missing or out of range' });
  return isBad('longitude', 180)
    ? metaError(131009, { details: 'location: longitude is missing or out of range' })
    : undefined;
}

function checkContacts(contacts: unknown): MetaError | undefined {
  const list = asArray(contacts);
  if (list.length === 0) return invalidParameter({ message: 'Param contacts must be a non-empty array.' });
  if (list.length > CONTACT_LIMIT)
    return invalidParameter({ message: `Param contacts must have at most ${CONTACT_LIMIT} elements.` });
  const isNamed = (contact: unknown): boolean =>
    Boolean(asString(asObject(asObject(contact)?.['name'])?.['formatted_name']));
  return list.every(isNamed)
    ? undefined
    : metaError(131008, { details: "contacts: name['formatted_name'] is required" });
}

function checkReaction(reaction: Json): MetaError | undefined {
  if (!asString(reaction['message_id']))
    return invalidParameter({ message: "The parameter reaction['message_id'] is required." });
  return typeof reaction['emoji'] === 'string'
    ? undefined
    : invalidParameter({ message: "The parameter reaction['emoji'] is required." });
}

function tooLong(name: string, limit: number): MetaError {
  return invalidParameter({ message: `Param ${name} must be at most ${limit} characters long.` });
}
