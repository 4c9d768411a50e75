import { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import type { CompanySettings } from '../../shared/protocol/http.ts';
import type { CompanyConfig, RelayConfig } from '../config.ts';
import { COMPANY_KEY } from '../ingest/keys.ts';
import type { LogReader, LogTransaction } from '../log/relay-log.ts';
import type { SecretBox } from '../secrets/secret-box.ts';

/** What an administrator entered, without the token. The log keeps it as `company.changed`, which no desktop reads. */
const enteredSchema = z.object({
  phoneNumber: z.string(),
  phoneNumberId: z.string(),
  wabaId: z.string(),
  graphVersion: z.string(),
  tokenLast4: z.string(),
  savedAt: z.number().int(),
});
export type EnteredCompany = z.infer<typeof enteredSchema>;
/** `null`: somebody has removed the number. */
const entrySchema = z.object({ company: enteredSchema.nullable() });

const SECRET_NAME = 'company-token';
/** The token opens only for the number that it was entered for. */
const purposeOf = (phoneNumberId: string) => `access token of number ${phoneNumberId}`;

export type LoadedCompany = {
  readonly settings: CompanySettings;
  /** Undefined while the token cannot be read; `settings.problem` says why. */
  readonly config: CompanyConfig | undefined;
};

/** What was entered; undefined when nothing was, or it was removed. */
export async function findEntered(log: LogReader): Promise<EnteredCompany | undefined> {
  const entry = (await log.findCurrent([COMPANY_KEY])).get(COMPANY_KEY);
  return entry && (entrySchema.parse(entry.body).company ?? undefined);
}

/** The number in force: what was entered wins, and the environment's counts while nothing is entered. */
export async function loadCompany(
  log: LogReader,
  config: Pick<RelayConfig, 'company' | 'graphUrl'>,
  secrets: SecretBox,
): Promise<LoadedCompany | undefined> {
  const entered = await findEntered(log);
  if (entered === undefined) return config.company && describeEnvironment(config.company);
  const { phoneNumberId, wabaId, graphVersion } = entered;
  const settings: CompanySettings = { ...entered, source: 'entered' };
  try {
    const accessToken = await openToken(log, entered, secrets);
    const { graphUrl } = config;
    return { settings, config: { accessToken, phoneNumberId, wabaId, graphVersion, graphUrl } };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const problem = `The access token of the company’s number cannot be read. ${error.message}`;
    return { settings: { ...settings, problem }, config: undefined };
  }
}

function describeEnvironment(config: CompanyConfig): LoadedCompany {
  const { accessToken, phoneNumberId, wabaId, graphVersion } = config;
  const tokenLast4 = accessToken.slice(-4);
  return { config, settings: { source: 'environment', phoneNumberId, wabaId, graphVersion, tokenLast4 } };
}

async function openToken(log: LogReader, entered: EnteredCompany, secrets: SecretBox): Promise<string> {
  const sealed = await log.findSecret(SECRET_NAME);
  if (sealed === undefined) throw new AppError('secrets-unavailable', 'It is missing. Enter it anew.');
  return secrets.open(sealed, purposeOf(entered.phoneNumberId)).plain;
}

/** Keeps number and token in one transaction. */
export async function saveEntered(
  transaction: LogTransaction,
  secrets: SecretBox,
  entered: EnteredCompany,
  accessToken: string,
): Promise<void> {
  await transaction.saveSecret(SECRET_NAME, secrets.seal(accessToken, purposeOf(entered.phoneNumberId)));
  await appendEntry(transaction, entered, entered.savedAt);
}

/** Forgets number and token; answers whether there was one. */
export async function deleteEntered(transaction: LogTransaction, now: number): Promise<boolean> {
  if ((await findEntered(transaction)) === undefined) return false;
  await transaction.deleteSecret(SECRET_NAME);
  await appendEntry(transaction, null, now);
  return true;
}

async function appendEntry(
  transaction: LogTransaction,
  company: EnteredCompany | null,
  at: number,
): Promise<void> {
  const entry = {
    id: COMPANY_KEY,
    kind: 'company.changed',
    at,
    body: { company },
    compactionKey: COMPANY_KEY,
  };
  await transaction.append([entry]);
}

/** Seals the token with the present key where a former one sealed it. Answers whether it did. */
export async function renewSeal(transaction: LogTransaction, secrets: SecretBox): Promise<boolean> {
  const entered = await findEntered(transaction);
  const sealed = entered && (await transaction.findSecret(SECRET_NAME));
  if (entered === undefined || sealed === undefined) return false;
  const purpose = purposeOf(entered.phoneNumberId);
  const { plain, isSealedWithOldKey } = secrets.open(sealed, purpose);
  if (isSealedWithOldKey) await transaction.saveSecret(SECRET_NAME, secrets.seal(plain, purpose));
  return isSealedWithOldKey;
}
