import { expect, test } from 'vitest';
import { enrolDesktop } from '../../../../main/account/enrolment.ts';
import { createSecretBox } from '../../../../main/account/secret-box.ts';
import type { RelayHttp } from '../../../../main/sync/relay-http.ts';
import { PROTOCOL_VERSION } from '../../../../shared/protocol/frames.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { createFakeKeychain, createMemorySettings } from './fake-keychain.ts';

const USER = {
  id: 'u1',
  username: 'priya',
  displayName: 'Priya Shah',
  email: 'priya@agency.example',
  role: 'consultant',
  isActive: true,
};

/** What a relay answers, and what was asked of it. */
function createRelay() {
  const asked: string[] = [];
  const answers: Readonly<Record<string, unknown>> = {
    '/v1/about': {
      service: 'colleague-messaging-relay',
      relayVersion: '1.0.0',
      protocol: { oldest: PROTOCOL_VERSION, newest: PROTOCOL_VERSION },
    },
    '/v1/enrol': { deviceId: 'd1', deviceToken: 'new token', user: USER, agencyName: 'Harper' },
  };
  const http: RelayHttp = {
    async request({ path, answer }) {
      asked.push(path);
      return answer.parse(answers[path]);
    },
    download: () => Promise.reject(new Error('Nothing is fetched here.')),
  };
  return { asked, createHttp: () => http };
}

const APP = { version: '1.3.0', updatesItself: false };
const FORM = { relayUrl: 'https://relay.example', code: 'AAAA-BBBB', deviceName: 'Desk', app: APP };

test('who signs in anew after the keychain was reset is not held up by what the old one had sealed', async () => {
  const settings = createMemorySettings();
  const old = createSecretBox(createFakeKeychain(), settings);
  for (const name of ['device-token', 'database-key', 'own-number-token', 'lock-pin'] as const)
    await old.keep('u1', name, 'sealed by the old one');
  const secrets = createSecretBox(createFakeKeychain(), settings);
  await expect(secrets.find('u1', 'database-key')).rejects.toMatchObject({ code: 'secrets-unavailable' });
  await enrolDesktop({ ...FORM, createHttp: createRelay().createHttp, settings, secrets });
  expect(await secrets.find('u1', 'device-token')).toBe('new token');
  for (const name of ['database-key', 'own-number-token', 'lock-pin'] as const)
    expect(await secrets.find('u1', name)).toBeUndefined();
});

test('who signs in again with the same keychain keeps the key of their messages', async () => {
  const settings = createMemorySettings();
  const secrets = createSecretBox(createFakeKeychain(), settings);
  await secrets.keep('u1', 'database-key', 'the key');
  await enrolDesktop({ ...FORM, createHttp: createRelay().createHttp, settings, secrets });
  expect(await secrets.find('u1', 'database-key')).toBe('the key');
});

test('a code is not used up while the keychain is locked', async () => {
  const settings = createMemorySettings();
  const locked = {
    ...createFakeKeychain(),
    isReal: () => Promise.reject(new AppError('secrets-unavailable', 'Unlock it.')),
  };
  const relay = createRelay();
  const secrets = createSecretBox(locked, settings);
  await expect(enrolDesktop({ ...FORM, createHttp: relay.createHttp, settings, secrets })).rejects.toThrow(
    'Unlock it.',
  );
  expect(relay.asked).not.toContain('/v1/enrol');
});
