import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator, type Simulator } from '../../../simulator/build-simulator.ts';
import { demoIds, demoTokens } from '../../../simulator/demo-world.ts';
import { startCallbackServer, verifyToken, type CallbackServer } from './callback-server.ts';
import { callGraph, messagesPath, templateTo, textTo } from './graph-client.ts';

const { waba, companyPhone } = demoIds;
const templatesPath = `${waba}/message_templates`;
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

const get = async (path: string, token?: string): Promise<Readonly<Record<string, unknown>>> =>
  (await callGraph(simulator, path, token === undefined ? {} : { token })).body;
const post = async (path: string, body: object, token?: string): Promise<Readonly<Record<string, unknown>>> =>
  (await callGraph(simulator, path, { body, ...(token === undefined ? {} : { token }) })).body;

describe('a number', () => {
  it('tells the fields that are asked for', async () => {
    expect(
      await get(
        `${companyPhone}?fields=display_phone_number,status,throughput,whatsapp_business_manager_messaging_limit`,
      ),
    ).toEqual({
      display_phone_number: '+44 20 7946 0123',
      status: 'CONNECTED',
      throughput: { level: 'STANDARD' },
      whatsapp_business_manager_messaging_limit: 'TIER_2K',
      id: companyPhone,
    });
  });

  it('names account, business and app in its health, the worst of which counts', async () => {
    await simulator.control.setWaba({ canSendMessage: 'BLOCKED' });
    const health = (await get(`${companyPhone}?fields=health_status`))['health_status'];
    expect(health).toMatchObject({
      can_send_message: 'BLOCKED',
      entities: [
        { entity_type: 'PHONE_NUMBER', id: companyPhone },
        { entity_type: 'WABA', id: waba, errors: [{ error_code: 141006 }] },
        { entity_type: 'BUSINESS', id: demoIds.business },
        { entity_type: 'APP', id: demoIds.app },
      ],
    });
  });

  it('is listed with its account, for a token that reaches it', async () => {
    expect((await get(`${waba}/phone_numbers`))['data']).toHaveLength(3);
    expect((await get(`${waba}/phone_numbers`, demoTokens.ownOne))['data']).toEqual([
      expect.objectContaining({ id: demoIds.ownPhoneOne, display_phone_number: '+44 20 7946 0124' }),
    ]);
  });

  it('cannot send once deregistered, and can again with the right PIN', async () => {
    expect(await post(`${companyPhone}/deregister`, {})).toEqual({ success: true });
    expect(await post(messagesPath, templateTo('+447700900456'))).toMatchObject({ error: { code: 133010 } });
    const product = { messaging_product: 'whatsapp' };
    expect(await post(`${companyPhone}/register`, { ...product, pin: '000000' })).toMatchObject({
      error: { code: 133005 },
    });
    expect(await post(`${companyPhone}/register`, { ...product, pin: '123456' })).toEqual({ success: true });
    expect(await post(messagesPath, templateTo('+447700900456'))).toHaveProperty('messages');
  });

  it('may be registered ten times and no more', async () => {
    await simulator.control.setPhoneNumber({ registrationCalls: 10 });
    expect(await post(`${companyPhone}/deregister`, {})).toMatchObject({ error: { code: 133016 } });
  });

  it('is verified by a code that was asked for', async () => {
    expect(
      await post(`${companyPhone}/request_code`, { code_method: 'SMS', language: 'en_GB' }),
    ).toMatchObject({ error: { code: 136024 } });
    await simulator.control.setPhoneNumber({ codeVerificationStatus: 'NOT_VERIFIED' });
    expect(await post(`${companyPhone}/request_code`, { code_method: 'SMS', language: 'en_GB' })).toEqual({
      success: true,
    });
    expect(await post(`${companyPhone}/verify_code`, { code: '999999' })).toMatchObject({
      error: { code: 136025 },
    });
    expect(await post(`${companyPhone}/verify_code`, { code: '123456' })).toEqual({ success: true });
  });

  it('has a profile that is an array of one', async () => {
    await post(`${companyPhone}/whatsapp_business_profile`, {
      messaging_product: 'whatsapp',
      about: 'We find work',
    });
    expect(await get(`${companyPhone}/whatsapp_business_profile?fields=about,vertical`)).toEqual({
      data: [{ about: 'We find work', vertical: 'PROF_SERVICES', messaging_product: 'whatsapp' }],
    });
  });

  it('blocks only people who wrote, and says of each what happened', async () => {
    await simulator.control.sendText({ from: '447700900456', text: 'Hi' });
    const body = {
      messaging_product: 'whatsapp',
      block_users: [{ user: '+447700900456' }, { user: '+447700900457' }],
    };
    expect(await post(`${companyPhone}/block_users`, body)).toMatchObject({
      error: { code: 139100 },
      block_users: { added_users: [{ wa_id: '447700900456' }], failed_users: [{ input: '+447700900457' }] },
    });
    expect(await post(messagesPath, textTo('+447700900456'))).toMatchObject({ error: { code: 130403 } });
  });

  it('forgets a person of the contact book', async () => {
    await post(messagesPath, templateTo('+447700900456'));
    const sam = (await simulator.control.listPeople()).find((person) => person.phone === '447700900456');
    const erase = `${companyPhone}/contact_book?messaging_product=whatsapp&bsuid=${sam?.bsuid}`;
    expect((await callGraph(simulator, erase, { method: 'DELETE' })).body).toEqual({
      success: true,
      deleted: true,
    });
    expect((await callGraph(simulator, erase, { method: 'DELETE' })).body).toEqual({
      success: true,
      deleted: false,
    });
  });

  it('reports a new limit and a new quality', async () => {
    await simulator.control.setPhoneNumber({ messagingLimit: 'TIER_10K', qualityRating: 'RED' });
    await simulator.control.whenIdle();
    expect(
      callback
        .values()
        .map((value) => [value['field'], value['event'] ?? value['max_daily_conversations_per_business']]),
    ).toEqual([
      ['phone_number_quality_update', 'ONBOARDING'],
      ['business_capability_update', 'TIER_10K'],
      ['phone_number_quality_update', 'FLAGGED'],
    ]);
  });
});

describe('a token', () => {
  it.each([
    [
      'company',
      {
        is_valid: true,
        expires_at: 0,
        type: 'SYSTEM_USER',
        granular_scopes: [
          { scope: 'whatsapp_business_management', target_ids: [waba] },
          { scope: 'whatsapp_business_messaging', target_ids: [waba] },
        ],
      },
    ],
    ['temporary', { is_valid: true, type: 'USER' }],
    ['expired', { is_valid: false, error: { code: 190, subcode: 463 } }],
  ] as const)('%s is described with HTTP 200: %j', async (name, expected) => {
    expect((await get(`debug_token?input_token=${demoTokens[name]}`, demoTokens.app))['data']).toMatchObject({
      app_id: demoIds.app,
      ...expected,
    });
  });

  it('may ask about itself', async () => {
    expect(await get(`debug_token?input_token=${demoTokens.company}`)).toMatchObject({
      data: { is_valid: true },
    });
  });
});

describe('callbacks', () => {
  it('of a phone come before those of the account, and those before the app’s', async () => {
    const [wabaCallback, phoneCallback] = [
      await startCallbackServer(demoIds.appSecret),
      await startCallbackServer(demoIds.appSecret),
    ];
    await post(`${waba}/subscribed_apps`, {
      override_callback_uri: wabaCallback.url,
      verify_token: verifyToken,
    });
    await post(companyPhone, {
      webhook_configuration: { override_callback_uri: phoneCallback.url, verify_token: verifyToken },
    });
    await simulator.control.sendText({ from: '447700900456', text: 'company' });
    await simulator.control.sendText({ from: '447700900456', text: 'own', to: demoIds.ownPhoneOne });
    await simulator.control.whenIdle();
    expect([callback.posted.length, wabaCallback.posted.length, phoneCallback.posted.length]).toEqual([
      0, 1, 1,
    ]);
    expect((await get(`${companyPhone}?fields=webhook_configuration`))['webhook_configuration']).toEqual({
      application: callback.url,
      whatsapp_business_account: wabaCallback.url,
      phone_number: phoneCallback.url,
    });
    expect((await get(`${waba}/subscribed_apps`))['data']).toEqual([
      expect.objectContaining({ override_callback_uri: wabaCallback.url }),
    ]);
    await Promise.all([wabaCallback.close(), phoneCallback.close()]);
  });

  it('are verified on the spot', async () => {
    expect(
      await post(`${waba}/subscribed_apps`, { override_callback_uri: callback.url, verify_token: 'wrong' }),
    ).toMatchObject({ error: { code: 2200, message: expect.stringContaining('HTTP Status Code = 403') } });
  });

  it('of the app are set with the app token', async () => {
    const body = {
      object: 'whatsapp_business_account',
      callback_url: callback.url,
      verify_token: verifyToken,
      fields: 'messages,security',
      include_values: true,
    };
    expect(await post(`${demoIds.app}/subscriptions`, body, demoTokens.app)).toEqual({ success: true });
    expect(await get(`${demoIds.app}/subscriptions`, demoTokens.app)).toMatchObject({
      data: [{ callback_url: callback.url, fields: [{ name: 'messages' }, { name: 'security' }] }],
    });
  });
});

describe('templates', () => {
  it('are listed page by page, each once', async () => {
    const names: unknown[] = [];
    let path = `${templatesPath}?limit=4&fields=name,status`;
    for (;;) {
      const page = await get(path);
      names.push(...(page['data'] as { name: string }[]).map((template) => template.name));
      const paging = page['paging'] as { next?: string; cursors: { after: string } };
      if (paging.next === undefined) break;
      path = `${templatesPath}?limit=4&fields=name,status&after=${paging.cursors.after}`;
    }
    expect(names).toHaveLength(17);
    expect(new Set(names).size).toBe(17);
  });

  it.each([
    ['status=PAUSED', ['weekend_work']],
    ['status=PAUSED,DISABLED', ['weekend_work', 'refer_a_friend']],
    ['language=en_US', ['hello_world']],
    ['category=UTILITY&name=interview', ['interview_reminder', 'interview_invite']],
    ['name_or_content=right-to-work', ['complete_your_profile']],
  ])('are filtered by %s', async (query, names) => {
    const { data } = await get(`${templatesPath}?fields=name&${query}`);
    expect((data as { name: string }[]).map((template) => template.name)).toEqual(names);
  });

  it('are made, reviewed, edited and deleted', async () => {
    const components = [
      { type: 'BODY', text: 'Hello {{1}}, welcome back to us.', example: { body_text: [['Sam']] } },
    ];
    const draft = { name: 'welcome_back', category: 'UTILITY', language: 'en_GB', components };
    const made = await post(templatesPath, draft);
    expect(made).toMatchObject({ status: 'PENDING', category: 'UTILITY' });
    expect(await post(templatesPath, draft)).toMatchObject({ error: { code: 100, error_subcode: 2388024 } });
    expect(await post(String(made['id']), { components })).toMatchObject({ error: { code: 100 } });
    await simulator.control.setTemplate({ name: 'welcome_back', status: 'APPROVED' });
    expect(await post(String(made['id']), { components })).toEqual({ success: true });
    expect(
      (await callGraph(simulator, `${templatesPath}?name=welcome_back`, { method: 'DELETE' })).body,
    ).toEqual({ success: true });
    expect(await get(String(made['id']))).toMatchObject({ error: { code: 100, error_subcode: 33 } });
  });

  it('report what happens to them, with an integer id and no metadata', async () => {
    await simulator.control.setTemplate({ name: 'job_opportunity', status: 'PAUSED' });
    await simulator.control.setTemplate({
      name: 'job_opportunity',
      qualityScore: 'RED',
      category: 'UTILITY',
    });
    await simulator.control.whenIdle();
    const values = callback.values();
    expect(values).toEqual([
      expect.objectContaining({
        field: 'message_template_status_update',
        event: 'PAUSED',
        message_template_id: 987650001,
        message_template_name: 'job_opportunity',
        message_template_language: 'en-GB',
        other_info: expect.objectContaining({ title: 'FIRST_PAUSE' }),
      }),
      expect.objectContaining({
        field: 'message_template_quality_update',
        previous_quality_score: 'GREEN',
        new_quality_score: 'RED',
      }),
      expect.objectContaining({
        field: 'template_category_update',
        previous_category: 'MARKETING',
        new_category: 'UTILITY',
      }),
    ]);
    expect(values.every((value) => !('metadata' in value))).toBe(true);
    expect(callback.posted.every(({ body }) => typeof JSON.parse(body).entry[0].time === 'number')).toBe(
      true,
    );
  });

  it('can be taken out of a pause', async () => {
    expect(await post('987650009/unpause', {})).toEqual({ success: true });
    expect(await get('987650009?fields=status')).toEqual({ status: 'APPROVED', id: '987650009' });
  });
});
