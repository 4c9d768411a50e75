import { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import { channelIdSchema } from '../../shared/domain/ids.ts';
import type { Channel } from '../../shared/protocol/events.ts';
import { describeMetaError } from '../../shared/whatsapp/errors.ts';
import { DEFAULT_MESSAGING_LIMIT, readMessagingLimit } from '../../shared/whatsapp/messaging-limit.ts';
import { readMetaError } from '../../shared/whatsapp/read-meta-error.ts';
import { qualityFromMeta } from '../../shared/whatsapp/template-from-meta.ts';
import { type ActiveCompany, isStillInForce } from '../company/active-company.ts';
import { retireCompanyChannels } from '../company/save-company.ts';
import type { CompanyConfig } from '../config.ts';
import type { RelayBase } from '../context.ts';
import { findChannel, saveChannel } from './own-channels.ts';

const FIELDS = 'display_phone_number,verified_name,quality_rating,whatsapp_business_manager_messaging_limit';

const numberSchema = z.object({
  display_phone_number: z.string(),
  verified_name: z.string().optional().catch(undefined),
  quality_rating: z.string().optional().catch(undefined),
  whatsapp_business_manager_messaging_limit: z.unknown().optional(),
});

/** Asks Meta about the company's number and tells the desktops. Throws AppError `meta-unreachable` or `meta-refused`. */
export async function fetchCompanyNumber(context: RelayBase, active: ActiveCompany): Promise<Channel> {
  const { config: company, graph } = active;
  const outcome = await graph.get(company.phoneNumberId, { fields: FIELDS });
  if (outcome.kind !== 'answer') {
    throw new AppError('meta-unreachable', `Meta could not be reached. ${outcome.reason}`, {
      retryable: true,
    });
  }
  const error = readMetaError(outcome.body);
  if (error !== undefined) {
    const { cause, advice } = describeMetaError(error);
    throw new AppError('meta-refused', `Meta did not show the company's number: ${cause}. ${advice}`);
  }
  const number = numberSchema.safeParse(outcome.body);
  if (!number.success) throw new AppError('meta-refused', "Meta's answer does not describe a number.");
  const described = describeChannel(number.data, company);
  return context.log.write(async (transaction) => {
    // What its webhooks said of restrictions the number itself does not tell.
    const restriction = (await findChannel(transaction, described.id))?.restriction;
    const channel = restriction === undefined ? described : { ...described, restriction };
    if (!(await isStillInForce(transaction, active))) return channel;
    await retireCompanyChannels(transaction, context.now(), channel);
    await saveChannel(transaction, channel, context.now());
    return channel;
  });
}

function describeChannel(number: z.infer<typeof numberSchema>, company: CompanyConfig): Channel {
  const reported = number.whatsapp_business_manager_messaging_limit;
  const messagingLimit =
    reported === undefined || reported === null ? DEFAULT_MESSAGING_LIMIT : readMessagingLimit(reported);
  return {
    id: channelIdSchema.parse(company.phoneNumberId),
    kind: 'company',
    wabaId: company.wabaId,
    name: number.verified_name || 'Agency number',
    phoneNumber: `+${number.display_phone_number.replace(/\D/g, '')}`,
    quality: qualityFromMeta(number.quality_rating),
    ...(messagingLimit === undefined ? {} : { messagingLimit }),
    isActive: true,
  };
}
