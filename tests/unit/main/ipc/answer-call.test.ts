import { describe, expect, test } from 'vitest';
import { answerCall } from '../../../../main/ipc/answer-call.ts';
import type { Handlers } from '../../../../main/ipc/handlers.ts';
import { createLog } from '../../../../main/log.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';

const lines: string[] = [];
const log = createLog('ipc', (line) => lines.push(line));

/** Only the calls under test: a call that is not here fails the test by not being a function. */
function withHandlers(handlers: Partial<Handlers>): Handlers {
  return handlers as Handlers;
}

describe('a call of the window', () => {
  test('is answered with the parsed output, without what the contract does not name', async () => {
    const handlers = withHandlers({
      'settings:get-number': async () =>
        Object.assign({ number: undefined }, { token: 'EAAsecretsecretsecretsecret' }),
    });
    const answer = await answerCall(handlers, 'settings:get-number', { kind: 'own' }, log);
    expect(answer).toEqual({ ok: true, value: { number: undefined } });
  });

  test.each([
    ['a name that is not in the contract', 'app:quit', {}, ''],
    ['a name of the prototype', 'constructor', {}, ''],
    ['no name', undefined, {}, ''],
    ['a missing field', 'records:get', {}, 'recordId'],
    ['a field of the wrong kind', 'records:get', { recordId: 7 }, 'recordId'],
    ['a field too many', 'app:get-snapshot', { extra: 1 }, ''],
    ['no object at all', 'records:get', 'CAN-1', ''],
    ['a limit without bounds', 'records:list', { query: '', offset: 0, limit: 1e9 }, 'limit'],
    [
      'a text that is too long',
      'messages:send-text',
      { conversationId: 'c', text: 'x'.repeat(4097) },
      'text',
    ],
  ])('with %s is answered invalid-input, naming the place', async (_what, name, input, path) => {
    const answer = await answerCall(withHandlers({}), name, input, log);
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-input', retryable: false } });
    expect(answer.ok ? '' : answer.error.message).toContain(path);
  });

  test('that fails as expected is answered with its code and sentence', async () => {
    const handlers = withHandlers({
      'app:get-snapshot': async () => {
        throw new AppError('not-signed-in', 'Sign in first.', { retryable: true });
      },
    });
    const answer = await answerCall(handlers, 'app:get-snapshot', {}, log);
    expect(answer).toEqual({
      ok: false,
      error: { code: 'not-signed-in', message: 'Sign in first.', retryable: true },
    });
  });

  test('that meets a bug is answered without stack, message or secret, and the log is redacted', async () => {
    lines.length = 0;
    const handlers = withHandlers({
      'app:get-snapshot': async () => {
        throw new Error('Bearer EAAB0123456789abcdefghij to +447700900456');
      },
    });
    const answer = await answerCall(handlers, 'app:get-snapshot', {}, log);
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toMatch(/EAAB|447700|at /);
    expect(lines.join('\n')).not.toMatch(/EAAB0123|447700900456/);
    expect(lines).toHaveLength(1);
  });
});
