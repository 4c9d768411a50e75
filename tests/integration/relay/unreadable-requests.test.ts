import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { createLogger } from '../../../relay/logger.ts';
import { startTestRelay } from './relay-harness.ts';

function speak(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let heard = '';
    socket.on('data', (data) => (heard += data.toString()));
    socket.on('error', reject);
    socket.on('close', () => resolve(heard));
  });
}

test.each([
  ['no HTTP at all', 'hello\r\n\r\n', '400'],
  [
    'two lengths',
    'POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
    '400',
  ],
  [
    'a length and chunks',
    'POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    '400',
  ],
  ['headers of a page', `GET / HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`, '431'],
  ['an address in broken escapes', 'GET /v1/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', '400'],
])('A request with %s is answered in the relay’s own form and hung up on.', async (_case, bytes, status) => {
  const relay = await startTestRelay();
  const heard = await speak(relay.port, bytes);
  expect(heard.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
  const body = heard.slice(heard.indexOf('\r\n\r\n') + 4);
  expect(JSON.parse(body)).toMatchObject({ error: { code: 'invalid-input' } });
});

test('A caller who hung up before the answer is no fault of ours.', async () => {
  const lines: string[] = [];
  const relay = await startTestRelay({}, { logger: createLogger((line) => void lines.push(line)) });
  const request =
    'POST /v1/enrol HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}';
  for (let caller = 0; caller < 40; caller += 1) {
    const socket = connect(relay.port, '127.0.0.1');
    await new Promise((resolve) => socket.on('connect', resolve));
    socket.write(request.repeat(3));
    socket.resetAndDestroy();
    await new Promise((resolve) => socket.on('close', resolve));
  }
  expect((await fetch(`${relay.url}/healthz`)).status).toBe(200);
  expect(lines).toEqual([]);
});
