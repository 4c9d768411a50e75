import type { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import { parsePhoneNumber } from '../../shared/domain/phone-number.ts';
import { type Channel, channelSchema } from '../../shared/protocol/events.ts';
import type { companyCheckResponseSchema, putCompanySettingsSchema } from '../../shared/protocol/http.ts';
import { type NumberCheck, checkNumber } from '../../shared/whatsapp/number-check.ts';
import { findChannel, saveChannel } from '../channels/own-channels.ts';
import type { CompanyConfig } from '../config.ts';
import type { AdminContext } from '../context.ts';
import { channelKey } from '../ingest/keys.ts';
import type { LogTransaction } from '../log/relay-log.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { createCompanyGraph } from './active-company.ts';
import { type EnteredCompany, deleteEntered, saveEntered } from './company-settings.ts';

export type CompanyInput = z.infer<typeof putCompanySettingsSchema>;
type SaveContext = AdminContext & { readonly secrets: SecretBox; readonly graphUrl: string };

/**
 * Keeps the company's number after a look at Meta. `present` is the one in force, for its token where none is given.
 * Throws AppError: `invalid-input` without a token, `meta-refused` with the reasons when the number cannot send,
 * `conflict` for a number that a user has as their own. Then nothing has changed.
 */
export async function saveCompany(
  context: SaveContext,
  input: CompanyInput,
  present: CompanyConfig | undefined,
): Promise<EnteredCompany> {
  const { config, check } = await checkInput(context, input, present);
  if (!check.isUsable) throw new AppError('meta-refused', explainUnusable(check));
  const phoneNumber = parsePhoneNumber(check.found.displayPhoneNumber ?? input.phoneNumber)?.e164;
  if (phoneNumber === undefined)
    throw new AppError('invalid-input', 'The mobile number cannot be read. Enter it with its country code.');
  // Meta knows to which account a number belongs; what was typed counts only where Meta does not say.
  const wabaId = check.found.wabaId ?? (input.wabaId || undefined);
  if (wabaId === undefined) throw new AppError('invalid-input', 'Enter the WhatsApp Business Account id.');
  const { accessToken, phoneNumberId, graphVersion } = config;
  const entered: EnteredCompany = {
    phoneNumber,
    phoneNumberId,
    wabaId,
    graphVersion,
    tokenLast4: accessToken.slice(-4),
    savedAt: context.now(),
  };
  await context.log.write(async (transaction) => {
    await refuseOwnNumber(transaction, phoneNumberId);
    await saveEntered(transaction, context.secrets, entered, accessToken);
  });
  return entered;
}

/** Looks at a number from every side and changes nothing. Throws AppError `invalid-input` without a token. */
export async function checkInput(
  { now, graphUrl }: Pick<SaveContext, 'now' | 'graphUrl'>,
  input: CompanyInput,
  present: CompanyConfig | undefined,
): Promise<{ readonly config: CompanyConfig; readonly check: NumberCheck }> {
  const { phoneNumberId, wabaId, graphVersion } = input;
  const accessToken = input.accessToken || present?.accessToken;
  if (accessToken === undefined) throw new AppError('invalid-input', 'Enter the access token.');
  const config: CompanyConfig = { accessToken, phoneNumberId, wabaId, graphVersion, graphUrl };
  const check = await checkNumber({ graph: createCompanyGraph(config), phoneNumberId, wabaId, now: now() });
  return { config, check };
}

/** The steps of a check as they go to a client. */
export function describeCheck({ isUsable, steps }: NumberCheck): z.infer<typeof companyCheckResponseSchema> {
  return { isUsable, steps };
}

function explainUnusable({ steps }: NumberCheck): string {
  const reasons = steps.filter((step) => step.verdict === 'failed');
  return `Nothing was saved. ${reasons.map(({ label, detail }) => `${label}: ${detail}`).join(' ')}`;
}

async function refuseOwnNumber(transaction: LogTransaction, phoneNumberId: string): Promise<void> {
  const channel = await findChannel(transaction, phoneNumberId);
  if (channel?.kind !== 'own' || !channel.isActive) return;
  throw new AppError(
    'conflict',
    'A user has this number as their own. They must remove it in their User Settings first.',
  );
}

/**
 * Forgets the number that was entered, with its token, and tells desktops that nothing can be sent on it. The
 * environment's counts again, if it names one. Answers whether there was one.
 */
export async function removeCompany({ log, now }: AdminContext): Promise<boolean> {
  return log.write(async (transaction) => {
    const isRemoved = await deleteEntered(transaction, now());
    if (isRemoved) await retireCompanyChannels(transaction, now());
    return isRemoved;
  });
}

/** There is one company number: any other can no longer be sent on. Its conversations stay readable. */
export async function retireCompanyChannels(
  transaction: LogTransaction,
  now: number,
  present?: Channel,
): Promise<void> {
  for (const entry of await transaction.listCurrent(channelKey(''))) {
    const channel = channelSchema.parse(entry.body);
    if (channel.kind === 'company' && channel.id !== present?.id && channel.isActive) {
      await saveChannel(transaction, { ...channel, isActive: false }, now);
    }
  }
}
