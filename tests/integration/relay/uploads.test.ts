import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { demoIds, demoTokens } from '../../../simulator/demo-world.ts';
import { startCompany } from './company-harness.ts';
import { enrolDesktop, startTestRelay } from './relay-harness.ts';

const CV = randomBytes(2_000_000);

type Upload = { readonly type?: string; readonly body?: Buffer; readonly token?: string };

async function start() {
  const { relay, simulator } = await startCompany();
  const alex = await enrolDesktop(relay, 'alex');
  const upload = ({ type = 'application/pdf', body = CV, token = alex.token }: Upload = {}) =>
    fetch(`${relay.url}/v1/uploads`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      body: new Uint8Array(body),
    });
  return { relay, simulator, upload };
}

test('A file reaches Meta whole, as what it is, on the company’s number.', async () => {
  const { simulator, upload } = await start();
  const answer = await upload();
  expect(answer.status).toBe(200);
  const { mediaId } = (await answer.json()) as { mediaId: string };
  const kept = await fetch(`${simulator.url}/v24.0/${mediaId}?phone_number_id=${demoIds.companyPhone}`, {
    headers: { authorization: `Bearer ${demoTokens.company}` },
  });
  expect(await kept.json()).toMatchObject({
    mime_type: 'application/pdf',
    sha256: createHash('sha256').update(CV).digest('hex'),
  });
});

test.each<[string, Upload, number]>([
  ['of a kind that WhatsApp does not take', { type: 'application/zip' }, 400],
  ['that is a page', { type: 'text/html' }, 400],
  ['that is too large for its kind', { type: 'image/png', body: Buffer.alloc(5 * 1024 * 1024 + 1) }, 400],
  ['that is empty', { body: Buffer.alloc(0) }, 400],
  ['from a stranger', { token: 'x'.repeat(43) }, 401],
])('A file %s is refused, and Meta is not asked.', async (_name, file, status) => {
  const { simulator, upload } = await start();
  await simulator.control.addFault({ kind: 'error', edge: 'media', code: 1, times: 1 });
  expect((await upload(file)).status).toBe(status);
  expect(await simulator.control.listFaults({})).toHaveLength(1);
});

test('Where Meta refuses or fails, the desktop is told which of both.', async () => {
  const { simulator, upload } = await start();
  await simulator.control.addFault({ kind: 'error', edge: 'media', code: 100, times: 1 });
  expect((await upload()).status).toBe(409);
  await simulator.control.addFault({ kind: 'error', edge: 'media', code: 131_000, times: 1 });
  expect((await upload()).status).toBe(503);
  expect((await upload()).status).toBe(200);
});

test('Without a company number there is nobody to send it.', async () => {
  const relay = await startTestRelay();
  const alex = await enrolDesktop(relay, 'alex');
  const answer = await fetch(`${relay.url}/v1/uploads`, {
    method: 'POST',
    headers: { authorization: `Bearer ${alex.token}`, 'content-type': 'application/pdf' },
    body: new Uint8Array(CV),
  });
  expect(answer.status).toBe(409);
});
