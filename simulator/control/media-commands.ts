import { z } from 'zod';
import { createMediaUrl } from '../graph/media/media-url.ts';
import type { Simulation } from '../simulation.ts';
import type { Json } from '../world/entities.ts';
import { INBOUND_LIFE_MS, insertMedia } from '../world/media-store.ts';
import { command } from './command.ts';
import { getPhoneNumber, numberKey, personKey } from './fields.ts';
import { write } from './inbound-commands.ts';

const file = z.object({
  from: personKey,
  to: numberKey,
  quotes: z.string().optional(),
  omits: z.array(z.enum(['contacts', 'profile-name', 'from'])).default([]),
  id: z.string().optional(),
  base64: z.string().optional().describe('the bytes; default a small sample of the kind'),
  mimeType: z.string().optional(),
  caption: z.string().optional(),
  /** False leaves the ready download URL out, as older webhooks did. */
  hasUrl: z.boolean().default(true),
});
type FileInput = z.output<typeof file>;
type Kind = 'document' | 'image' | 'audio' | 'video' | 'sticker';

/** Files that a person sends. Each answers with the wamid and the media id. */
export const mediaCommands = {
  /** A CV, say. An absent file name stays absent in the webhook. */
  sendDocument: command(file.extend({ fileName: z.string().optional() }), (simulation, input) =>
    sendFile(simulation, input, 'document', input.fileName === undefined ? {} : { filename: input.fileName }),
  ),
  sendImage: command(file, (simulation, input) => sendFile(simulation, input, 'image', {})),
  sendVideo: command(file, (simulation, input) => sendFile(simulation, input, 'video', {})),
  sendSticker: command(file.extend({ isAnimated: z.boolean().default(false) }), (simulation, input) =>
    sendFile(simulation, input, 'sticker', { animated: input.isAnimated }),
  ),
  /** A voice note, or with `isVoice` false an audio file. */
  sendAudio: command(file.extend({ isVoice: z.boolean().default(true) }), (simulation, input) =>
    sendFile(simulation, input, 'audio', { voice: input.isVoice }),
  ),
};

function sendFile(
  simulation: Simulation,
  input: FileInput,
  kind: Kind,
  extras: Json,
): { messageId: string; mediaId: string } {
  const phoneNumber = getPhoneNumber(simulation, input.to);
  const sample = samples[kind];
  const bytes = input.base64 === undefined ? sample.bytes : Buffer.from(input.base64, 'base64');
  const mimeType = input.mimeType ?? sample.mimeType;
  const item = insertMedia(simulation.world, simulation.random, simulation.clock, {
    phoneNumberId: phoneNumber.id,
    bytes,
    mimeType,
    fileName: undefined,
    lifeMs: INBOUND_LIFE_MS,
  });
  const url = input.hasUrl ? { url: createMediaUrl(simulation, item.id) } : {};
  const caption = input.caption === undefined ? {} : { caption: input.caption };
  return {
    ...write(simulation, input, kind, {
      [kind]: { ...caption, ...extras, mime_type: mimeType, sha256: item.sha256, id: item.id, ...url },
    }),
    mediaId: item.id,
  };
}

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const samples: Readonly<Record<Kind, { readonly mimeType: string; readonly bytes: Buffer }>> = {
  document: {
    mimeType: 'application/pdf',
    bytes: Buffer.from(
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
    ),
  },
  image: { mimeType: 'image/png', bytes: Buffer.from(pixel, 'base64') },
  audio: { mimeType: 'audio/ogg; codecs=opus', bytes: Buffer.from('OggS\0\x02sample', 'latin1') },
  video: { mimeType: 'video/mp4', bytes: Buffer.from('\0\0\0\x18ftypmp42', 'latin1') },
  sticker: {
    mimeType: 'image/webp',
    bytes: Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64'),
  },
};
