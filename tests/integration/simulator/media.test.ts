import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator, type Simulator } from '../../../simulator/build-simulator.ts';
import { demoIds, demoTokens } from '../../../simulator/demo-world.ts';
import { callGraph, messagesPath } from './graph-client.ts';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator({ speed: 1_000 });
});
afterEach(() => simulator.stop());

const pdf = '%PDF-1.4 role brief';
const authorization = `Bearer ${demoTokens.company}`;

async function upload(
  text: string,
  type: string,
  product = 'whatsapp',
): Promise<{
  readonly status: number;
  readonly body: { readonly id?: string; readonly error?: { readonly message: string } };
}> {
  const form = new FormData();
  form.set('messaging_product', product);
  form.set('type', type);
  form.set('file', new File([text], 'Role brief.pdf', { type }));
  const response = await fetch(`${simulator.url}/v26.0/${demoIds.companyPhone}/media`, {
    method: 'POST',
    headers: { authorization },
    body: form,
  });
  // The shape is asserted on by the tests.
  return { status: response.status, body: (await response.json()) as { id?: string } };
}

const download = (url: string, headers: Record<string, string>): Promise<Response> =>
  fetch(url, { headers: { 'user-agent': 'colleague-messaging-test', ...headers } });
const urlOf = async (id: string): Promise<string> => String((await callGraph(simulator, id)).body['url']);

describe('media', () => {
  it('is uploaded, described, downloaded and deleted', async () => {
    const { body } = await upload(pdf, 'application/pdf');
    const described = await callGraph(simulator, body.id ?? '');
    expect(described.body).toMatchObject({
      messaging_product: 'whatsapp',
      mime_type: 'application/pdf',
      file_size: String(pdf.length),
      id: body.id,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const response = await download(String(described.body['url']), { authorization });
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'application/pdf',
      pdf,
    ]);
    expect((await callGraph(simulator, body.id ?? '', { method: 'DELETE' })).body).toEqual({ success: true });
    expect((await callGraph(simulator, body.id ?? '')).body.error).toMatchObject({
      code: 100,
      error_subcode: 33,
    });
  });

  it('cannot be downloaded without token, from a stranger, with Node’s own user agent, or after five minutes', async () => {
    const id = (await upload(pdf, 'application/pdf')).body.id ?? '';
    const url = await urlOf(id);
    const refused = [
      await download(url, {}),
      await download(url, { authorization: `Bearer ${demoTokens.stranger}` }),
      await fetch(url, { headers: { authorization } }),
    ];
    expect(refused.map((response) => response.status)).toEqual([401, 404, 400]);
    await simulator.control.advanceClock({ milliseconds: 5 * 60_000 + 1_000 });
    expect((await download(url, { authorization })).status).toBe(404);
    expect((await download(await urlOf(id), { authorization })).status).toBe(200);
  });

  it('is 404 once when ordered, and its size a number when ordered', async () => {
    const id = (await upload(pdf, 'application/pdf')).body.id ?? '';
    await simulator.control.addFault({ kind: 'media-url-404' });
    await simulator.control.addFault({ kind: 'file-size-number' });
    const described = await callGraph(simulator, id);
    expect(described.body['file_size']).toBe(pdf.length);
    const url = String(described.body['url']);
    expect([
      (await download(url, { authorization })).status,
      (await download(url, { authorization })).status,
    ]).toEqual([404, 200]);
  });

  it.each([
    [
      'an unknown type',
      'application/x-msdownload',
      'whatsapp',
      'x',
      '(#100) Param file must be a file with one of the following types',
    ],
    ['an empty file', 'application/pdf', 'whatsapp', '', '(#100) Param file must not be empty'],
    [
      'another product',
      'application/pdf',
      'messenger',
      'x',
      '(#100) The parameter messaging_product is required.',
    ],
    [
      'a sticker of a megabyte',
      'image/webp',
      'whatsapp',
      'x'.repeat(1_048_576),
      '(#100) Param file must be at most 512000 bytes',
    ],
  ])('refuses %s', async (_what, type, product, text, message) => {
    const { status, body } = await upload(text, type, product);
    expect(status).toBe(400);
    expect(body.error?.message.slice(0, message.length)).toBe(message);
  });

  it('of another kind is refused with 131053 when it is sent', async () => {
    const id = (await upload(pdf, 'application/pdf')).body.id;
    const reply = await callGraph(simulator, messagesPath, {
      body: { messaging_product: 'whatsapp', to: '+447700900456', type: 'image', image: { id } },
    });
    expect(reply.body.error?.code).toBe(131053);
  });

  it('that is not what it says fails after the 200', async () => {
    await simulator.control.setWindow({ person: '447700900456', isOpen: true });
    const id = (await upload('not a picture', 'image/png')).body.id;
    const reply = await callGraph(simulator, messagesPath, {
      body: { messaging_product: 'whatsapp', to: '+447700900456', type: 'image', image: { id } },
    });
    await simulator.control.whenIdle();
    expect(reply.status).toBe(200);
    expect((await simulator.control.listAccepted())[0]?.statuses).toEqual([
      expect.objectContaining({ status: 'failed', code: 131053 }),
    ]);
  });

  it('that a person sends can be fetched by its id for seven days', async () => {
    await simulator.control.addPerson({ phone: '+44 7700 900777', name: 'Ines' });
    const { mediaId } = await simulator.control.sendDocument({
      from: '447700900777',
      fileName: 'CV.pdf',
      base64: Buffer.from(pdf).toString('base64'),
      mimeType: 'application/pdf',
    });
    const response = await download(await urlOf(mediaId), { authorization });
    expect(await response.text()).toBe(pdf);
    await simulator.control.advanceClock({ milliseconds: 7 * 24 * 3_600_000 });
    expect((await callGraph(simulator, mediaId)).body.error?.error_subcode).toBe(33);
  });

  it('ends halfway, has other bytes or leads elsewhere on demand', async () => {
    const { body } = await upload(pdf, 'application/pdf');
    const url = await urlOf(body.id ?? '');
    const fetchIt = (init: RequestInit = {}) =>
      fetch(url, { ...init, headers: { 'user-agent': 'colleague-messaging-test', authorization } });
    await simulator.control.addFault({ kind: 'media-changed' });
    const changed = await (await fetchIt()).text();
    expect([changed.length, changed === pdf]).toEqual([pdf.length, false]);
    await simulator.control.addFault({ kind: 'media-cut' });
    await expect(fetchIt().then((response) => response.text())).rejects.toThrow('terminated');
    await simulator.control.addFault({ kind: 'media-elsewhere', url: 'https://elsewhere.example/' });
    const moved = await fetchIt({ redirect: 'manual' });
    expect([moved.status, moved.headers.get('location')]).toEqual([302, 'https://elsewhere.example/']);
    expect(await (await fetchIt()).text()).toBe(pdf);
  });
});
