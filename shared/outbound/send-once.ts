import type { ChannelId } from '../domain/ids.ts';
import { buildMessageBody } from '../whatsapp/build-message.ts';
import type { GraphClient } from '../whatsapp/graph-client.ts';
import { judgeResponse } from '../whatsapp/judge-response.ts';
import type { OutboxJob, SendOnce, SendVerdict } from './outbox.ts';

type FindClient = (channelId: ChannelId) => GraphClient | undefined | Promise<GraphClient | undefined>;

/**
 * A `SendOnce` that calls Meta. `findClient` answers the client of a channel (whose id is Meta's phone number id), or
 * undefined while the channel has no token; it may read a keychain, and so may wait or throw.
 */
export function createSendOnce(options: {
  readonly findClient: FindClient;
  /** 0 ≤ n < 1, for the jitter of pauses. */
  readonly random: () => number;
}): SendOnce {
  return async (job, attempts) => {
    const prepared = await prepareCall(options.findClient, job);
    if (prepared.kind === 'rejected') return prepared;
    const path = `${encodeURIComponent(job.channelId)}/messages`;
    return judgeResponse(await prepared.client.post(path, prepared.body), attempts, options.random);
  };
}

type Prepared =
  | { readonly kind: 'ready'; readonly client: GraphClient; readonly body: object }
  | Extract<SendVerdict, { kind: 'rejected' }>;

/** Everything that can go wrong before Meta is called: here nothing has been sent, and the verdict may say so. */
async function prepareCall(findClient: FindClient, job: OutboxJob): Promise<Prepared> {
  try {
    const client = await findClient(job.channelId);
    if (client === undefined) return NOT_SET_UP;
    return { kind: 'ready', client, body: buildMessageBody(job) };
  } catch (error) {
    return {
      kind: 'rejected',
      failure: {
        sentence: 'The message was not sent: this computer could not prepare it.',
        advice: 'Retry. If it fails again, check the number in Settings or tell support.',
        // The name only: a message of a keychain may quote what it could not read.
        details: error instanceof Error ? error.name : 'Unknown error',
        canRetry: true,
      },
    };
  }
}

const NOT_SET_UP = {
  kind: 'rejected',
  failure: {
    sentence: 'The message was not sent: this WhatsApp number is not set up here.',
    advice: 'Enter the number and its access token in Settings, then retry.',
    canRetry: true,
  },
} as const;
