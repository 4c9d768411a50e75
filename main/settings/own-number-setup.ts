import { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import { channelIdSchema } from '../../shared/domain/ids.ts';
import { parsePhoneNumber } from '../../shared/domain/phone-number.ts';
import type { Channel } from '../../shared/protocol/events.ts';
import { type NumberCheck, checkNumber } from '../../shared/whatsapp/number-check.ts';
import type { Context } from '../context.ts';
import { nameOwnNumber, tellOwnNumber } from '../sync/tell-own-number.ts';
import type { NumberInput, NumberSetup } from './number-setup.ts';

/** The user's own number: checked at Meta from here, kept on this desktop, told to the relay, its templates fetched. */
export function createOwnNumberSetup(context: Context): NumberSetup {
  const checkAtMeta = (
    details: Pick<NumberInput, 'graphVersion' | 'phoneNumberId' | 'wabaId'>,
    token: string,
  ) =>
    checkNumber({
      graph: context.desk().createGraph({ graphVersion: details.graphVersion, token }),
      phoneNumberId: details.phoneNumberId,
      wabaId: details.wabaId,
      now: context.now(),
    });

  return {
    find: async () => context.desk().ownNumber.find(),

    async save(input, pastedToken) {
      const desk = context.desk();
      const token = input.token || pastedToken || (await desk.ownNumber.findToken());
      if (token === undefined)
        throw new AppError('invalid-input', 'Enter the access token, or paste Meta’s example.');
      const check = await checkAtMeta(input, token);
      if (!check.isUsable) return check;
      const phoneNumber = parsePhoneNumber(check.found.displayPhoneNumber ?? input.phoneNumber)?.e164;
      // Meta knows to which account a number belongs; what was typed counts only where Meta does not say.
      const wabaId = check.found.wabaId ?? (input.wabaId || undefined);
      if (phoneNumber === undefined)
        throw new AppError(
          'invalid-input',
          'The mobile number cannot be read. Enter it with its country code.',
        );
      if (wabaId === undefined)
        throw new AppError('invalid-input', 'Enter the WhatsApp Business Account id.');
      const details = {
        phoneNumber,
        wabaId,
        phoneNumberId: input.phoneNumberId,
        graphVersion: input.graphVersion,
      };
      const channel = buildChannel(context, details, check);
      // First the relay: a number of which it does not know would send, and its replies would be nobody's.
      await tellOwnNumber(desk.relay, channel);
      await desk.ownNumber.save(details, token, context.now());
      context.changes.publish(await desk.db.upsertOwnChannel(channel));
      await desk.refreshTemplates(channel.id);
      return check;
    },

    async check() {
      const desk = context.desk();
      const kept = desk.ownNumber.find();
      const token = await desk.ownNumber.findToken();
      if (kept === undefined || token === undefined) {
        throw new AppError('not-set-up', 'No own number is set up on this desktop.');
      }
      return checkAtMeta(kept, token);
    },

    async remove() {
      const desk = context.desk();
      const kept = desk.ownNumber.find();
      if (kept === undefined) return;
      const id = channelIdSchema.parse(kept.phoneNumberId);
      await desk.relay.request({
        method: 'DELETE',
        path: `/v1/channels/own/${encodeURIComponent(id)}`,
        answer: z.unknown(),
      });
      desk.ownNumber.remove();
      context.changes.publish(await desk.db.removeOwnChannel(id));
    },
  };
}

function buildChannel(
  context: Context,
  details: { readonly phoneNumber: string; readonly wabaId: string; readonly phoneNumberId: string },
  check: NumberCheck,
): Channel {
  const desk = context.desk();
  return {
    id: channelIdSchema.parse(details.phoneNumberId),
    kind: 'own',
    ownerUserId: desk.userId,
    wabaId: details.wabaId,
    name: nameOwnNumber(desk.user().displayName),
    phoneNumber: details.phoneNumber,
    quality: check.found.quality ?? 'unknown',
    ...(check.found.messagingLimit === undefined ? {} : { messagingLimit: check.found.messagingLimit }),
    isActive: true,
  };
}
