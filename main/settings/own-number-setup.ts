import { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import { channelIdSchema } from '../../shared/domain/ids.ts';
import { parsePhoneNumber } from '../../shared/domain/phone-number.ts';
import type { CallInput } from '../../shared/ipc/types.ts';
import type { CheckResult, ExampleFindings } from '../../shared/ipc/views.ts';
import type { Channel } from '../../shared/protocol/events.ts';
import { readExampleText } from '../../shared/whatsapp/example-text.ts';
import { type NumberCheck, checkNumber } from '../../shared/whatsapp/number-check.ts';
import type { Context } from '../context.ts';

type SaveInput = CallInput<'settings:save-own-number'>;

/** Sets up the user's own WhatsApp number: read Meta's example, check at Meta, keep, tell the relay, fetch templates. */
export function createOwnNumberSetup(context: Context) {
  /** From the last example that was pasted; never shown, never stored before Save. */
  let pastedToken: string | undefined;

  const checkAtMeta = (
    details: Pick<SaveInput, 'graphVersion' | 'phoneNumberId' | 'wabaId'>,
    token: string,
  ) =>
    checkNumber({
      graph: context.desk().createGraph({ graphVersion: details.graphVersion, token }),
      phoneNumberId: details.phoneNumberId,
      wabaId: details.wabaId,
      now: context.now(),
    });

  return {
    readExample(text: string): ExampleFindings {
      const found = readExampleText(text);
      pastedToken = found.token ?? pastedToken;
      return {
        ...pick(found, ['graphVersion', 'phoneNumberId', 'wabaId', 'testRecipient']),
        hasToken: found.token !== undefined,
        ...(found.token === undefined ? {} : { tokenLast4: found.token.slice(-4) }),
        warnings: [...found.warnings],
      };
    },

    async save(input: SaveInput): Promise<CheckResult> {
      const desk = context.desk();
      const token = input.token || pastedToken || (await desk.ownNumber.findToken());
      if (token === undefined)
        throw new AppError('invalid-input', 'Enter the access token, or paste Meta’s example.');
      const check = await checkAtMeta(input, token);
      if (!check.isUsable) return check;
      const phoneNumber = parsePhoneNumber(check.found.displayPhoneNumber ?? input.phoneNumber)?.e164;
      const wabaId = input.wabaId || check.found.wabaId;
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
      await desk.relay.request({
        method: 'PUT',
        path: '/v1/channels/own',
        body: { id: channel.id, wabaId, name: channel.name, phoneNumber },
        answer: z.unknown(),
      });
      await desk.ownNumber.save(details, token, context.now());
      pastedToken = undefined;
      context.changes.publish(await desk.db.upsertOwnChannel(channel));
      await desk.refreshTemplates(channel.id);
      return check;
    },

    async check(): Promise<CheckResult> {
      const desk = context.desk();
      const kept = desk.ownNumber.find();
      const token = await desk.ownNumber.findToken();
      if (kept === undefined || token === undefined) {
        throw new AppError('not-set-up', 'No own number is set up on this desktop.');
      }
      return checkAtMeta(kept, token);
    },

    async remove(): Promise<void> {
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
    name: `${desk.user().displayName}’s number`,
    phoneNumber: details.phoneNumber,
    quality: check.found.quality ?? 'unknown',
    ...(check.found.messagingLimit === undefined ? {} : { messagingLimit: check.found.messagingLimit }),
    isActive: true,
  };
}

function pick<Source extends object, Key extends keyof Source>(
  source: Source,
  keys: readonly Key[],
): Pick<Source, Key> {
  return Object.fromEntries(
    keys.filter((key) => source[key] !== undefined).map((key) => [key, source[key]]),
  ) as Pick<Source, Key>;
}
