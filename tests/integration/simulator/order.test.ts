import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator, type Simulator } from '../../../simulator/build-simulator.ts';
import { demoIds, demoTokens } from '../../../simulator/demo-world.ts';
import { callGraph, type CallOptions } from './graph-client.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ limits: { pairBurst: 1 } });
});
afterAll(() => simulator.stop());

const text = { type: 'text', text: 'not an object' };
const product = { messaging_product: 'whatsapp' };
const template = (values: readonly string[], name = 'weekend_work'): object => ({
  type: 'template',
  template: {
    name,
    language: { code: 'en_GB' },
    components: [{ type: 'body', parameters: values.map((value) => ({ type: 'text', text: value })) }],
  },
});
const live = `${demoIds.companyPhone}/messages`;
const sandbox = `${demoIds.testPhone}/messages`;
const own = '+442079460123';

// Each line still has every fault of the lines below it: the answer names the first in Meta's order.
const steps: readonly (readonly [string, string, CallOptions, number])[] = [
  ['the token', '999/messages', { token: 'nonsense', body: text }, 190],
  ['the object', '999/messages', { body: text }, 100],
  ['the access', live, { token: demoTokens.stranger, body: text }, 200],
  ['the product', live, { body: { ...text, type: 'hologram' } }, 100],
  ['the own number', live, { body: { ...product, to: own, ...template(['one'], 'nobody_knows') } }, 131021],
  [
    'the allow-list',
    sandbox,
    {
      token: demoTokens.temporary,
      body: { ...product, to: '+447700900457', ...template(['one'], 'nobody_knows') },
    },
    131030,
  ],
  [
    'the template’s existence',
    live,
    { body: { ...product, to: '+447700900456', ...template(['one'], 'nobody_knows') } },
    132001,
  ],
  ['the number of values', live, { body: { ...product, to: '+447700900456', ...template(['one']) } }, 132000],
  [
    'the state of the template',
    live,
    { body: { ...product, to: '+447700900456', ...template(['one', 'two']) } },
    132015,
  ],
  [
    'nothing',
    live,
    { body: { ...product, to: '+447700900456', ...template(['one', 'two'], 'job_opportunity') } },
    0,
  ],
  [
    'the pair limit',
    live,
    { body: { ...product, to: '+447700900456', ...template(['one', 'two'], 'job_opportunity') } },
    131056,
  ],
];

describe('the order of refusals', () => {
  it.each(steps)('names %s first', async (_what, path, options, code) => {
    expect((await callGraph(simulator, path, options)).body.error?.code ?? 0).toBe(code);
  });

  it('prefers the phone where phone and user id are given', async () => {
    const body = {
      ...product,
      to: '+447700900460',
      recipient: 'GB.nobody',
      ...template(['one', 'two'], 'job_opportunity'),
    };
    expect((await callGraph(simulator, live, { body })).body['contacts']).toEqual([
      { input: '+447700900460', wa_id: '447700900460' },
    ]);
  });
});
