import type { MediaItem } from '../../world/entities.ts';
import { ok, refuse, success, type GraphAnswer } from '../answer.ts';
import type { GraphCall } from '../graph-call.ts';
import { unknownObject } from '../meta-error.ts';
import { createMediaUrl } from './media-url.ts';

/** `GET /{media-id}`: a download URL and what the file is; `file_size` is a string unless a fault makes it a number. */
export function getMedia(call: GraphCall, item: MediaItem): GraphAnswer {
  const { simulation, request } = call;
  if (!isOfNumber(request.query, item)) return refuse(unknownObject('GET', item.id));
  const facts = { edge: 'media', recipient: undefined, phoneNumberId: item.phoneNumberId };
  const isNumber =
    simulation.webhooks.settings.isFileSizeNumber ||
    simulation.faults.take(['file-size-number'], facts) !== undefined;
  return ok({
    messaging_product: 'whatsapp',
    url: createMediaUrl(simulation, item.id),
    mime_type: item.mimeType,
    sha256: Buffer.from(item.sha256, 'base64').toString('hex'),
    file_size: isNumber ? item.bytes.length : String(item.bytes.length),
    id: item.id,
  });
}

/** `DELETE /{media-id}`. */
export function deleteMedia(call: GraphCall, item: MediaItem): GraphAnswer {
  if (!isOfNumber(call.request.query, item)) return refuse(unknownObject('DELETE', item.id));
  call.simulation.world.media.delete(item.id);
  return success();
}

function isOfNumber(query: URLSearchParams, item: MediaItem): boolean {
  const asked = query.get('phone_number_id');
  return asked === null || asked === item.phoneNumberId;
}
