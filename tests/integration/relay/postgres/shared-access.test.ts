import { expect, test } from 'vitest';
import {
  call,
  enrolDesktop,
  enrolWith,
  makeTemporaryDirectory,
  openStream,
  startTestRelay,
} from '../relay-harness.ts';

test('A desktop that is revoked at one relay is cut off at the others at once, and a user who is deactivated as well.', async () => {
  const dataDirectory = makeTemporaryDirectory();
  // No heartbeat comes in this test: only the word of the other relay can be what cuts off.
  const start = () => startTestRelay({ dataDirectory }, { timing: { heartbeatMs: 600_000 } });
  const relays = [await start(), await start(), await start()] as const;
  const alex = await enrolDesktop(relays[0], 'alex');
  await relays[0].admin.addUser({ username: 'ben', displayName: 'Ben Reed', role: 'consultant' });
  const ben = await enrolWith(relays[1].url, (await relays[1].admin.createEnrolmentCode('ben')).code);
  const streams = await Promise.all(
    relays.flatMap(({ url }) => [alex, ben].map(({ token }) => openStream(url, token))),
  );
  for (const stream of streams)
    await stream.until(({ frames }) => frames.some(({ type }) => type === 'welcome'));
  const [device] = (await relays[0].admin.listDevices()).filter(({ userId }) => userId === alex.user.id);
  await relays[1].admin.revokeDevice(device!.id);
  await relays[2].admin.deactivateUser('ben');
  for (const stream of streams) {
    expect(await stream.closed).toBe(4001);
    expect(stream.frames.at(-1)).toEqual({ type: 'goodbye', reason: 'revoked' });
  }
  for (const { url } of relays) {
    for (const { token } of [alex, ben]) {
      expect((await call(url, token, 'GET', '/v1/me')).json.error?.code).toBe('revoked');
    }
  }
});
