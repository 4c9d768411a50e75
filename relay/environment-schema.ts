import { z } from 'zod';
import { APP_VERSION } from '../shared/domain/app-version.ts';
import { DEFAULT_COUNTRY, isKnownCountry } from '../shared/domain/phone-number.ts';
import { isNetwork } from './hooks/hook-networks.ts';
import { KEY_SHAPE, parseSecretKey } from './secrets/secret-keys.ts';
import { PROXIES_SHAPE, parseTrustedProxies } from './trusted-proxies.ts';

/* What the environment may say, variable by variable. What follows from it: config.ts. */

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

/** Its text is never part of the sentence: it holds a password. */
const databaseUrl = z
  .string()
  .trim()
  .refine(
    isDatabaseUrl,
    'must look like postgres://user:password@host:5432/name; characters of the password such as @ / # ? are written as %40 %2F %23 %3F',
  )
  .optional();

export const country = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isKnownCountry, 'must be the two letters of a country, such as GB')
  .default(DEFAULT_COUNTRY);

const PORT = 'must be a number from 0 to 65535';
const port = z.coerce.number(PORT).int(PORT).min(0, PORT).max(65_535, PORT);

const DAYS = 'must be a number of days; 0 keeps files without end';
/** Meta delivers again for seven days; what was removed must not come back as new. */
const LEAST_RETENTION_DAYS = 30;
const RETENTION = `must be a number of days, ${LEAST_RETENTION_DAYS} at least; without it messages are kept for ever`;
export const retentionSchema = z.object({
  RELAY_RETENTION_DAYS: z.coerce
    .number(RETENTION)
    .int(RETENTION)
    .min(LEAST_RETENTION_DAYS, RETENTION)
    .max(36_500, RETENTION)
    .optional(),
});
const GIGABYTES = 'must be a number of gigabytes above 0';
export const hookNetworks = z
  .string()
  .default('')
  .transform((text) => text.split(',').map((network) => network.trim()))
  .transform((networks) => networks.filter((network) => network !== ''))
  .refine((networks) => networks.every(isNetwork), 'must be networks like 10.0.0.0/8, separated by commas');

const secretKey = z
  .string()
  .refine((text) => parseSecretKey(text) !== undefined, KEY_SHAPE)
  .optional();
export const secretKeySchema = z.object({
  RELAY_SECRET_KEY: secretKey,
  RELAY_SECRET_KEY_FILE: z.string().optional(),
  RELAY_SECRET_KEY_OLD: secretKey,
});

export const placeSchema = z.object({
  DATABASE_URL: databaseUrl,
  RELAY_DATA: z.string().trim().min(1).default('relay-data'),
});

export const environmentSchema = secretKeySchema
  .extend(placeSchema.shape)
  .extend(retentionSchema.shape)
  .extend({
    RELAY_HOST: z.string().trim().min(1).default('127.0.0.1'),
    RELAY_PORT: port.default(4380),
    RELAY_METRICS_HOST: z.string().trim().min(1).default('127.0.0.1'),
    RELAY_METRICS_PORT: port.optional(),
    RELAY_PUBLIC_URL: url('where Meta and the desktops reach this relay').optional(),
    RELAY_TRUST_PROXY: z
      .string()
      .trim()
      .refine((text) => parseTrustedProxies(text) !== undefined, PROXIES_SHAPE)
      .optional(),
    AGENCY_NAME: z.string().trim().min(1).max(100).default('Your agency'),
    AGENCY_COUNTRY: country,
    RELAY_MINIMUM_DESKTOP: z
      .string()
      .trim()
      .regex(APP_VERSION, 'must be a version of the app, such as 1.4.0')
      .optional(),
    RELAY_HOOK_NETWORKS: hookNetworks,
    RELAY_MEDIA_DAYS: z.coerce.number(DAYS).int(DAYS).min(0, DAYS).max(36_500, DAYS).default(365),
    RELAY_MEDIA_GB: z.coerce.number(GIGABYTES).positive(GIGABYTES).max(1_000_000, GIGABYTES).optional(),
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

/** Every variable of the environment that the relay reads. */
export const VARIABLES: readonly string[] = Object.keys(environmentSchema.shape);

function isDatabaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname } = new URL(text);
  return /^postgres(?:ql)?:$/.test(protocol) && /^\/[^/]+$/.test(pathname);
}
