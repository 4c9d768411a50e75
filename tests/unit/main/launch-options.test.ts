import { expect, test } from 'vitest';
import { readLaunchOptions } from '../../../main/launch-options.ts';

const program = ['/opt/colleague/electron', '/opt/colleague'];

test('without switches the app starts visibly, at Meta, with nobody to enrol', () => {
  expect(readLaunchOptions(program, true)).toEqual({
    link: undefined,
    enrolment: undefined,
    graphUrl: undefined,
    provisioningFolder: undefined,
    startHidden: false,
  });
});

test('a provisioning names relay and code, and log-in starts it hidden', () => {
  expect(
    readLaunchOptions(
      [...program, '--relay-url=relay.example.co.uk', '--enrolment-code=ABCD-EFGH', '--hidden'],
      true,
    ),
  ).toEqual({
    link: undefined,
    enrolment: { relayUrl: 'https://relay.example.co.uk', code: 'ABCD-EFGH' },
    graphUrl: undefined,
    provisioningFolder: undefined,
    startHidden: true,
  });
});

test.each([
  ['no code', ['--relay-url=https://relay.example.co.uk']],
  ['no relay', ['--enrolment-code=ABCD']],
  ['a relay without TLS', ['--relay-url=http://relay.example.co.uk', '--enrolment-code=ABCD']],
  ['a relay with a password', ['--relay-url=https://a:b@relay.example.co.uk', '--enrolment-code=ABCD']],
  ['the value as a word of its own', ['--relay-url', 'https://relay.example.co.uk', '--enrolment-code=ABCD']],
  ['a switch that only ends alike', ['--my-relay-url=https://relay.example.co.uk', '--enrolment-code=ABCD']],
])('with %s nobody is enrolled', (_what, switches) => {
  expect(readLaunchOptions([...program, ...switches], true).enrolment).toBeUndefined();
});

test.each([
  ['http://127.0.0.1:4390', 'http://127.0.0.1:4390'],
  ['http://localhost:4390', 'http://localhost:4390'],
  ['https://graph.example.com', undefined],
  ['http://127.0.0.1.example.com', undefined],
  ['http://localhost@example.com', undefined],
  ['', undefined],
])('Meta may be stood in for by %s: %s', (given, used) => {
  expect(readLaunchOptions([...program, `--graph-url=${given}`], true).graphUrl).toBe(used);
});

test('beside a link no switch of the installed app counts: whoever wrote the link may have written them too', () => {
  const link = 'colleague://connect?relay=https%3A%2F%2Frelay.example';
  const smuggled = ['--relay-url=https://bad.example', '--enrolment-code=ABCD', '--hidden'];
  for (const argv of [
    [...program, link, ...smuggled],
    [...program, ...smuggled, link],
    [...program, ...smuggled, 'COLLEAGUE:x'],
  ]) {
    const { link: found, ...others } = readLaunchOptions(argv, true);
    expect(found).toMatch(/^colleague:/iu);
    expect(others).toEqual({
      enrolment: undefined,
      graphUrl: undefined,
      provisioningFolder: undefined,
      startHidden: false,
    });
  }
});
