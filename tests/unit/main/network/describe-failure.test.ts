import { expect, test } from 'vitest';
import { ConnectError } from '../../../../main/network/connect-error.ts';
import { describeFailure } from '../../../../main/network/describe-failure.ts';

const URL_OF_RELAY = 'https://relay.example.co.uk:8443';
const describe = (error: unknown, isOnline = true) => describeFailure(error, URL_OF_RELAY, () => isOnline);
const withCode = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) });

/** Each with what it is recognised by; several codes of one kind share its sentence. */
const KINDS: readonly (readonly [kind: RegExp, ...codes: string[]])[] = [
  [/cannot be found/u, 'ENOTFOUND', 'EAI_AGAIN'],
  [/nothing answers at/u, 'ECONNREFUSED'],
  [/from this network/u, 'ENETUNREACH', 'EHOSTUNREACH'],
  [/did not answer in time/u, 'ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT'],
  [
    /from nobody that this computer trusts/u,
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'CERT_UNTRUSTED',
  ],
  [/has run out/u, 'CERT_HAS_EXPIRED'],
  [/not valid yet/u, 'CERT_NOT_YET_VALID'],
  [/belongs to another name/u, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [/has been revoked/u, 'CERT_REVOKED'],
  [/does not speak TLS/u, 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_HTTP_REQUEST', 'EPROTO'],
  [/guest networks/u, 'REDIRECTED'],
];
const PROXY_KINDS: readonly (readonly [kind: RegExp, code: string])[] = [
  [/wants a name and a password/u, 'PROXY_AUTH_REQUIRED'],
  [/in a way that this app does not know/u, 'PROXY_AUTH_UNSUPPORTED'],
  [/lets nothing through to relay\.example\.co\.uk:8443/u, 'PROXY_REFUSED'],
  [/proxy\.office:8080 cannot be reached/u, 'PROXY_UNREACHABLE'],
  [/kind of proxy \(proxy\.office:8080\)/u, 'PROXY_UNSUPPORTED'],
];
const all = [
  ...KINDS.flatMap(([kind, ...codes]) => codes.map((code) => [code, kind, withCode(code)] as const)),
  ...PROXY_KINDS.map(
    ([kind, code]) => [code, kind, new ConnectError(code, { proxy: 'proxy.office:8080' })] as const,
  ),
];

test.each(all)('%s has the sentence of its kind, and no other, and says what to do', (_code, kind, error) => {
  const sentence = describe(error) ?? '';
  expect(sentence).toMatch(kind);
  const kinds = [...KINDS, ...PROXY_KINDS].map(([one]) => one).filter((one) => one.test(sentence));
  expect(kinds).toEqual([kind]);
  expect(sentence).toMatch(/\. (?:Check|Do not|Set|Open|Ask|Enter)[^.]*/u);
  expect(sentence).toMatch(/relay\.example\.co\.uk:8443|proxy\.office:8080/u);
  expect(sentence).not.toContain('undefined');
});

test.each(['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'])(
  'without any network %s is no fault of the address',
  (code) => {
    expect(describe(withCode(code), false)).toMatch(/not connected to a network\. Connect it/u);
  },
);

test('a refused connection is one, whether there is a network or not', () => {
  expect(describe(withCode('ECONNREFUSED'), false)).toMatch(/nothing answers/u);
});

test('of several addresses that were tried, the reason of one is told', () => {
  const tried = new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]);
  expect(describe(new TypeError('fetch failed', { cause: tried }))).toMatch(/nothing answers/u);
});

test.each([
  ['an unknown code', withCode('E_NEW')],
  ['a word of JavaScript for a code', withCode('constructor')],
  ['a number for a code', Object.assign(new Error('x'), { code: 5 })],
  ['text', 'ENOTFOUND'],
  ['nothing', undefined],
])('%s tells nothing: the caller has its own sentence for that', (_what, error) => {
  expect(describe(error)).toBeUndefined();
});
