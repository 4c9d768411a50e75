import { expect, it, test } from 'vitest';
import { classifyNetworkError } from '../../../../shared/whatsapp/classify-network-error.ts';

function fetchFailed(cause: object): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error('x'), cause) });
}

test.each<[string, unknown]>([
  ['refused', fetchFailed({ code: 'ECONNREFUSED', syscall: 'connect' })],
  ['no such name', fetchFailed({ code: 'ENOTFOUND' })],
  ['no name server', fetchFailed({ code: 'EAI_AGAIN' })],
  ['slow to connect', fetchFailed({ code: 'UND_ERR_CONNECT_TIMEOUT' })],
  ['no route', fetchFailed({ code: 'EHOSTUNREACH', syscall: 'connect' })],
  ['TCP time-out while connecting', fetchFailed({ code: 'ETIMEDOUT', syscall: 'connect' })],
  ['a proxy’s certificate', fetchFailed({ code: 'SELF_SIGNED_CERT_IN_CHAIN' })],
  [
    'both address families',
    new TypeError('fetch failed', {
      cause: new AggregateError([Object.assign(new Error('x'), { code: 'ETIMEDOUT', syscall: 'connect' })]),
    }),
  ],
  ['Chromium offline', new Error('net::ERR_INTERNET_DISCONNECTED')],
  ['Chromium without a name', new Error('net::ERR_NAME_NOT_RESOLVED')],
])('%s: certainly not sent', (_name, error) => {
  expect(classifyNetworkError(error).kind).toBe('not-sent');
});

test.each<[string, unknown]>([
  ['reset', fetchFailed({ code: 'ECONNRESET' })],
  ['reset while reading', fetchFailed({ code: 'ECONNRESET', syscall: 'read' })],
  ['the other side closed', fetchFailed({ code: 'UND_ERR_SOCKET' })],
  ['no headers in time', fetchFailed({ code: 'UND_ERR_HEADERS_TIMEOUT' })],
  ['no body in time', fetchFailed({ code: 'UND_ERR_BODY_TIMEOUT' })],
  ['TCP time-out while reading', fetchFailed({ code: 'ETIMEDOUT', syscall: 'read' })],
  ['broken pipe', fetchFailed({ code: 'EPIPE', syscall: 'write' })],
  ['our time-out', new DOMException('x', 'TimeoutError')],
  ['aborted', new DOMException('x', 'AbortError')],
  ['a redirect', new TypeError('fetch failed', { cause: new Error('unexpected redirect') })],
  ['Chromium reset', new Error('net::ERR_CONNECTION_RESET')],
  ['a string', 'boom'],
  ['nothing', undefined],
])('%s: unknown', (_name, error) => {
  expect(classifyNetworkError(error).kind).toBe('unknown');
});

it('never repeats the message of an error, which may quote the token', () => {
  const error = new TypeError('Headers.append: "Bearer EAASecret123" is an invalid header value.');
  expect(JSON.stringify(classifyNetworkError(error))).not.toContain('EAASecret');
});

it('does not hang on causes that go round in circles', () => {
  const error = new Error('x');
  error.cause = error;
  expect(classifyNetworkError(error).kind).toBe('unknown');
});
