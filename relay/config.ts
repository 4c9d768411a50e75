import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../shared/domain/app-error.ts';
import type { MediaRetention } from './media/sweep-media.ts';
import { parseTrustedProxies } from './trusted-proxies.ts';
import type { SecretKeyConfig } from './secrets/secret-keys.ts';
import {
  country,
  environmentSchema,
  hookNetworks,
  placeSchema,
  retentionSchema,
  secretKeySchema,
} from './environment-schema.ts';

/** The company's number at Meta: from the environment, or as an administrator entered it. */
export type CompanyConfig = {
  readonly accessToken: string;
  readonly phoneNumberId: string;
  readonly wabaId: string;
  /** Without trailing slash and version. */
  readonly graphUrl: string;
  readonly graphVersion: string;
};

/** Where the log is: in a database of PostgreSQL, else in a file of the data directory. */
export type LogPlace = {
  /** `postgres://user:password@host/name`: never told to anybody, because of the password. */
  readonly databaseUrl: string | undefined;
  readonly dataDirectory: string;
};

export type RelayConfig = LogPlace & {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Where Prometheus reads; never published. Undefined: nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  /** Key of the webhooks' signatures. */
  readonly appSecret: string;
  readonly verifyToken: string;
  /** Where Meta and desktops reach the relay; default: the address that it listens on. */
  readonly publicUrl: string | undefined;
  /** Addresses of the proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: string[] | undefined;
  readonly agencyName: string;
  /** In which numbers without a country are read: two letters of ISO 3166. */
  readonly country: string;
  /** The oldest version of the app that is admitted; undefined: any that speaks the protocol. */
  readonly minimumDesktop: string | undefined;
  /** Networks like `10.0.0.0/8` that outgoing webhooks may reach although they are not public. */
  readonly hookNetworks: readonly string[];
  /** The Graph API, without trailing slash and version. */
  readonly graphUrl: string;
  /** The number of the environment: it counts while nobody has entered one in the Global Settings. */
  readonly company: CompanyConfig | undefined;
  readonly secretKey: SecretKeyConfig;
  readonly mediaRetention: MediaRetention;
  /** How many days messages are kept. Undefined: for ever. */
  readonly retentionDays: number | undefined;
};

type Environment = z.infer<typeof environmentSchema>;

/** Throws AppError (`invalid-input`) with one sentence that names every mistake. An empty variable counts as absent. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): RelayConfig {
  const env = parseWith(environmentSchema, environment);
  return {
    host: env.RELAY_HOST,
    port: env.RELAY_PORT,
    ...readPlace(env),
    metrics:
      env.RELAY_METRICS_PORT === undefined
        ? undefined
        : { host: env.RELAY_METRICS_HOST, port: env.RELAY_METRICS_PORT },
    appSecret: env.META_APP_SECRET,
    verifyToken: env.META_VERIFY_TOKEN,
    publicUrl: env.RELAY_PUBLIC_URL,
    trustedProxies:
      env.RELAY_TRUST_PROXY === undefined ? undefined : parseTrustedProxies(env.RELAY_TRUST_PROXY),
    agencyName: env.AGENCY_NAME,
    country: env.AGENCY_COUNTRY,
    minimumDesktop: env.RELAY_MINIMUM_DESKTOP,
    hookNetworks: env.RELAY_HOOK_NETWORKS,
    graphUrl: env.META_GRAPH_URL,
    company: readCompany(env),
    secretKey: readSecretKey(env),
    mediaRetention: {
      days: env.RELAY_MEDIA_DAYS === 0 ? undefined : env.RELAY_MEDIA_DAYS,
      bytes: env.RELAY_MEDIA_GB === undefined ? undefined : env.RELAY_MEDIA_GB * 1_000_000_000,
    },
    retentionDays: env.RELAY_RETENTION_DAYS,
  };
}

/** What commands need that read or change the company's number. Throws AppError as `parseConfig` does. */
export function parseSecretConfig(
  environment: Readonly<Record<string, string | undefined>>,
): Pick<RelayConfig, 'secretKey' | 'graphUrl'> {
  const schema = secretKeySchema.extend({ META_GRAPH_URL: environmentSchema.shape.META_GRAPH_URL });
  const env = parseWith(schema, environment);
  return { secretKey: readSecretKey(env), graphUrl: env.META_GRAPH_URL };
}

function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): z.infer<Schema> {
  const given = Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== '');
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new AppError('invalid-input', `The configuration is not complete: ${mistakes.join('; ')}.`);
}

function readSecretKey(env: z.infer<typeof secretKeySchema>): SecretKeyConfig {
  const { RELAY_SECRET_KEY: key, RELAY_SECRET_KEY_FILE: keyFile, RELAY_SECRET_KEY_OLD: oldKey } = env;
  if (key !== undefined && keyFile !== undefined) {
    throw new AppError('invalid-input', 'Set RELAY_SECRET_KEY or RELAY_SECRET_KEY_FILE, not both.');
  }
  return { key, keyFile, oldKey };
}

/** Which private networks hooks may reach, for commands. Throws AppError `invalid-input`. */
export function parseHookNetworks(
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  return parseWith(z.object({ RELAY_HOOK_NETWORKS: hookNetworks }), environment).RELAY_HOOK_NETWORKS;
}

/** How many days messages are kept, for commands. Throws AppError `invalid-input`. */
export function parseRetentionDays(
  environment: Readonly<Record<string, string | undefined>>,
): number | undefined {
  return parseWith(retentionSchema, environment).RELAY_RETENTION_DAYS;
}

/** In which country numbers are read, for commands that need nothing else. Throws AppError `invalid-input`. */
export function parseCountry(environment: Readonly<Record<string, string | undefined>>): string {
  const parsed = country.safeParse(environment['AGENCY_COUNTRY']?.trim() || undefined);
  if (parsed.success) return parsed.data;
  throw new AppError('invalid-input', `AGENCY_COUNTRY ${parsed.error.issues[0]?.message ?? 'is not valid'}.`);
}

/** Where the log of a relay is, for commands that need nothing else. Throws AppError as `parseConfig` does. */
export function parseLogPlace(environment: Readonly<Record<string, string | undefined>>): LogPlace {
  return readPlace(parseWith(placeSchema, environment));
}

function readPlace(env: z.infer<typeof placeSchema>): LogPlace {
  return { databaseUrl: env.DATABASE_URL, dataDirectory: path.resolve(env.RELAY_DATA) };
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
