import { expect, test } from 'vitest';
import {
  type ConnectLink,
  buildConnectLink,
  findLink,
  parseConnectLink,
} from '../../../../main/links/connect-link.ts';

const LINK: ConnectLink = {
  relayUrl: 'https://relay.example.co.uk:8443/colleague',
  code: '7K2M-9QXR-4TBD',
  agencyName: 'Harper & Löwe = “best” #1?',
};
const parse = (text: string) => parseConnectLink(text, { allowsLoopback: false });

test.each([LINK, { ...LINK, agencyName: undefined }, { ...LINK, agencyName: '中文 50 %' }])(
  'what is built is read as it was',
  (link) => {
    const text = buildConnectLink(link);
    expect(text).toMatch(/^colleague:\/\/connect\?[\x21-\x7e]+$/u);
    expect(parse(text)).toEqual(link);
    // As some systems hand it over.
    expect(parse(text.replace('connect?', 'connect/?'))).toEqual(link);
  },
);

test('a relay on this machine is for development only', () => {
  const text = buildConnectLink({ ...LINK, relayUrl: 'http://127.0.0.1:4380' });
  expect(parse(text)).toBeUndefined();
  expect(parseConnectLink(text, { allowsLoopback: true })?.relayUrl).toBe('http://127.0.0.1:4380');
});

const RELAY = 'relay=https%3A%2F%2Frelay.example';
const CODE = 'code=7K2M-9QXR-4TBD';
const GOOD = `colleague://connect?${RELAY}&${CODE}`;

test('the shortest link is one', () => {
  expect(parse(GOOD)).toEqual({
    relayUrl: 'https://relay.example',
    code: '7K2M-9QXR-4TBD',
    agencyName: undefined,
  });
});

test.each([
  ['nothing', ''],
  ['another scheme', GOOD.replace('colleague:', 'https:')],
  ['a scheme that only ends alike', `x${GOOD}`],
  ['another verb', GOOD.replace('connect', 'wipe')],
  ['no verb', `colleague:?${RELAY}&${CODE}`],
  ['a verb without slashes', `colleague:connect?${RELAY}&${CODE}`],
  ['a path', GOOD.replace('connect', 'connect/../settings')],
  ['a port', GOOD.replace('connect', 'connect:80')],
  ['a name before the verb', GOOD.replace('connect', 'me@connect')],
  ['a fragment', `${GOOD}#x`],
  ['no relay', `colleague://connect?${CODE}`],
  ['no code', `colleague://connect?${RELAY}`],
  ['a relay without TLS', GOOD.replace('https', 'http')],
  ['a relay with a password', GOOD.replace('%2F%2F', '%2F%2Fme:secret@')],
  ['a program for a relay', `colleague://connect?relay=javascript%3Aalert(1)&${CODE}`],
  ['a file for a relay', `colleague://connect?relay=file%3A%2F%2F%2Fetc%2Fpasswd&${CODE}`],
  ['two relays', `${GOOD}&relay=https%3A%2F%2Fbad.example`],
  ['two codes', `${GOOD}&${CODE}`],
  ['something that it does not know', `${GOOD}&graph-url=http%3A%2F%2F127.0.0.1`],
  ['a prototype', `${GOOD}&__proto__=x`],
  ['an empty agency', `${GOOD}&agency=`],
  ['an agency of two lines', `${GOOD}&agency=A%0AB`],
  ['an agency that turns the direction of the text', `${GOOD}&agency=A%E2%80%AEB`],
  ['an agency without end', `${GOOD}&agency=${'A'.repeat(101)}`],
  ['a code that is too short', GOOD.replace('-4TBD', '')],
  ['a code with letters that codes do not have', GOOD.replace('4TBD', '4TBU')],
  ['a code in small letters', GOOD.replace('7K2M', '7k2m')],
  ['a code with more behind it', GOOD.replace('4TBD', '4TBD%20--hidden')],
  ['a blank', `${GOOD} --relay-url=https://bad.example`],
  ['a quotation mark', `${GOOD}" --hidden`],
  ['a line break', `${GOOD}\n`],
  ['a null byte', `${GOOD}\0`],
  ['letters that look alike', GOOD.replace('connect', 'cоnnect')],
  ['a link without end', `${GOOD}&agency=${'%41'.repeat(2_000)}`],
  ['half an escape', `${GOOD}&agency=%E2%80`],
])('%s is no link', (_what, text) => {
  expect(parse(text)).toBeUndefined();
});

test.each<[readonly string[], string | undefined]>([
  [['app.exe', GOOD], GOOD],
  [['app.exe', '--hidden', GOOD, '--more'], GOOD],
  [['app.exe', 'COLLEAGUE://connect'], 'COLLEAGUE://connect'],
  [['app.exe', '--colleague:x'], undefined],
  [['app.exe'], undefined],
])('among the arguments %j the link is %s', (argv, link) => {
  expect(findLink(argv)).toBe(link);
});
