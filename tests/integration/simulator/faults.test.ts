import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator, type Simulator } from '../../../simulator/build-simulator.ts';
import { demoTokens } from '../../../simulator/demo-world.ts';
import { callGraph, messagesPath, templateTo } from './graph-client.ts';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator({ speed: 1_000 });
});
afterEach(() => simulator.stop());

const send = (to = '+447700900456'): ReturnType<typeof callGraph> =>
  callGraph(simulator, messagesPath, { body: templateTo(to) });
const acceptedCount = async (): Promise<number> => (await simulator.control.listAccepted()).length;
const post = (): Promise<Response> =>
  fetch(`${simulator.url}/v26.0/${messagesPath}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${demoTokens.company}`, 'content-type': 'application/json' },
    body: JSON.stringify(templateTo('+447700900456')),
  });

describe('faults', () => {
  it.each([
    [{ kind: 'error', code: 131000 }, 500, 131000, 0],
    [{ kind: 'error', code: 131016 }, 500, 131016, 0],
    [{ kind: 'error', code: 2, isTransient: true }, 503, 2, 0],
    [{ kind: 'error', code: 131000, isAccepted: true }, 500, 131000, 1],
    [{ kind: 'error', code: 4 }, 400, 4, 0],
    [{ kind: 'error', code: 368, details: 'Blocked' }, 403, 368, 0],
  ] as const)('%j answer %i with %i and accept %i', async (fault, status, code, accepted) => {
    await simulator.control.addFault(fault);
    const reply = await send();
    expect({ status: reply.status, code: reply.body.error?.code, accepted: await acceptedCount() }).toEqual({
      status,
      code,
      accepted,
    });
    expect(reply.body.error?.is_transient).toBe('isTransient' in fault ? true : undefined);
    expect((await send()).status).toBe(200);
  });

  it('cut the connection after the body was read, and the message goes out all the same', async () => {
    await simulator.control.addFault({ kind: 'reset' });
    await expect(post()).rejects.toThrow('fetch failed');
    await simulator.control.whenIdle();
    expect(await simulator.control.listReceived()).toHaveLength(1);
  });

  it('answer with a proxy’s HTML page', async () => {
    await simulator.control.addFault({ kind: 'html' });
    const response = await post();
    expect([response.status, response.headers.get('content-type')]).toEqual([
      502,
      'text/html; charset=utf-8',
    ]);
    expect(await response.text()).toContain('<html');
  });

  it('stall past the caller’s patience, and the message goes out all the same', async () => {
    await simulator.control.addFault({ kind: 'stall', delayMs: 60_000 });
    const controller = new AbortController();
    const request = fetch(`${simulator.url}/v26.0/${messagesPath}`, {
      method: 'POST',
      signal: controller.signal,
      headers: { authorization: `Bearer ${demoTokens.company}`, 'content-type': 'application/json' },
      body: JSON.stringify(templateTo('+447700900456')),
    });
    await expect.poll(acceptedCount).toBe(1);
    controller.abort();
    await expect(request).rejects.toThrow('aborted');
  });

  it('say the details in German', async () => {
    await simulator.control.addFault({ kind: 'localised' });
    expect((await send('00447700900456')).body.error).toMatchObject({
      code: 100,
      error_data: { details: expect.stringContaining('Bitte prüfe') },
    });
  });

  it('fail or keep silent after a 200', async () => {
    await simulator.control.addFault({ kind: 'failed-status', code: 131042 });
    await simulator.control.addFault({ kind: 'silent' });
    expect([(await send()).status, (await send()).status]).toEqual([200, 200]);
    await simulator.control.whenIdle();
    const accepted = await simulator.control.listAccepted();
    expect(accepted.map((message) => message.statuses.map((status) => status.code ?? status.status))).toEqual(
      [[131042], []],
    );
  });

  it('hit one recipient only, and as often as told', async () => {
    await simulator.control.addFault({ kind: 'error', code: 131000, times: 2, recipient: '0457' });
    const statuses = [
      await send('+447700900456'),
      await send('+447700900457'),
      await send('+447700900457'),
      await send('+447700900457'),
    ].map((reply) => reply.status);
    expect(statuses).toEqual([200, 500, 500, 200]);
  });

  it('switch a version off, which the oldest living one then serves', async () => {
    await simulator.control.setDeadVersions({ versions: ['v21.0', 'v22.0'] });
    const reply = await callGraph(simulator, messagesPath, {
      version: 'v21.0',
      body: templateTo('+447700900456'),
    });
    expect([reply.status, reply.headers.get('facebook-api-version')]).toEqual([200, 'v23.0']);
  });

  it('are gone after a reset, with everything else but the seed', async () => {
    await send();
    await simulator.control.addFault({ kind: 'reset' });
    await simulator.control.reset();
    expect([
      await acceptedCount(),
      (await simulator.control.listFaults()).length,
      (await send()).status,
    ]).toEqual([0, 0, 200]);
  });
});
