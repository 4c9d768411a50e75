import { describe, expect, it } from 'vitest';
import { startSimulator } from '../../../simulator/build-simulator.ts';
import { demoIds } from '../../../simulator/demo-world.ts';
import { callGraph, messagesPath, templateTo } from './graph-client.ts';

const sam = '+447700900456';
const { waba } = demoIds;

describe('limits', () => {
  it('refuse the 46th message of a burst to one person with 131056, and let it through when time has passed', async () => {
    const limited = await startSimulator();
    const codes: (number | undefined)[] = [];
    for (let count = 0; count < 46; count += 1)
      codes.push((await callGraph(limited, messagesPath, { body: templateTo(sam) })).body.error?.code);
    await limited.control.advanceClock({ milliseconds: 6_000 });
    codes.push((await callGraph(limited, messagesPath, { body: templateTo(sam) })).body.error?.code);
    await limited.stop();
    expect(codes.map((code) => code ?? 200)).toEqual([...Array.from({ length: 45 }, () => 200), 131056, 200]);
  });

  it('refuse more messages a second than the number may send with 130429', async () => {
    const limited = await startSimulator({ limits: { messagesPerSecond: 3 }, speed: 0.001 });
    const people = ['+447700900111', '+447700900112', '+447700900113', '+447700900114'];
    const replies = await Promise.all(
      people.map((to) => callGraph(limited, messagesPath, { body: templateTo(to) })),
    );
    await limited.stop();
    expect(replies.filter((reply) => reply.body.error?.code === 130429)).toHaveLength(1);
  });

  it('refuse management calls beyond the hour’s allowance with 80007 and say when it is whole again', async () => {
    const limited = await startSimulator({ limits: { managementCallsPerHour: 1 } });
    await callGraph(limited, `${waba}/message_templates`);
    const reply = await callGraph(limited, `${waba}/message_templates`);
    await limited.stop();
    expect(reply.body.error?.code).toBe(80007);
    expect(reply.headers.get('x-business-use-case-usage')).toContain('"estimated_time_to_regain_access":60');
  });
});
