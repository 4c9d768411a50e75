import { expect, test } from 'vitest';
import { demoIds } from '../../../simulator/demo-world.ts';
import type { Template } from '../../../shared/domain/template.ts';
import type { Channel } from '../../../shared/protocol/events.ts';
import { startCompany } from './company-harness.ts';
import { type TestStream, enrolDesktop, openStream } from './relay-harness.ts';

async function startWatched() {
  const { relay, simulator } = await startCompany();
  const alex = await enrolDesktop(relay, 'alex');
  const stream = await openStream(relay.url, alex.token);
  await stream.until((now) => templateOf(now, 'job_opportunity') !== undefined);
  return { relay, simulator, alex, stream };
}

function templateOf(stream: TestStream, name: string): Template | undefined {
  return stream.events
    .filter((event) => event.kind === 'template.changed')
    .map((event) => (event.body as { template?: Template }).template)
    .findLast((template) => template?.name === name);
}

function companyOf(stream: TestStream): Channel | undefined {
  return stream.events.findLast((event) => event.kind === 'channel.changed')?.body as Channel | undefined;
}

test('A webhook that says only that a template changed brings the whole template.', async () => {
  const { simulator, stream } = await startWatched();
  const body = 'Hi {{1}}, {{2}} here. We have something new for you.';
  await simulator.control.setTemplate({ name: 'job_opportunity', body });
  await stream.until((now) => templateOf(now, 'job_opportunity')?.body === body);
  expect(templateOf(stream, 'job_opportunity')?.status).toBe('approved');
});

test('A template that Meta has just approved is there within seconds, not at the next look.', async () => {
  const { simulator, stream } = await startWatched();
  const response = await fetch(`${simulator.url}/v26.0/${demoIds.waba}/message_templates`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer EAACompanySystemUserToken00000000000000000001',
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      name: 'brand_new',
      language: 'en_GB',
      category: 'MARKETING',
      components: [{ type: 'BODY', text: 'Something new.' }],
    }),
  });
  expect(response.status).toBe(200);
  await simulator.control.setTemplate({ name: 'brand_new', status: 'APPROVED' });
  await stream.until((now) => templateOf(now, 'brand_new')?.status === 'approved');
  expect(templateOf(stream, 'brand_new')?.body).toBe('Something new.');
});

test('Many templates that change at once are fetched as one list.', async () => {
  const { simulator, stream } = await startWatched();
  const templates = (await simulator.control.listTemplates({})).filter(({ status }) => status === 'APPROVED');
  expect(templates.length).toBeGreaterThan(10);
  for (const { name, language } of templates) {
    await simulator.control.setTemplate({ name, language, body: `Changed at Meta.` });
  }
  await stream.until((now) =>
    templates.every(({ name }) => templateOf(now, name)?.body === 'Changed at Meta.'),
  );
  expect(stream.events.filter((event) => event.kind === 'template.changed').length).toBeGreaterThan(10);
});

test('A quality that has recovered is read from the number, because the webhook does not say to what.', async () => {
  const { simulator, stream } = await startWatched();
  await simulator.control.setPhoneNumber({ qualityRating: 'RED' });
  await stream.until((now) => companyOf(now)?.quality === 'red');
  await simulator.control.setPhoneNumber({ qualityRating: 'YELLOW' });
  await stream.until((now) => companyOf(now)?.quality === 'yellow');
  expect(companyOf(stream)?.isActive).toBe(true);
});

test('A change of the account is a reason to look: what has changed without a webhook of its own comes too.', async () => {
  const { simulator, stream } = await startWatched();
  await simulator.control.setPhoneNumber({ verifiedName: 'Colleague Recruitment Group' });
  await simulator.control.sendAccountWebhook({
    field: 'phone_number_name_update',
    value: { display_phone_number: '442079460123', decision: 'APPROVED' },
  });
  await stream.until((now) => companyOf(now)?.name === 'Colleague Recruitment Group');
  expect(companyOf(stream)?.phoneNumber).toBe('+442079460123');
});

test('Where Meta reports no limit, the figure that the guides name stands in; unlimited is none.', async () => {
  const { simulator, stream } = await startWatched();
  expect(companyOf(stream)?.messagingLimit).toBe(2_000);
  await simulator.control.setPhoneNumber({ messagingLimit: 'TIER_UNLIMITED' });
  await stream.until((now) => companyOf(now)?.messagingLimit === undefined);
  await simulator.control.setPhoneNumber({ messagingLimit: '' });
  await simulator.control.sendAccountWebhook({ field: 'account_update', value: { event: 'ANY' } });
  await stream.until((now) => companyOf(now)?.messagingLimit === 1_000);
});
