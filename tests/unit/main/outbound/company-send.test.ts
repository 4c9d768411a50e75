import { expect, test } from 'vitest';
import { type RelayRequest, handToRelay } from '../../../../main/outbound/company-send.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { outboxJobSchema } from '../../../../shared/outbound/outbox.ts';
import type { SentMessage } from '../../../../shared/protocol/events.ts';

const content = { type: 'text', text: 'Can I call you?' } as const;
const job = outboxJobSchema.parse({
  messageId: '0199d0a0-0000-7000-8000-000000000001',
  channelId: '200300400500600',
  addressee: { to: '+447700900456' },
  content,
});
/** Passed on as it is: what is in it is the business of the relay. */
const message = { id: job.messageId, content } as unknown as SentMessage;

const answering = (answer: () => Promise<unknown>) => {
  const calls: Parameters<RelayRequest>[0][] = [];
  const request: RelayRequest = (call) => {
    calls.push(call);
    return answer();
  };
  return { request, calls };
};

test('hands the message over under its own id, with whom it is for', async () => {
  const { request, calls } = answering(async () => ({}));
  expect(await handToRelay(request, message, job, 0)).toEqual({ kind: 'handed-over' });
  expect(calls).toMatchObject([
    {
      method: 'PUT',
      path: `/v1/messages/${job.messageId}`,
      body: { message, addressee: { to: '+447700900456' } },
    },
  ]);
  expect(calls[0]?.body).not.toHaveProperty('template');
});

test.each([
  [0, 2_000],
  [1, 4_000],
  [4, 32_000],
  [5, 60_000],
  [50, 60_000],
])('a relay that does not answer is asked again: after %i attempts in %i ms', async (attempts, afterMs) => {
  const unreachable = new AppError('relay-unreachable', 'The agency’s relay cannot be reached.', {
    retryable: true,
  });
  const { request, calls } = answering(() => Promise.reject(unreachable));
  expect(await handToRelay(request, message, job, attempts)).toMatchObject({
    kind: 'try-later',
    afterMs,
    failure: { sentence: expect.stringContaining('cannot be reached') as string, canRetry: true },
  });
  expect(calls).toHaveLength(1);
});

test('a relay that says no fails the message with the relay’s own sentence', async () => {
  const refused = new AppError('opted-out', 'This person asked not to be messaged.');
  const { request } = answering(() => Promise.reject(refused));
  expect(await handToRelay(request, message, job, 3)).toMatchObject({
    kind: 'rejected',
    failure: { sentence: 'The message was not sent. This person asked not to be messaged.' },
  });
});

test('a bug is not mistaken for an answer', async () => {
  const { request } = answering(() => Promise.reject(new TypeError('undefined is not a function')));
  await expect(handToRelay(request, message, job, 0)).rejects.toThrow(TypeError);
});
