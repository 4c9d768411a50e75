import { expect, test } from 'vitest';
import { parseConfig } from '../../../relay/config.ts';

const GOOD = { META_APP_SECRET: 'a'.repeat(32), META_VERIFY_TOKEN: 'choose-one' };
const COMPANY = {
  META_ACCESS_TOKEN: 'EAAB1234567890',
  META_PHONE_NUMBER_ID: '200300400500600',
  META_WABA_ID: '100200300400500',
};

test('Two secrets are enough; everything else has a default.', () => {
  expect(parseConfig({ ...GOOD, AGENCY_COUNTRY: '', OTHER: 'x' })).toMatchObject({
    host: '127.0.0.1',
    port: 4380,
    country: 'GB',
    company: undefined,
    publicUrl: undefined,
    metrics: undefined,
  });
});

test('The company’s number needs all of its three parts; addresses lose their last slash.', () => {
  const config = parseConfig({
    ...GOOD,
    ...COMPANY,
    META_GRAPH_URL: 'http://127.0.0.1:4390/',
    RELAY_PUBLIC_URL: 'https://relay.example.co.uk/',
  });
  expect(config.publicUrl).toBe('https://relay.example.co.uk');
  expect(config.company).toEqual({
    accessToken: 'EAAB1234567890',
    phoneNumberId: '200300400500600',
    wabaId: '100200300400500',
    graphUrl: 'http://127.0.0.1:4390',
    graphVersion: 'v26.0',
  });
});

test('The figures are shown to this machine only, unless another address is named as well.', () => {
  const metricsOf = (environment: object) => parseConfig({ ...GOOD, ...environment }).metrics;
  expect(metricsOf({ RELAY_METRICS_PORT: '9464' })).toEqual({ host: '127.0.0.1', port: 9464 });
  expect(metricsOf({ RELAY_METRICS_HOST: '10.0.0.5' })).toBeUndefined();
  expect(metricsOf({ RELAY_METRICS_HOST: '10.0.0.5', RELAY_METRICS_PORT: '9464' })).toEqual({
    host: '10.0.0.5',
    port: 9464,
  });
});

test('Proxies are named by address, by network or by the name of one.', () => {
  const config = parseConfig({ ...GOOD, RELAY_TRUST_PROXY: '127.0.0.1, 10.0.0.0/8,fd00::/8, loopback' });
  expect(config.trustedProxies).toEqual(['127.0.0.1', '10.0.0.0/8', 'fd00::/8', 'loopback']);
});

test.each([
  [{ META_APP_SECRET: undefined }, 'META_APP_SECRET is missing'],
  [{ META_APP_SECRET: 'short' }, 'META_APP_SECRET must have at least 8 characters'],
  [{ META_VERIFY_TOKEN: '  ' }, 'META_VERIFY_TOKEN is missing'],
  [{ DATABASE_URL: 'db.example.co.uk/relay' }, 'DATABASE_URL must look like postgres://'],
  [{ DATABASE_URL: 'mysql://u:p@db/relay' }, 'DATABASE_URL must look like postgres://'],
  [{ DATABASE_URL: 'postgres://u:p@db' }, 'DATABASE_URL must look like postgres://'],
  [{ DATABASE_URL: 'postgres://u:pa#ss@db/relay' }, 'DATABASE_URL must look like postgres://'],
  [{ RELAY_PORT: 'eighty' }, 'RELAY_PORT must be a number from 0 to 65535'],
  [{ RELAY_PORT: '70000' }, 'RELAY_PORT must be a number from 0 to 65535'],
  [{ RELAY_METRICS_PORT: 'on' }, 'RELAY_METRICS_PORT must be a number from 0 to 65535'],
  [{ RELAY_PORT: '80.5' }, 'RELAY_PORT must be a number from 0 to 65535'],
  [
    { RELAY_PUBLIC_URL: 'relay.example.co.uk' },
    'RELAY_PUBLIC_URL must be an address that begins with https://',
  ],
  [{ RELAY_PUBLIC_URL: 'javascript:alert(1)' }, 'RELAY_PUBLIC_URL must be an address'],
  [{ RELAY_TRUST_PROXY: 'true' }, 'RELAY_TRUST_PROXY must be the addresses of the proxies'],
  [{ RELAY_TRUST_PROXY: '1' }, 'RELAY_TRUST_PROXY must be the addresses of the proxies'],
  [{ RELAY_TRUST_PROXY: '10.0.0.0/33' }, 'RELAY_TRUST_PROXY must be the addresses of the proxies'],
  [{ RELAY_TRUST_PROXY: '127.0.0.1,' }, 'RELAY_TRUST_PROXY must be the addresses of the proxies'],
  [{ RELAY_MINIMUM_DESKTOP: 'newest' }, 'RELAY_MINIMUM_DESKTOP must be a version of the app'],
  [{ RELAY_HOOK_NETWORKS: '10.0.0.0/8, 10.1.2.3' }, 'RELAY_HOOK_NETWORKS must be networks like 10.0.0.0/8'],
  [{ AGENCY_COUNTRY: 'England' }, 'AGENCY_COUNTRY must be the two letters of a country'],
  [{ ...COMPANY, META_WABA_ID: undefined }, 'META_WABA_ID is missing'],
  [{ META_ACCESS_TOKEN: 'EAAB1234567890' }, 'META_PHONE_NUMBER_ID and META_WABA_ID is missing'],
  [{ ...COMPANY, META_PHONE_NUMBER_ID: '+44 20 7946 0123' }, 'META_PHONE_NUMBER_ID must be digits only'],
  [{ ...COMPANY, META_GRAPH_VERSION: 'latest' }, 'META_GRAPH_VERSION must look like v26.0'],
  [{ RELAY_MEDIA_DAYS: '-1' }, 'RELAY_MEDIA_DAYS must be a number of days'],
  [{ RELAY_MEDIA_GB: 'plenty' }, 'RELAY_MEDIA_GB must be a number of gigabytes'],
  [{ RELAY_SECRET_KEY: 'hunter2' }, 'RELAY_SECRET_KEY must be 32 random bytes in base64 or hex'],
  [{ RELAY_SECRET_KEY: 'ab'.repeat(32), RELAY_SECRET_KEY_FILE: '/run/key' }, 'not both'],
])('%j is answered with a sentence that names the variable.', (mistake, sentence) => {
  expect(() => parseConfig({ ...GOOD, ...mistake })).toThrow(sentence);
});

test('Files are kept for a year unless the configuration says otherwise.', () => {
  expect(parseConfig(GOOD).mediaRetention).toEqual({ days: 365, bytes: undefined });
  const config = parseConfig({ ...GOOD, RELAY_MEDIA_DAYS: '0', RELAY_MEDIA_GB: '1.5' });
  expect(config.mediaRetention).toEqual({ days: undefined, bytes: 1_500_000_000 });
});

test('A mistake never repeats a secret.', () => {
  expect(() => parseConfig({ ...GOOD, META_APP_SECRET: 'hunter2' })).toThrow(/^((?!hunter2).)*$/);
});

test('The address of the database is taken as it is, and never repeated in a complaint.', () => {
  const DATABASE_URL = 'postgres://relay:very%40secret@db.example.co.uk:5432/relay?sslmode=verify-full';
  expect(parseConfig({ ...GOOD, DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
  expect(() => parseConfig({ ...GOOD, DATABASE_URL: 'postgres://relay:very@secret@' })).toThrow(
    /^(?!.*secret@)(?!.*very).*DATABASE_URL/,
  );
});
