import { expect, it, vi } from 'vitest';
import { channelIdSchema, messageIdSchema } from '../../../../shared/domain/ids.ts';
import type { OutboxJob } from '../../../../shared/outbound/outbox.ts';
import { createSendOnce } from '../../../../shared/outbound/send-once.ts';
import type { GraphClient, GraphOutcome } from '../../../../shared/whatsapp/graph-client.ts';

const job: OutboxJob = {
  messageId: messageIdSchema.parse('m1'),
  channelId: channelIdSchema.parse('2003/..'),
  addressee: { to: '+447700900456' },
  content: { type: 'text', text: 'Hi' },
};

function clientThatAnswers(outcome: GraphOutcome) {
  const post = vi.fn<GraphClient['post']>(async () => outcome);
  const client: GraphClient = {
    post,
    get: () => Promise.reject(new Error('not used')),
    delete: () => Promise.reject(new Error('not used')),
    inspectToken: () => Promise.reject(new Error('not used')),
  };
  return { client, post };
}

const accepted: GraphOutcome = {
  kind: 'answer',
  status: 200,
  body: { messages: [{ id: 'wamid.A' }] },
  headers: { get: () => null },
};

it('posts the message on its channel and judges the answer', async () => {
  const { client, post } = clientThatAnswers(accepted);
  const findClient = vi.fn(async () => client);
  const send = createSendOnce({ findClient, random: () => 0 });
  expect(await send(job, 0)).toEqual({ kind: 'accepted', wamid: 'wamid.A' });
  expect(findClient).toHaveBeenCalledWith(job.channelId);
  expect(post).toHaveBeenCalledWith(
    '2003%2F../messages',
    expect.objectContaining({ biz_opaque_callback_data: 'm1' }),
  );
});

it('passes the attempts on, so that pauses grow', async () => {
  const { client } = clientThatAnswers({ kind: 'not-sent', reason: 'r' });
  const send = createSendOnce({ findClient: () => client, random: () => 0 });
  expect(await send(job, 3)).toMatchObject({ kind: 'try-later', afterMs: 8_000 });
});

it('says what to do while the number has no token', async () => {
  const send = createSendOnce({ findClient: () => undefined, random: () => 0 });
  expect(await send(job, 0)).toMatchObject({
    kind: 'rejected',
    failure: { canRetry: true, advice: expect.stringContaining('Settings') },
  });
});

it('knows that nothing was sent when a keychain fails, and repeats none of its words', async () => {
  const send = createSendOnce({
    findClient: () => Promise.reject(new Error('could not decrypt EAASecret')),
    random: () => 0,
  });
  const verdict = await send(job, 0);
  expect(verdict).toMatchObject({ kind: 'rejected', failure: { canRetry: true } });
  expect(JSON.stringify(verdict)).not.toContain('EAASecret');
});

it('calls nobody for a message that cannot be built', async () => {
  const { client, post } = clientThatAnswers(accepted);
  const send = createSendOnce({ findClient: () => client, random: () => 0 });
  const photo: OutboxJob = { ...job, content: { type: 'image', media: { mimeType: 'image/png' } } };
  expect(await send(photo, 0)).toMatchObject({ kind: 'rejected' });
  expect(post).not.toHaveBeenCalled();
});
