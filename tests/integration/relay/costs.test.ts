import { expect, test } from 'vitest';
import { enrolDesktop, readFeed, startTestRelay } from './relay-harness.ts';

const RATES = [{ country: 'GB', category: 'marketing', validFrom: '2026-10-01', pence: 6.5 }];

test('what an administrator enters reaches every desktop, and leaves and comes back as a file', async () => {
  const relay = await startTestRelay();
  const kate = await enrolDesktop(relay, 'kate', 'administrator');
  const priya = await enrolDesktop(relay, 'priya');
  expect((await kate.call('PUT', '/v1/costs', { rates: [{ ...RATES[0], pence: 5 }] })).status).toBe(200);
  expect((await kate.call('PUT', '/v1/costs', { rates: RATES })).status).toBe(200);
  const told = (await readFeed(priya)).filter(({ kind }) => kind === 'costs.changed');
  expect(told.map(({ body }) => body)).toEqual([{ rates: RATES }]);
  const file = await kate.call('GET', '/v1/costs');
  expect(file.json).toEqual({ csv: expect.stringContaining('GB,marketing,2026-10-01,6.5') });
  expect((await kate.call('POST', '/v1/costs/read', file.json)).json).toEqual({ rates: RATES });
});

test('a consultant, bad rows and bad files change nothing, and the bad lines are named', async () => {
  const relay = await startTestRelay();
  const kate = await enrolDesktop(relay, 'kate', 'administrator');
  const priya = await enrolDesktop(relay, 'priya');
  const csv = 'country,category,valid from,pence\nUK,*,2026-10-01,4\n';
  for (const [method, path, body] of [
    ['GET', '/v1/costs', undefined],
    ['PUT', '/v1/costs', { rates: RATES }],
    ['POST', '/v1/costs/read', { csv }],
  ] as const)
    expect((await priya.call(method, path, body)).status).toBe(403);
  for (const rates of [undefined, [], [{ ...RATES[0], country: 'UK' }], [...RATES, ...RATES]])
    expect((await kate.call('PUT', '/v1/costs', { rates })).status).toBe(400);
  const refused = await kate.call('POST', '/v1/costs/read', { csv });
  expect(refused.status).toBe(400);
  expect(JSON.stringify(refused.json)).toContain('Line 2: The country is not known');
  expect((await readFeed(kate)).some(({ kind }) => kind === 'costs.changed')).toBe(false);
});
