import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { historiesResponseSchema } from '../../../shared/protocol/histories.ts';
import { startHookEndpoint } from '../relay/hook-endpoint.ts';
import { say, startHookRelay, textsOf } from '../relay/hook-relay.ts';
import { makeTemporaryDirectory } from '../relay/relay-harness.ts';
import { environmentOf } from '../relay/relay-process.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const PAGE = readFileSync(path.join(ROOT, 'docs/crm.md'), 'utf8');

/** The code blocks of the page in this language, in their order. */
function blocksOf(language: string): readonly string[] {
  return [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    ([, code = '']) => code,
  );
}

/** Runs the shell's blocks one after the other in one shell, and answers what each has said. */
async function runBlocks(
  blocks: readonly string[],
  environment: Record<string, string>,
): Promise<readonly string[]> {
  const script = ['set -euo pipefail', ...blocks.map((block) => `${block}\nprintf '\\036'`)].join('\n');
  const child = spawn('bash', ['--norc', '-c', script], {
    cwd: makeTemporaryDirectory(),
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(complaints).toBe('');
  return said.split('\u{1E}').slice(0, -1);
}

test('The page for the CRM does what it says, command by command.', async () => {
  const { relay, dataDirectory } = await startHookRelay();
  const endpoint = await startHookEndpoint();
  await say(relay, 'one', 'two');
  const blocks = blocksOf('sh').map((block) =>
    block
      .replaceAll('npm run -s relay --', `'${process.execPath}' '${path.join(ROOT, 'relay/index.ts')}'`)
      .replaceAll('https://relay.example.co.uk', relay.url)
      .replaceAll('https://crm.example.co.uk/hook', endpoint.url),
  );
  // The last one tells the secret, which the page keeps in a variable.
  const answers = await runBlocks(
    [...blocks, 'printf %s "$SECRET"'],
    environmentOf({ RELAY_DATA: dataDirectory, RELAY_HOOK_NETWORKS: '127.0.0.0/8' }),
  );
  const [, put, readAndErase, histories, hookTest, secret = ''] = answers;
  expect(JSON.parse(put ?? '')).toEqual(JSON.parse(blocksOf('json')[0] ?? ''));
  expect(readAndErase).toContain('+447700900456');
  const page = historiesResponseSchema.parse(JSON.parse(histories ?? ''));
  expect(page.histories.map((history) => 'text' in history && history.text)).toEqual(['one', 'two']);
  expect(page.histories[0]?.recordIds).toEqual(['CAN-1042']);
  expect(hookTest).toContain('Delivered: HTTP 204.');

  await say(relay, 'three');
  await expect.poll(() => textsOf(endpoint), { timeout: 20_000 }).toEqual(['three']);
  const file = path.join(makeTemporaryDirectory(), 'is-from-relay.mjs');
  writeFileSync(file, blocksOf('js')[0] ?? '');
  // The page's own code, as a receiver would copy it.
  const { isFromRelay } = (await import(pathToFileURL(file).href)) as {
    isFromRelay(key: string, headers: object, body: string): boolean;
  };
  for (const { headers, body } of endpoint.received) {
    expect(isFromRelay(secret, headers, body)).toBe(true);
    expect(isFromRelay(secret, headers, `${body} `)).toBe(false);
    expect(isFromRelay(secret, { ...headers, 'webhook-signature': undefined }, body)).toBe(false);
  }
});

test('Everything that the page shows is tested: it has no other code.', () => {
  const fences = PAGE.match(/^```\w*$/gmu) ?? [];
  expect(fences.filter((fence) => fence !== '```')).toEqual(
    expect.arrayContaining(['```sh', '```json', '```js']),
  );
  const counted = ['sh', 'json', 'js'].reduce((sum, language) => sum + blocksOf(language).length, 0);
  expect(fences).toHaveLength(counted * 2);
});
