import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator, type Simulator } from '../../../simulator/build-simulator.ts';
import { demoIds, demoTokens } from '../../../simulator/demo-world.ts';
import { callGraph, messagesPath, textTo, type CallOptions } from './graph-client.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 100 });
});
afterAll(() => simulator.stop());

const sam = '+447700900456';
const base = { messaging_product: 'whatsapp', to: sam };
const templateNamed = (name: string, code = 'en_GB'): object => ({
  ...base,
  type: 'template',
  template: { name, language: { code } },
});
const testPath = `${demoIds.testPhone}/messages`;
const { waba } = demoIds;

describe('refusals', () => {
  it.each<[string, string, CallOptions, number, number, number | undefined, string]>([
    [
      'no token',
      messagesPath,
      { token: undefined, body: textTo(sam) },
      401,
      190,
      undefined,
      'An access token is required to request this resource.',
    ],
    [
      'a token that cannot be parsed',
      messagesPath,
      { token: 'nonsense', body: textTo(sam) },
      401,
      190,
      undefined,
      'Invalid OAuth access token - Cannot parse access token',
    ],
    [
      'an expired token',
      messagesPath,
      { token: demoTokens.expired, body: textTo(sam) },
      401,
      190,
      463,
      'Error validating access token: Session has expired on',
    ],
    [
      'an invalidated token',
      messagesPath,
      { token: demoTokens.invalidated, body: textTo(sam) },
      401,
      190,
      467,
      'Error validating access token',
    ],
    [
      'a token without access that sends',
      messagesPath,
      { token: demoTokens.stranger, body: textTo(sam) },
      403,
      200,
      undefined,
      '(#200)',
    ],
    [
      'a token without access that reads',
      demoIds.companyPhone,
      { token: demoTokens.stranger },
      400,
      100,
      33,
      'Unsupported get request.',
    ],
    [
      'an own number’s token for the company number',
      messagesPath,
      { token: demoTokens.ownOne, body: textTo(sam) },
      403,
      200,
      undefined,
      '(#200)',
    ],
    [
      'a token without management',
      `${waba}/message_templates`,
      { token: demoTokens.messagingOnly },
      403,
      10,
      undefined,
      '(#10)',
    ],
    [
      'an unknown id',
      '999/messages',
      { body: textTo(sam) },
      400,
      100,
      33,
      "Unsupported post request. Object with ID '999' does not exist",
    ],
    [
      'a WABA id in place of the number',
      `${waba}/messages`,
      { body: textTo(sam) },
      400,
      100,
      33,
      'Unsupported post request.',
    ],
    [
      'an edge that a number lacks',
      `${demoIds.companyPhone}/friends`,
      {},
      400,
      100,
      undefined,
      '(#100) Tried accessing nonexisting field (friends)',
    ],
    [
      'a field that a number lacks',
      `${demoIds.companyPhone}?fields=id,shoe_size`,
      {},
      400,
      100,
      undefined,
      '(#100) Tried accessing nonexisting field (shoe_size)',
    ],
    [
      'no messaging_product',
      messagesPath,
      { body: { to: sam, type: 'text', text: { body: 'x' } } },
      400,
      100,
      undefined,
      '(#100) The parameter messaging_product is required.',
    ],
    [
      'JSON under another content type',
      messagesPath,
      { body: textTo(sam), headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      400,
      100,
      undefined,
      '(#100) The parameter messaging_product is required.',
    ],
    [
      'no recipient',
      messagesPath,
      { body: { messaging_product: 'whatsapp', type: 'text', text: { body: 'x' } } },
      400,
      100,
      undefined,
      '(#100) The parameter to is required.',
    ],
    [
      'an unknown type',
      messagesPath,
      { body: { ...base, type: 'hologram' } },
      400,
      100,
      undefined,
      '(#100) Param type must be one of',
    ],
    [
      'a text that is a string',
      messagesPath,
      { body: { ...base, type: 'text', text: 'hello' } },
      400,
      100,
      undefined,
      '(#100) Param text must be a JSON object.',
    ],
    [
      'a text that is too long',
      messagesPath,
      { body: textTo(sam, 'x'.repeat(4_097)) },
      400,
      100,
      undefined,
      "(#100) Param text['body'] must be at most 4096 characters long.",
    ],
    [
      'callback data of 513 characters',
      messagesPath,
      { body: { ...textTo(sam), biz_opaque_callback_data: 'x'.repeat(513) } },
      400,
      100,
      undefined,
      '(#100) Param biz_opaque_callback_data',
    ],
    [
      'a number with 00',
      messagesPath,
      { body: textTo('00447700900456') },
      400,
      100,
      undefined,
      '(#100) Invalid parameter',
    ],
    [
      'the own number',
      messagesPath,
      { body: textTo('+442079460123') },
      400,
      131021,
      undefined,
      '(#131021) Recipient cannot be sender',
    ],
    [
      'somebody not on the test number’s list',
      testPath,
      { token: demoTokens.temporary, body: textTo('+447700900457') },
      400,
      131030,
      2655007,
      '(#131030) Recipient phone number not in allowed list',
    ],
    [
      'a user id from the test number',
      testPath,
      {
        token: demoTokens.temporary,
        body: { messaging_product: 'whatsapp', recipient: 'GB.1', type: 'text', text: { body: 'x' } },
      },
      400,
      131030,
      2655007,
      '(#131030)',
    ],
    [
      'a user id that nobody has',
      messagesPath,
      { body: { messaging_product: 'whatsapp', recipient: 'GB.1', type: 'text', text: { body: 'x' } } },
      400,
      131026,
      undefined,
      '(#131026)',
    ],
    [
      'an unknown template',
      messagesPath,
      { body: templateNamed('nobody_knows') },
      404,
      132001,
      undefined,
      '(#132001) Template name does not exist in the translation',
    ],
    [
      'a template in another language',
      messagesPath,
      { body: templateNamed('job_opportunity', 'en') },
      404,
      132001,
      undefined,
      '(#132001)',
    ],
    [
      'too few values',
      messagesPath,
      { body: templateNamed('job_opportunity') },
      400,
      132000,
      undefined,
      '(#132000) Number of parameters does not match the expected number of params',
    ],
    [
      'hello_world from a real number',
      messagesPath,
      { body: templateNamed('hello_world', 'en_US') },
      400,
      131058,
      undefined,
      '(#131058)',
    ],
    [
      'media that does not exist',
      messagesPath,
      { body: { ...base, type: 'document', document: { id: '12345' } } },
      400,
      100,
      undefined,
      '(#100) Invalid parameter',
    ],
    [
      'a read receipt for an unknown message',
      messagesPath,
      { body: { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.X' } },
      400,
      131009,
      undefined,
      '(#131009) Parameter value is not valid',
    ],
    [
      'the user id of nobody without token',
      'me',
      { token: undefined },
      400,
      2500,
      undefined,
      'An active access token must be used',
    ],
    [
      'a version that never was',
      'me',
      { token: undefined, version: 'v27.0' },
      400,
      2500,
      undefined,
      'Unknown path components: /me',
    ],
    ['a bad paging cursor', `${waba}/message_templates?after=x`, {}, 400, 131059, undefined, '(#131059)'],
    [
      'the app’s subscriptions without app token',
      `${demoIds.app}/subscriptions`,
      {},
      403,
      10,
      undefined,
      '(#10)',
    ],
  ])('%s', async (_what, path, options, status, code, subcode, message) => {
    const reply = await callGraph(simulator, path, options);
    expect({
      status: reply.status,
      code: reply.body.error?.code,
      subcode: reply.body.error?.error_subcode,
    }).toEqual({ status, code, subcode });
    expect(reply.body.error?.message.slice(0, message.length)).toBe(message);
  });

  it('have Meta’s envelope and headers', async () => {
    const reply = await callGraph(simulator, messagesPath, { body: templateNamed('interview_invite') });
    expect(reply.body).toEqual({
      error: {
        message: expect.any(String),
        type: 'OAuthException',
        code: 131008,
        error_data: {
          messaging_product: 'whatsapp',
          details: 'header: Header of format DOCUMENT requires a parameter',
        },
        fbtrace_id: expect.stringMatching(/^A[0-9A-F]{21}$/),
      },
    });
    expect(reply.headers.get('www-authenticate')).toContain(
      'OAuth "Facebook Platform" "invalid_request" "(#131008)',
    );
    expect(reply.headers.get('facebook-api-version')).toBe('v26.0');
    expect(JSON.parse(reply.headers.get('x-business-use-case-usage') ?? '')).toMatchObject({
      [waba]: [{ type: 'whatsapp', estimated_time_to_regain_access: 0 }],
    });
  });

  it('of an unknown object are a GraphMethodException', async () => {
    expect((await callGraph(simulator, '999', {})).body.error?.type).toBe('GraphMethodException');
  });
});
