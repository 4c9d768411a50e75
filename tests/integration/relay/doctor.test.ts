import { expect, test } from 'vitest';
import type { DoctorStep } from '../../../shared/domain/doctor.ts';
import { doctorResponseSchema } from '../../../shared/protocol/http.ts';
import { demoTokens } from '../../../simulator/demo-world.ts';
import { startCompany } from './company-harness.ts';
import { BROKEN_HOPS } from '../../support/broken-hops.ts';
import { type Desktop, VERIFY_TOKEN, enrolDesktop, startTestRelay } from './relay-harness.ts';

async function examine(desktop: Desktop) {
  const { status, json } = await desktop.call('GET', '/v1/doctor');
  expect(status).toBe(200);
  return doctorResponseSchema.parse(json);
}

async function find(desktop: Desktop, label: string): Promise<DoctorStep | undefined> {
  const { webhooks, company } = await examine(desktop);
  return [...webhooks, ...company].find((step) => step.label === label);
}

async function startBroken() {
  const { relay, simulator } = await startCompany();
  return { relay, simulator, kate: await enrolDesktop(relay, 'kate', 'administrator') };
}

test('an agency in order has nothing to mend', async () => {
  const { kate } = await startBroken();
  const { webhooks, company, callbackUrl, challengedAt } = await examine(kate);
  expect([...webhooks, ...company].filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
  expect(callbackUrl).toMatch(/\/webhook$/);
  expect(challengedAt).toBeTypeOf('number');
  expect(JSON.stringify(company)).not.toContain(demoTokens.company);
});

test.each(BROKEN_HOPS)('the doctor finds $name, and is content when it is mended', async (hop) => {
  const { relay, simulator, kate } = await startBroken();
  const hops = { simulator, relayUrl: relay.url, verifyToken: VERIFY_TOKEN };
  await hop.breakIt(hops);
  const step = await find(kate, hop.label);
  expect(step?.verdict).toBe(hop.verdict);
  expect(step?.detail).toMatch(hop.words);
  await hop.mend(hops);
  await expect.poll(async () => (await find(kate, hop.label))?.verdict).not.toBe(hop.verdict);
});

test('a consultant learns how the relay is, and nothing about the company’s number', async () => {
  const { relay } = await startCompany();
  const priya = await enrolDesktop(relay, 'priya');
  expect(await examine(priya)).toMatchObject({ relayVersion: expect.any(String), webhooks: [], company: [] });
});

test('without a company number the doctor says where to enter one', async () => {
  const kate = await enrolDesktop(await startTestRelay(), 'kate', 'administrator');
  expect((await find(kate, 'Company number'))?.detail).toMatch(/Settings → The company’s number/);
});
