import { expect, test } from 'vitest';
import { enrolDesktop, readFeed, startTestRelay } from './relay-harness.ts';

const VARIABLES = [{ key: 'body:1', mergeCode: 'LASTNAME', fallback: 'there' }];
const PATH = '/v1/templates/555/mapping';

test('an administrator’s mapping reaches every desktop, is replaced, and can be taken back', async () => {
  const relay = await startTestRelay();
  const kate = await enrolDesktop(relay, 'kate', 'administrator');
  const priya = await enrolDesktop(relay, 'priya');
  expect((await kate.call('PUT', PATH, { variables: VARIABLES })).status).toBe(200);
  expect((await kate.call('PUT', PATH, { variables: [] })).status).toBe(200);
  expect((await kate.call('PUT', PATH, { variables: VARIABLES })).status).toBe(200);
  const mapped = async () =>
    (await readFeed(priya)).filter(({ kind }) => kind === 'template.mapped').map(({ body }) => body);
  expect(await mapped()).toEqual([{ templateId: '555', variables: VARIABLES }]);
  expect((await kate.call('DELETE', PATH)).status).toBe(200);
  expect(await mapped()).toEqual([{ templateId: '555' }]);
});

test('a consultant, or a mapping of the wrong form, changes nothing', async () => {
  const relay = await startTestRelay();
  const kate = await enrolDesktop(relay, 'kate', 'administrator');
  const priya = await enrolDesktop(relay, 'priya');
  expect((await priya.call('PUT', PATH, { variables: VARIABLES })).status).toBe(403);
  expect((await priya.call('DELETE', PATH)).status).toBe(403);
  for (const variables of [
    undefined,
    'all',
    [{ key: 'body:1' }],
    [{ ...VARIABLES[0], mergeCode: 'SALARY' }],
  ]) {
    expect((await kate.call('PUT', PATH, { variables })).status).toBe(400);
  }
  expect((await readFeed(kate)).some(({ kind }) => kind === 'template.mapped')).toBe(false);
});
