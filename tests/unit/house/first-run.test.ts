import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildConnectLink, parseConnectLink } from '../../../main/links/connect-link.ts';
import { MANAGED_NAMES } from '../../../main/provisioning/managed-settings.ts';
import { parseProvisioning } from '../../../main/provisioning/parse-provisioning.ts';
import { listProvisioningPlaces } from '../../../main/provisioning/provisioning-places.ts';
import { parseRegistryPolicy } from '../../../main/provisioning/registry-policy.ts';

const doc = readFileSync('docs/first-run.md', 'utf8');

function examples(kind: string): readonly string[] {
  return [...doc.matchAll(new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\`\`\``, 'gu'))].map(
    ([, text = '']) => text,
  );
}

test('the example of a provisioning file is one, and names every setting that there is', () => {
  const [example = ''] = examples('json provisioning');
  const { settings, problems } = parseProvisioning(Buffer.from(example));
  expect(problems).toEqual([]);
  expect(Object.keys(settings).sort()).toEqual([...MANAGED_NAMES].sort());
});

test('every setting is explained, in the file’s words and in those of a policy', () => {
  for (const name of MANAGED_NAMES) {
    expect(doc).toContain(`| \`${name}\` |`);
    expect(doc).toContain(`\`${name.charAt(0).toUpperCase()}${name.slice(1)}\``);
  }
});

test('the example of the registry is read without a problem', () => {
  const [example = ''] = examples('text registry');
  const { settings, problems } = parseRegistryPolicy(example);
  expect(problems).toEqual([]);
  expect(settings).toMatchObject({ relayAddress: 'https://relay.your-agency.co.uk', startAtLogin: true });
});

test('the example of a link is one, to the last letter', () => {
  const link = (examples('text link')[0] ?? '').trim();
  const parsed = parseConnectLink(link, { allowsLoopback: false });
  expect(parsed?.agencyName).toBe('Your Agency');
  expect(parsed && buildConnectLink(parsed)).toBe(link);
});

test('every place of a provisioning file is named', () => {
  const env = { ProgramData: '%ProgramData%', APPDATA: '%APPDATA%' };
  for (const platform of ['win32', 'darwin', 'linux'] as const) {
    const executable = platform === 'win32' ? 'C:\\App\\app.exe' : '/opt/app/app';
    for (const { path } of listProvisioningPlaces({ platform, executable, env })) {
      if (/App\\|\/opt/u.test(path)) continue;
      expect(doc).toContain(path);
    }
  }
});
