import { randomBytes } from 'node:crypto';
import { AppError } from '../../shared/domain/app-error.ts';
import { putCompanySettingsSchema } from '../../shared/protocol/http.ts';
import { loadCompany } from '../company/company-settings.ts';
import { removeCompany, saveCompany } from '../company/save-company.ts';
import { parseLogPlace, parseSecretConfig } from '../config.ts';
import { createSecretBox } from '../secrets/secret-box.ts';
import { openSecretKeys } from '../secrets/secret-keys.ts';
import type { Command, CommandContext } from './commands.ts';

/** The company's number, as administrators set it up in the Global Settings. A running relay takes it over by itself. */
export const COMPANY_COMMANDS: readonly Command[] = [
  {
    name: 'company set',
    parameters: '<phone number id> [WABA id] [Graph version]',
    description: 'sets up the company number; reads the access token from standard input',
    fewest: 1,
    most: 3,
    run: setCompany,
  },
  {
    name: 'company show',
    parameters: '',
    description: 'tells which number is set up, without its token',
    fewest: 0,
    most: 0,
    run: showCompany,
  },
  {
    name: 'company remove',
    parameters: '',
    description: 'forgets the number that was entered, with its token',
    fewest: 0,
    most: 0,
    async run(context) {
      if (!(await removeCompany(context))) throw new AppError('not-found', 'No company number was entered.');
      return ['Removed. If META_ACCESS_TOKEN names a number, that one counts now.'];
    },
  },
];

async function setCompany(
  context: CommandContext,
  [phoneNumberId = '', wabaId = '', graphVersion]: readonly string[],
): Promise<readonly string[]> {
  const accessToken = (await context.readInput()).trim();
  const given = { phoneNumberId, wabaId, accessToken, ...(graphVersion && { graphVersion }) };
  const input = putCompanySettingsSchema.safeParse(given);
  if (!input.success) {
    const issue = input.error.issues[0];
    throw new AppError('invalid-input', `${issue?.path.join('.')} ${issue?.message}.`);
  }
  const { graphUrl } = parseSecretConfig(context.environment);
  const saving = { ...context, secrets: openSecrets(context), graphUrl };
  const { phoneNumber, tokenLast4 } = await saveCompany(saving, input.data, undefined);
  return [`${phoneNumber} is the company's number now; its token ends in ${tokenLast4}.`];
}

async function showCompany(context: CommandContext): Promise<readonly string[]> {
  const { graphUrl } = parseSecretConfig(context.environment);
  const loaded = await loadCompany(context.log, { graphUrl, company: undefined }, openSecrets(context));
  if (loaded === undefined) {
    return ['No company number was entered. If META_ACCESS_TOKEN names one, that one counts.'];
  }
  const { phoneNumber, phoneNumberId, wabaId, graphVersion, tokenLast4, problem } = loaded.settings;
  return [
    `number\t${phoneNumber ?? ''}`,
    `phone number id\t${phoneNumberId}`,
    `WABA id\t${wabaId}`,
    `Graph version\t${graphVersion}`,
    `token ends in\t${tokenLast4}`,
    ...(problem === undefined ? [] : [problem]),
  ];
}

/** The box of the data and the keys that the environment names. */
export function openSecrets({ environment }: CommandContext) {
  const { secretKey } = parseSecretConfig(environment);
  const { databaseUrl, dataDirectory } = parseLogPlace(environment);
  const isShared = databaseUrl !== undefined;
  return createSecretBox(openSecretKeys(secretKey, { dataDirectory, isShared, randomBytes }), randomBytes);
}
