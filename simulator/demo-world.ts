import { demoPeople } from './demo-people.ts';
import { demoTemplates } from './demo-templates.ts';
import type { AccessToken, PhoneNumber, Waba } from './world/entities.ts';
import type { WorldSeed } from './world/world.ts';

/** Ids, secrets and tokens of the demo world: invented, and the same in every run. */
export const demoIds = {
  business: '400500600700800',
  app: '300400500600700',
  appSecret: 'test_app_secret',
  waba: '100200300400500',
  testWaba: '100200300400599',
  companyPhone: '200300400500600',
  ownPhoneOne: '200300400500601',
  ownPhoneTwo: '200300400500602',
  testPhone: '200300400500699',
} as const;

/** Bearer tokens by what is right or wrong with them. */
export const demoTokens = {
  company: 'EAACompanySystemUserToken00000000000000000001',
  ownOne: 'EAAOwnNumberOneSystemUserToken0000000000000601',
  ownTwo: 'EAAOwnNumberTwoSystemUserToken0000000000000602',
  /** Ran out an hour before the start: 190/463. */
  expired: 'EAAExpiredTemporaryToken0000000000000000000003',
  /** A user token from "API Setup" with 23 hours to live; also reaches the test number. */
  temporary: 'EAATemporaryApiSetupToken000000000000000000004',
  /** Taken back by its owner: 190/467. */
  invalidated: 'EAAInvalidatedSystemUserToken00000000000000005',
  /** May send, but lacks whatsapp_business_management: #10 on templates. */
  messagingOnly: 'EAAMessagingOnlySystemUserToken0000000000000006',
  /** Valid, of the same app, but with no access to any of our accounts: #200 on send, 100/33 on read. */
  stranger: 'EAAStrangerSystemUserToken00000000000000000007',
  app: `${demoIds.app}|${demoIds.appSecret}`,
} as const;

const HOUR_MS = 3_600_000;
const bothScopes = ['whatsapp_business_management', 'whatsapp_business_messaging', 'public_profile'];

/** One portfolio, one account with a company number and two consultants' own numbers, a test account, and people. `now`: epoch ms. */
export function demoWorld(now: number): WorldSeed {
  const account = [demoIds.waba, demoIds.companyPhone, demoIds.ownPhoneOne, demoIds.ownPhoneTwo];
  return {
    business: { id: demoIds.business, name: 'Colleague Recruitment Ltd' },
    app: { id: demoIds.app, name: 'Colleague', secret: demoIds.appSecret, callback: undefined, fields: [] },
    wabas: [
      buildWaba(demoIds.waba, 'Colleague Recruitment'),
      buildWaba(demoIds.testWaba, 'Test WhatsApp Business Account'),
    ],
    phoneNumbers: [
      buildPhoneNumber(demoIds.companyPhone, '+44 20 7946 0123', 'Colleague Recruitment'),
      buildPhoneNumber(demoIds.ownPhoneOne, '+44 20 7946 0124', 'Priya Shah at Colleague Recruitment'),
      buildPhoneNumber(demoIds.ownPhoneTwo, '+44 20 7946 0125', 'Ben Carter at Colleague Recruitment'),
      buildTestNumber(),
    ],
    tokens: [
      buildToken(demoTokens.company, 'company', account, now),
      buildToken(demoTokens.ownOne, 'own number one', [demoIds.waba, demoIds.ownPhoneOne], now),
      buildToken(demoTokens.ownTwo, 'own number two', [demoIds.waba, demoIds.ownPhoneTwo], now),
      { ...buildToken(demoTokens.expired, 'expired', account, now), kind: 'USER', expiresAt: now - HOUR_MS },
      {
        ...buildToken(
          demoTokens.temporary,
          'temporary',
          [...account, demoIds.testWaba, demoIds.testPhone],
          now,
        ),
        kind: 'USER',
        expiresAt: now + 23 * HOUR_MS,
      },
      { ...buildToken(demoTokens.invalidated, 'invalidated', account, now), isInvalidated: true },
      {
        ...buildToken(demoTokens.messagingOnly, 'messaging only', account, now),
        scopes: ['whatsapp_business_messaging', 'public_profile'],
      },
      buildToken(demoTokens.stranger, 'stranger', ['999900000000001'], now),
      { ...buildToken(demoTokens.app, 'app', account, now), kind: 'APP' },
    ],
    templates: [
      ...demoTemplates(demoIds.waba, now),
      ...demoTemplates(demoIds.testWaba, now)
        .filter((template) => template.name === 'hello_world')
        .map((template) => ({ ...template, id: '987659001' })),
    ],
    people: demoPeople,
  };
}

function buildToken(value: string, label: string, targetIds: readonly string[], now: number): AccessToken {
  return {
    value,
    kind: 'SYSTEM_USER',
    label,
    appId: demoIds.app,
    userId: '122000000000000001',
    scopes: bothScopes,
    targetIds,
    issuedAt: now - 24 * HOUR_MS,
    expiresAt: 0,
    isInvalidated: false,
  };
}

function buildWaba(id: string, name: string): Waba {
  return {
    id,
    businessId: demoIds.business,
    name,
    isAppSubscribed: false,
    callbackOverride: undefined,
    canSendMessage: 'AVAILABLE',
  };
}

function buildPhoneNumber(id: string, displayPhoneNumber: string, verifiedName: string): PhoneNumber {
  return {
    id,
    wabaId: demoIds.waba,
    displayPhoneNumber,
    digits: displayPhoneNumber.replaceAll(/\D/g, ''),
    verifiedName,
    qualityRating: 'GREEN',
    status: 'CONNECTED',
    nameStatus: 'APPROVED',
    codeVerificationStatus: 'VERIFIED',
    messagingLimit: 'TIER_2K',
    throughputLevel: 'STANDARD',
    accountMode: 'LIVE',
    isRegistered: true,
    pin: '123456',
    registrationCalls: 0,
    callbackOverride: undefined,
    allowList: new Set(),
    blockedPersonIds: new Set(),
    profile: {
      about: 'Recruitment since 1998',
      address: '1 Example Street, London',
      description: '',
      email: 'hello@example.co.uk',
      websites: ['https://example.co.uk/'],
      vertical: 'PROF_SERVICES',
    },
    freeServiceMessagesUsed: 0,
  };
}

function buildTestNumber(): PhoneNumber {
  return {
    ...buildPhoneNumber(demoIds.testPhone, '+1 555-010-0199', 'Test Number'),
    wabaId: demoIds.testWaba,
    accountMode: 'SANDBOX',
    messagingLimit: 'TIER_250',
    allowList: new Set(['447700900456']),
  };
}
