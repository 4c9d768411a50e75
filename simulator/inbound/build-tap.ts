import type { PhoneNumber, RenderedButton } from '../world/entities.ts';
import type { InboundDraft } from './receive.ts';

/** A tap on a template's quick reply: type `button`, with the template as context (reference section 6.4). */
export function buildTap(
  phoneNumber: PhoneNumber,
  templateMessageId: string,
  button: RenderedButton,
): InboundDraft {
  return {
    type: 'button',
    payload: { button: { payload: button.payload, text: button.text } },
    context: { from: phoneNumber.digits, id: templateMessageId },
    omits: [],
    quotedId: templateMessageId,
  };
}
