import { onTestFinished } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Relay, RelayOptions } from '../../../relay/build-relay.ts';
import { type Simulator, startSimulator } from '../../../simulator/build-simulator.ts';
import { demoIds, demoTokens } from '../../../simulator/demo-world.ts';
import type { SimulatorOptions } from '../../../simulator/options.ts';
import {
  type ChannelId,
  type UserId,
  channelIdSchema,
  conversationIdFor,
  messageIdSchema,
} from '../../../shared/domain/ids.ts';
import type { MessageContent } from '../../../shared/domain/message-content.ts';
import { personKeyForNumber } from '../../../shared/domain/phone-number.ts';
import { renderTemplate, type Template } from '../../../shared/domain/template.ts';
import type { RawEvent, SentMessage } from '../../../shared/protocol/events.ts';
import { APP_SECRET, VERIFY_TOKEN, type TestStream, startTestRelay } from './relay-harness.ts';

export const COMPANY = channelIdSchema.parse(demoIds.companyPhone);
export const SAM_NUMBER = '+447700900456';

/** A relay with a company number at a simulated Meta that posts its webhooks back. */
export async function startCompany(
  options: {
    readonly simulator?: SimulatorOptions;
    readonly relay?: RelayOptions;
    readonly dataDirectory?: string;
  } = {},
): Promise<{ readonly relay: Relay; readonly simulator: Simulator }> {
  const simulator = await startSimulator({ speed: 100, appSecret: APP_SECRET, ...options.simulator });
  onTestFinished(() => simulator.stop());
  const relay = await startTestRelay(
    {
      company: companyAt(simulator),
      ...(options.dataDirectory === undefined ? {} : { dataDirectory: options.dataDirectory }),
    },
    options.relay,
  );
  await relay.companyReady;
  await subscribe(simulator, relay.url);
  return { relay, simulator };
}

export function companyAt(simulator: Simulator, accessToken: string = demoTokens.company) {
  return {
    accessToken,
    phoneNumberId: demoIds.companyPhone,
    wabaId: demoIds.waba,
    graphUrl: simulator.url,
    graphVersion: 'v26.0',
  };
}

export async function subscribe(simulator: Simulator, relayUrl: string): Promise<void> {
  const answer = await simulator.control.subscribe({
    callbackUrl: `${relayUrl}/webhook`,
    verifyToken: VERIFY_TOKEN,
  });
  if (!answer.success) throw new Error('The simulator could not verify the relay.');
}

/** A message as a desktop makes it, in the caller's own conversation. */
export function makeSent(
  userId: UserId,
  content: MessageContent,
  options: { readonly to?: string; readonly channelId?: ChannelId; readonly at?: number } = {},
): SentMessage {
  const personKey = personKeyForNumber(options.to ?? SAM_NUMBER);
  const channelId = options.channelId ?? COMPANY;
  const at = options.at ?? Date.now();
  return {
    messageId: messageIdSchema.parse(uuidv7()),
    conversationId: conversationIdFor({ channelId, personKey, ownerUserId: userId }),
    personKey,
    channelId,
    consultantUserId: userId,
    at,
    content,
    status: 'queued',
    statusAt: at,
  };
}

/** The content of a template with its positional variables filled. */
export function fill(template: Template): MessageContent {
  const values = { 'body:1': 'Sam', 'body:2': 'Alex Carter', 'body:3': 'sam@example.co.uk' };
  return {
    type: 'template',
    templateId: template.id,
    name: template.name,
    language: template.language,
    category: template.category,
    values,
    rendered: renderTemplate(template, values),
  };
}

export function findTemplate(events: readonly RawEvent[], name: string): Template {
  const bodies = events
    .filter((event) => event.kind === 'template.changed')
    .map((event) => event.body as { template?: Template });
  const found = bodies.find((body) => body.template?.name === name)?.template;
  if (found === undefined) throw new Error(`No template ${name} in the log.`);
  return found;
}

/** The newest word of the log about a message that was sent. */
export function lastSent(stream: TestStream, messageId: string): SentMessage | undefined {
  const bodies = stream.events
    .filter((event) => event.kind === 'message.sent')
    .map((event) => event.body as SentMessage);
  return bodies.findLast((body) => body.messageId === messageId);
}

export function statusesOf(stream: TestStream, messageId: string): readonly string[] {
  return stream.events
    .filter((event) => event.kind === 'message.status')
    .map((event) => event.body as { messageId?: string; status: string })
    .flatMap((body) => (body.messageId === messageId ? [body.status] : []));
}
