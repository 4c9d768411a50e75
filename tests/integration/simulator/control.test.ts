import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator, type Simulator } from '../../../simulator/build-simulator.ts';
import { demoIds } from '../../../simulator/demo-world.ts';
import { startCallbackServer, verifyToken, type CallbackServer } from './callback-server.ts';
import { callGraph, messagesPath, templateTo, textTo } from './graph-client.ts';

const sam = '447700900456';
let simulator: Simulator;
let callback: CallbackServer;
beforeEach(async () => {
  callback = await startCallbackServer(demoIds.appSecret);
  simulator = await startSimulator({ speed: 1_000, webhook: { callbackUrl: callback.url, verifyToken } });
});
afterEach(async () => {
  await simulator.stop();
  await callback.close();
});

const control = async (
  path: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly body: unknown }> => {
  const response = await fetch(
    `${simulator.url}/control/${path}`,
    body === undefined
      ? {}
      : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) },
  );
  return { status: response.status, body: await response.json() };
};
const lastMessage = async (): Promise<Readonly<Record<string, unknown>> | undefined> => {
  await simulator.control.whenIdle();
  return (callback.values().at(-1)?.['messages'] as Record<string, unknown>[] | undefined)?.[0];
};

describe('control over HTTP', () => {
  it('does what the same method does in the process', async () => {
    const { status, body } = await control('send-text', { from: sam, text: 'Hi' });
    expect(status).toBe(200);
    expect(await lastMessage()).toMatchObject({
      id: (body as { messageId: string }).messageId,
      text: { body: 'Hi' },
    });
    expect((await control('list-deliveries?limit=1')).body).toMatchObject({
      deliveries: [{ id: 1, itemIds: [(body as { messageId: string }).messageId] }],
    });
  });

  it.each<[string, unknown, number, string]>([
    ['send-text', { from: sam }, 400, 'text'],
    ['send-text', 'not json', 400, 'expected object'],
    ['send-text', { from: 'nobody', text: 'x' }, 404, 'No person "nobody"'],
    ['send-text', { from: sam, to: '999', text: 'x' }, 404, 'No phone number "999"'],
    ['set-template', { name: 'nothing', status: 'APPROVED' }, 404, 'No template "nothing"'],
    ['dance', {}, 404, 'No command "dance"'],
  ])('answers bad input to %s (%j) with %i', async (path, input, status, says) => {
    const answer = await control(path, input);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toContain(says.replaceAll('"', '\\"'));
  });

  it('lists its commands', async () => {
    expect((await fetch(`${simulator.url}/control`).then((response) => response.json())).commands).toEqual(
      expect.arrayContaining(['/control/send-text', '/control/when-idle']),
    );
  });
});

describe('what a person sends', () => {
  it('as a tap on a template button quotes the template and carries its payload', async () => {
    const payload = {
      type: 'button',
      sub_type: 'quick_reply',
      index: '0',
      parameters: [{ type: 'payload', payload: 'yes-1' }],
    };
    const parameters = [
      { type: 'text', text: 'Sam' },
      { type: 'text', text: 'Priya' },
    ];
    const reply = await callGraph(simulator, messagesPath, {
      body: templateTo(`+${sam}`, {
        template: {
          name: 'job_opportunity',
          language: { code: 'en_GB' },
          components: [{ type: 'body', parameters }, payload],
        },
      }),
    });
    await simulator.control.whenIdle();
    await simulator.control.tapButton({ from: sam, text: 'Yes, tell me more' });
    expect(await lastMessage()).toMatchObject({
      type: 'button',
      button: { payload: 'yes-1', text: 'Yes, tell me more' },
      context: { from: '442079460123', id: reply.body.messages?.[0]?.id },
    });
  });

  it('as a tap on a reply button is an interactive answer', async () => {
    await simulator.control.setWindow({ person: sam, isOpen: true });
    const buttons = [
      { type: 'reply', reply: { id: 'y', title: 'Yes' } },
      { type: 'reply', reply: { id: 'n', title: 'No' } },
    ];
    await callGraph(simulator, messagesPath, {
      body: {
        messaging_product: 'whatsapp',
        to: `+${sam}`,
        type: 'interactive',
        interactive: { type: 'button', body: { text: '?' }, action: { buttons } },
      },
    });
    await simulator.control.whenIdle();
    await simulator.control.tapButton({ from: sam, index: 1 });
    expect(await lastMessage()).toMatchObject({
      type: 'interactive',
      interactive: { type: 'button_reply', button_reply: { id: 'n', title: 'No' } },
    });
  });

  it.each<[string, () => Promise<unknown>, object]>([
    [
      'a reaction',
      () => simulator.control.sendReaction({ from: sam, messageId: 'wamid.X', emoji: '👍' }),
      { type: 'reaction', reaction: { message_id: 'wamid.X', emoji: '👍' } },
    ],
    [
      'a reaction taken back',
      () => simulator.control.sendReaction({ from: sam, messageId: 'wamid.X', emoji: '' }),
      { type: 'reaction', reaction: { message_id: 'wamid.X' } },
    ],
    [
      'a document',
      () => simulator.control.sendDocument({ from: sam, fileName: 'CV.pdf', caption: 'My CV' }),
      { type: 'document', document: { filename: 'CV.pdf', caption: 'My CV', mime_type: 'application/pdf' } },
    ],
    [
      'a voice note',
      () => simulator.control.sendAudio({ from: sam }),
      { type: 'audio', audio: { voice: true, mime_type: 'audio/ogg; codecs=opus' } },
    ],
    [
      'a picture',
      () => simulator.control.sendImage({ from: sam }),
      { type: 'image', image: { mime_type: 'image/png' } },
    ],
    [
      'a sticker',
      () => simulator.control.sendSticker({ from: sam }),
      { type: 'sticker', sticker: { animated: false } },
    ],
    [
      'a location',
      () => simulator.control.sendLocation({ from: sam, latitude: 51.5, longitude: -0.12 }),
      { type: 'location', location: { latitude: 51.5, longitude: -0.12 } },
    ],
    [
      'the own number',
      () =>
        simulator.control.sendContact({
          from: sam,
          name: 'Sam Taylor',
          phone: '+44 7700 900456',
          isAnswerToRequest: true,
        }),
      { type: 'contacts', contacts: [{ origin: 'contact_request', phones: [{ wa_id: sam }] }] },
    ],
    [
      'a poll',
      () => simulator.control.sendUnsupported({ from: sam }),
      { type: 'unsupported', errors: [{ code: 131051 }], unsupported: { type: 'poll_creation' } },
    ],
    [
      'something nobody knows',
      () => simulator.control.sendRaw({ from: sam, type: 'hologram', payload: { hologram: { depth: 3 } } }),
      { type: 'hologram', hologram: { depth: 3 } },
    ],
  ])('%s', async (_what, send, expected) => {
    await send();
    expect(await lastMessage()).toMatchObject(expected);
  });

  it('as a document has hash and URL, and may lack name and URL', async () => {
    await simulator.control.sendDocument({ from: sam, fileName: 'CV.pdf' });
    expect((await lastMessage())?.['document']).toMatchObject({
      sha256: expect.stringMatching(/^.{43}=$/),
      url: expect.stringContaining('/lookaside/'),
    });
    await simulator.control.sendDocument({ from: sam, hasUrl: false });
    expect(Object.keys((await lastMessage())?.['document'] as object)).toEqual(['mime_type', 'sha256', 'id']);
  });

  it('changes its own text, as an edit on a coexistence number and as unsupported elsewhere', async () => {
    const { messageId } = await simulator.control.sendText({ from: sam, text: 'Tuesdy' });
    await simulator.control.editMessage({ from: sam, messageId, text: 'Tuesday', isCoexistence: true });
    expect(await lastMessage()).toMatchObject({
      type: 'edit',
      edit: { original_message_id: messageId, message: { text: { body: 'Tuesday' } } },
    });
    await simulator.control.revokeMessage({ from: sam, messageId });
    expect(await lastMessage()).toMatchObject({ type: 'unsupported' });
    expect(await simulator.control.listChat({ person: sam })).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: messageId, editedText: 'Tuesday', isRevoked: true }),
      ]),
    );
  });

  it('as an answer to the person’s own message quotes the person', async () => {
    const { messageId } = await simulator.control.sendText({ from: sam, text: 'First' });
    await simulator.control.sendText({ from: sam, text: 'Second', quotes: messageId });
    expect(await lastMessage()).toMatchObject({ context: { from: sam, id: messageId } });
  });

  it('can be an error beside a message, an unknown field, or a switch of preferences', async () => {
    await simulator.control.sendRaw({
      from: sam,
      type: 'interactive',
      valueErrors: [{ code: 131000, title: 'Unsupported webhook payload' }],
    });
    await simulator.control.subscribe({
      callbackUrl: callback.url,
      verifyToken,
      fields: ['messages', 'user_preferences', 'brand_new_field'],
    });
    await simulator.control.sendValueErrors();
    await simulator.control.sendAccountWebhook({ field: 'brand_new_field', value: { any: 'thing' } });
    await simulator.control.setMarketing({ person: sam, value: 'stop' });
    await simulator.control.whenIdle();
    expect(callback.values()).toEqual([
      expect.objectContaining({ errors: [expect.objectContaining({ code: 131000 })] }),
      expect.not.objectContaining({ messages: expect.anything() }),
      { field: 'brand_new_field', any: 'thing' },
      expect.objectContaining({
        field: 'user_preferences',
        user_preferences: [
          expect.objectContaining({
            value: 'stop',
            category: 'marketing_messages',
            timestamp: expect.any(Number),
          }),
        ],
      }),
    ]);
    await callGraph(simulator, messagesPath, { body: templateTo(`+${sam}`) });
    await simulator.control.whenIdle();
    expect((await simulator.control.listAccepted())[0]?.statuses).toEqual([
      expect.objectContaining({ code: 131050 }),
    ]);
  });

  it('by itself follows a template when told to', async () => {
    await simulator.control.setPerson({
      person: sam,
      autoAnswers: [{ delayMs: 2_000, buttonText: 'Not now', texts: ['Sorry'] }],
    });
    await callGraph(simulator, messagesPath, { body: templateTo(`+${sam}`) });
    await simulator.control.whenIdle();
    expect(
      (await simulator.control.listChat({ person: sam }))
        .filter((bubble) => bubble.isFromPerson)
        .map((bubble) => bubble.type),
    ).toEqual(['button', 'text']);
  });

  it('opens the window, which a reaction does not', async () => {
    await simulator.control.sendReaction({ from: sam, messageId: 'wamid.X', emoji: '👍' });
    await callGraph(simulator, messagesPath, { body: textTo(`+${sam}`) });
    await simulator.control.sendText({ from: sam, text: 'Hi' });
    await callGraph(simulator, messagesPath, { body: textTo(`+${sam}`) });
    await simulator.control.whenIdle();
    expect((await simulator.control.listAccepted()).map((message) => message.isWindowOpen)).toEqual([
      false,
      true,
    ]);
  });

  it('is ticked as read when the business reads it', async () => {
    const { messageId } = await simulator.control.sendText({ from: sam, text: 'Hi' });
    const reply = await callGraph(simulator, messagesPath, {
      body: {
        messaging_product: 'whatsapp',
        status: 'read',
        message_id: messageId,
        typing_indicator: { type: 'text' },
      },
    });
    expect(reply.body).toEqual({ success: true });
    expect((await simulator.control.listChat({ person: sam }))[0]?.isReadByBusiness).toBe(true);
  });

  it('shows a typing sign until it has passed or the business writes, and takes no other kind of it', async () => {
    const { messageId } = await simulator.control.sendText({ from: sam, text: 'Hi' });
    const read = { messaging_product: 'whatsapp', status: 'read', message_id: messageId };
    const type = (kind: string) =>
      callGraph(simulator, messagesPath, { body: { ...read, typing_indicator: { type: kind } } });
    const typing = async () =>
      (await simulator.control.listPeople({})).find(({ phone }) => phone === sam)?.typing;
    expect((await type('audio')).status).toBe(400);
    expect(await typing()).toEqual([]);
    await type('text');
    await simulator.control.advanceClock({ milliseconds: 60_000 });
    expect(await typing()).toEqual([]);
    await type('text');
    await callGraph(simulator, messagesPath, { body: textTo(`+${sam}`) });
    expect(await typing()).toEqual([]);
  });
});

describe('the phones page', () => {
  it('is served without inline script, with its files and its data', async () => {
    await simulator.control.sendText({ from: sam, text: 'Hi' });
    const page = await fetch(`${simulator.url}/phones`);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await page.text()).not.toMatch(/<script(?![^>]*src=)|\son[a-z]+=|style=/);
    const files = await Promise.all(
      ['phones.css', 'phones.js', 'bubble.js', 'element.js'].map((file) =>
        fetch(`${simulator.url}/phones/${file}`),
      ),
    );
    expect(files.map((file) => file.status)).toEqual([200, 200, 200, 200]);
    expect((await (await fetch(`${simulator.url}/phones/people`)).json())[0]).toMatchObject({
      name: 'Sam Taylor',
      preview: 'Hi',
      isFromPerson: true,
    });
    expect(await (await fetch(`${simulator.url}/phones/chat/${sam}`)).json()).toMatchObject({
      person: { name: 'Sam Taylor' },
      messages: [{ content: { body: 'Hi' } }],
    });
  });

  it('hears at once whose phone changed', async () => {
    const controller = new AbortController();
    const response = await fetch(`${simulator.url}/phones/events`, { signal: controller.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    await simulator.control.sendText({ from: sam, text: 'Hi' });
    expect((await reader?.read())?.value).toBe(`data: person-${sam}\n\n`);
    controller.abort();
  });
});
