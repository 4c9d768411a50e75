import type { Agency, DemoUsername } from '../../build/demo/agency.ts';
import { type LogEvent, logEventSchema } from '../../shared/protocol/events.ts';
import { enrolResponseSchema, eventsResponseSchema } from '../../shared/protocol/http.ts';

/** The relay's whole log as a new desktop of this user would read it, over HTTP. */
export async function readRelayLog(agency: Agency, username: DemoUsername): Promise<readonly LogEvent[]> {
  const enrolled = await fetch(`${agency.relayUrl}/v1/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: await agency.createEnrolmentCode(username), deviceName: 'Test' }),
  });
  const { deviceToken } = enrolResponseSchema.parse(await enrolled.json());
  const events: LogEvent[] = [];
  let cursor = 0;
  let head = 1;
  while (cursor < head) {
    const page = await fetch(`${agency.relayUrl}/v1/events?after=${cursor}&limit=1000`, {
      headers: { authorization: `Bearer ${deviceToken}` },
    });
    const read = eventsResponseSchema.parse(await page.json());
    events.push(...read.events.map((event) => logEventSchema.parse(event)));
    ({ cursor, head } = read);
  }
  return events;
}
