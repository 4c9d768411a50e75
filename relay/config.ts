import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../shared/domain/app-error.ts';

/** The company's number at Meta. Without it, the relay serves own numbers only. */
export type CompanyConfig = {
  readonly accessToken: string;
  readonly phoneNumberId: string;
  readonly wabaId: string;
  /** Without trailing slash and version. */
  readonly graphUrl: string;
  readonly graphVersion: string;
};

export type RelayConfig = {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Directory of the log. */
  readonly dataDirectory: string;
  /** Key of the webhooks' signatures. */
  readonly appSecret: string;
  readonly verifyToken: string;
  /** Where Meta and desktops reach the relay; default: the address that it listens on. */
  readonly publicUrl: string | undefined;
  /** What the CRM presents to put records; without it nobody can. */
  readonly apiKey: string | undefined;
  readonly agencyName: string;
  readonly company: CompanyConfig | undefined;
};

const secret = (least: number, what: string) =>
  z.string(`is missing: ${what}`).trim().min(least, `must have at least ${least} characters: ${what}`);
const metaId = z
  .string('is missing')
  .trim()
  .regex(/^\d{5,30}$/, 'must be digits only, as Meta shows it');
const url = (what: string) =>
  z
    .url({ protocol: /^https?$/, error: `must be an address that begins with https://: ${what}` })
    .transform((text) => text.replace(/\/+$/, ''));

const environmentSchema = z.object({
  RELAY_HOST: z.string().trim().min(1).default('127.0.0.1'),
  RELAY_PORT: z.coerce
    .number('must be a number from 0 to 65535')
    .int('must be a number from 0 to 65535')
    .min(0, 'must be a number from 0 to 65535')
    .max(65_535, 'must be a number from 0 to 65535')
    .default(4380),
  RELAY_DATA: z.string().trim().min(1).default('relay-data'),
  RELAY_PUBLIC_URL: url('where Meta and the desktops reach this relay').optional(),
  RELAY_API_KEY: secret(16, 'the key that the CRM presents to send records').optional(),
  AGENCY_NAME: z.string().trim().min(1).max(100).default('Your agency'),
  META_APP_SECRET: secret(8, 'copy it from App settings, Basic, at Meta'),
  META_VERIFY_TOKEN: secret(8, 'choose one, and enter the same at Meta beside the callback address'),
  META_ACCESS_TOKEN: secret(10, 'the permanent token of the system user').optional(),
  META_PHONE_NUMBER_ID: metaId.optional(),
  META_WABA_ID: metaId.optional(),
  META_GRAPH_URL: url("Meta's Graph API").default('https://graph.facebook.com'),
  META_GRAPH_VERSION: z
    .string()
    .trim()
    .regex(/^v?\d{1,3}(\.\d{1,2})?$/, 'must look like v26.0')
    .default('v26.0'),
});
type Environment = z.infer<typeof environmentSchema>;

/** Throws AppError (`invalid-input`) with one sentence that names every mistake. An empty variable counts as absent. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): RelayConfig {
  const given = Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== '');
  const parsed = environmentSchema.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new AppError('invalid-input', `The configuration is not complete: ${mistakes.join('; ')}.`);
  }
  const env = parsed.data;
  return {
    host: env.RELAY_HOST,
    port: env.RELAY_PORT,
    dataDirectory: path.resolve(env.RELAY_DATA),
    appSecret: env.META_APP_SECRET,
    verifyToken: env.META_VERIFY_TOKEN,
    publicUrl: env.RELAY_PUBLIC_URL,
    apiKey: env.RELAY_API_KEY,
    agencyName: env.AGENCY_NAME,
    company: readCompany(env),
  };
}

/** Where the data of a relay is, for commands that need nothing else of the configuration. */
export function parseDataDirectory(environment: Readonly<Record<string, string | undefined>>): string {
  return path.resolve(environment['RELAY_DATA']?.trim() || 'relay-data');
}

function readCompany(env: Environment): CompanyConfig | undefined {
  const parts = {
    META_ACCESS_TOKEN: env.META_ACCESS_TOKEN,
    META_PHONE_NUMBER_ID: env.META_PHONE_NUMBER_ID,
    META_WABA_ID: env.META_WABA_ID,
  };
  const missing = Object.entries(parts).filter(([, value]) => value === undefined);
  if (missing.length === Object.keys(parts).length) return undefined;
  const [accessToken, phoneNumberId, wabaId] = Object.values(parts);
  if (accessToken === undefined || phoneNumberId === undefined || wabaId === undefined) {
    const names = missing.map(([name]) => name).join(' and ');
    throw new AppError(
      'invalid-input',
      `The configuration is not complete: ${names} is missing. The company's number needs all of ${Object.keys(parts).join(', ')}, or none of them.`,
    );
  }
  return {
    accessToken,
    phoneNumberId,
    wabaId,
    graphUrl: env.META_GRAPH_URL,
    graphVersion: env.META_GRAPH_VERSION,
  };
}
