import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { policyName } from '../../../build/policies/policy-words.ts';
import { APP_ID } from '../../../main/app-identity.ts';
import { REGISTRY_KEY } from '../../../main/provisioning/registry-policy.ts';
import { describeTooOld } from '../../../main/sync/relay-versions.ts';
import { readYaml } from '../../support/read-yaml.ts';

const doc = readFileSync('docs/deploying.md', 'utf8');
const words = doc.replaceAll(/\s+/gu, ' ');
const config = readYaml<{
  readonly productName: string;
  readonly nsis: { readonly artifactName: string };
  readonly msi: { readonly artifactName: string };
}>('electron-builder.yml');

test('administrators are told the names that the installers have', () => {
  const named = (pattern: string, arch: string, extension: string) =>
    pattern.replace('${version}', 'VERSION').replace('${arch}', arch).replace('${ext}', extension);
  expect(doc).toContain(named(config.nsis.artifactName, '', 'exe'));
  expect(doc).toContain(named(config.msi.artifactName, 'x64', 'msi'));
});

test('the ids of the systems are those of the app', () => {
  expect(doc).toContain(`HKLM\\${REGISTRY_KEY}`);
  expect(doc).toContain(`\`${APP_ID}\``);
  expect(doc).toContain(`"${config.productName} Safe Storage"`);
});

test('what they may switch off has the name of the policy, and the words are those of the screen', () => {
  expect(doc).toContain(`\`${policyName('updateAutomatically')}\``);
  expect(doc).toContain(`\`${policyName('updateFeed')}\``);
  const onScreen = readFileSync('renderer/words/update-words.ts', 'utf8');
  const off = /off: '(.*?)'/u.exec(onScreen)?.[1] ?? 'not found';
  expect(words).toContain(off);
  expect(words).toContain(describeTooOld({ version: '1.3.0', updatesItself: false }, '1.4.0'));
  expect(readFileSync('renderer/components/setting-row.tsx', 'utf8')).toContain('Set by your administrator.');
  expect(words).toContain('Set by your administrator.');
});

test('every file that it names is there', () => {
  const files = [...doc.matchAll(/`((?:build|docs)\/[\w./-]+|[a-z-]+\.md)`/gu)].map(([, path = '']) =>
    path.includes('/') ? path : `docs/${path}`,
  );
  expect(files.length).toBeGreaterThan(2);
  expect(files.filter((path) => !existsSync(path))).toEqual([]);
});
