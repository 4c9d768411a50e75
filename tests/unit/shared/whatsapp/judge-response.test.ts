import { describe, expect, it, test } from 'vitest';
import type { GraphAnswer } from '../../../../shared/whatsapp/graph-client.ts';
import { judgeResponse } from '../../../../shared/whatsapp/judge-response.ts';

const noJitter = () => 0;

function answer(status: number, body: unknown, headers: Record<string, string> = {}): GraphAnswer {
  return { kind: 'answer', status, body, headers: { get: (name) => headers[name] ?? null } };
}

function refusal(code: number, extra: object = {}): unknown {
  return { error: { message: `(#${code}) Title`, type: 'OAuthException', code, fbtrace_id: 'A1', ...extra } };
}

const accepted = {
  messaging_product: 'whatsapp',
  contacts: [{ input: '+447700900456', wa_id: '447700900456' }],
  messages: [{ id: 'wamid.ABC', message_status: 'accepted' }],
};

describe('an accepted message', () => {
  it('keeps the wamid and the wa_id', () => {
    expect(judgeResponse(answer(200, accepted), 0, noJitter)).toEqual({
      kind: 'accepted',
      wamid: 'wamid.ABC',
      waId: '447700900456',
    });
  });

  it('keeps the user id of a person without a number', () => {
    const body = { contacts: [{ input: 'GB.1', user_id: 'GB.1' }], messages: [{ id: 'wamid.ABC' }] };
    expect(judgeResponse(answer(200, body), 0, noJitter)).toEqual({
      kind: 'accepted',
      wamid: 'wamid.ABC',
      bsuid: 'GB.1',
    });
  });

  it.each([
    ['held_for_quality_assessment', true],
    ['paused', true],
    ['a_word_of_tomorrow', undefined],
  ])('is with Meta while %s, and does not read as accepted where Meta keeps it back', (status, isHeld) => {
    const body = { ...accepted, messages: [{ id: 'wamid.ABC', message_status: status }] };
    expect(judgeResponse(answer(200, body), 0, noJitter)).toMatchObject({
      kind: 'accepted',
      ...(isHeld === true ? { isHeld } : {}),
    });
  });

  it('does not need the contacts', () => {
    const body = { contacts: 'odd', messages: [{ id: 'wamid.ABC' }] };
    expect(judgeResponse(answer(200, body), 0, noJitter)).toEqual({ kind: 'accepted', wamid: 'wamid.ABC' });
  });
});

describe('what may have gone out is unknown, and never tried again by itself', () => {
  it.each<[string, Parameters<typeof judgeResponse>[0]]>([
    ['a time-out', { kind: 'unknown', reason: 'Meta did not answer in time.' }],
    ['200 without a message', answer(200, {})],
    ['200 with an empty list', answer(200, { messages: [] })],
    ['200 with an empty id', answer(200, { messages: [{ id: '' }] })],
    ['200 with null', answer(200, null)],
    ['500 with a body that is no error', answer(500, { hello: 1 })],
    ['500 with an unknown code', answer(500, refusal(987_654))],
    ['503 with an ordinary code', answer(503, refusal(100))],
    ['an unknown Graph error', answer(400, refusal(1))],
    ['a service that is down', answer(503, refusal(2))],
    ['something went wrong', answer(500, refusal(131000))],
    ['an unavailable service', answer(500, refusal(131016))],
    ['a number in maintenance', answer(500, refusal(131057))],
    ['a refusal that Meta calls transient', answer(400, refusal(100, { is_transient: true }))],
  ])('%s', (_name, outcome) => {
    const verdict = judgeResponse(outcome, 0, noJitter);
    expect(verdict.kind).toBe('unknown');
    expect(verdict).toHaveProperty('reason', expect.stringMatching(/\.$/));
  });
});

describe('what was provably not sent is tried later', () => {
  test.each([
    [130429, [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]],
    [131056, [1_000, 4_000, 16_000, 64_000]],
    [4, [60_000, 120_000]],
    [80007, [60_000, 120_000]],
  ])('%i after pauses of %j', (code, pauses) => {
    const judged = pauses.map((_, attempts) => judgeResponse(answer(400, refusal(code)), attempts, noJitter));
    expect(judged.map((verdict) => verdict.kind === 'try-later' && verdict.afterMs)).toEqual(pauses);
  });

  it('a connection that was never made', () => {
    const verdict = judgeResponse(
      { kind: 'not-sent', reason: 'Meta could not be reached (ENOTFOUND).' },
      2,
      noJitter,
    );
    expect(verdict).toMatchObject({
      kind: 'try-later',
      afterMs: 4_000,
      failure: { details: 'Meta could not be reached (ENOTFOUND).', canRetry: true },
    });
  });

  it('waits as long as Meta estimates, in minutes', () => {
    const usage = JSON.stringify({
      '1002': [{ type: 'whatsapp', call_count: 100, estimated_time_to_regain_access: 7 }, { type: 'other' }],
    });
    const verdict = judgeResponse(
      answer(400, refusal(80007), { 'x-business-use-case-usage': usage }),
      0,
      noJitter,
    );
    expect(verdict).toMatchObject({ kind: 'try-later', afterMs: 7 * 60_000 });
  });

  it('is not misled by a usage header that is no JSON', () => {
    const verdict = judgeResponse(answer(400, refusal(4), { 'x-business-use-case-usage': '{' }), 0, noJitter);
    expect(verdict).toMatchObject({ kind: 'try-later', afterMs: 60_000 });
  });

  it('never waits less than asked, and at most a fifth more', () => {
    expect(judgeResponse(answer(400, refusal(130429)), 0, () => 0.999_999)).toMatchObject({ afterMs: 1_200 });
  });

  it('stops growing however often it was put off', () => {
    expect(judgeResponse(answer(400, refusal(131056)), 5_000, noJitter)).toMatchObject({
      afterMs: 3_600_000,
    });
  });
});

describe('everything else is rejected with Meta’s reason', () => {
  it.each([
    [400, 100],
    [401, 190],
    [403, 200],
    [404, 132001],
    [400, 131047],
    [400, 131050],
    [400, 424242],
    [500, 3],
    [500, 131045],
    [403, 368],
  ])('HTTP %i with code %i', (status, code) => {
    const verdict = judgeResponse(
      answer(status, refusal(code, { error_data: { details: 'Meta says so.' } })),
      0,
      noJitter,
    );
    expect(verdict).toMatchObject({
      kind: 'rejected',
      failure: { code, details: 'Meta says so.', traceId: 'A1' },
    });
  });

  it('survives odd neighbours of the code', () => {
    const body = {
      error: { code: '131047', message: 7, error_data: 'x', error_subcode: 'y', is_transient: 'no' },
    };
    expect(judgeResponse(answer(400, body), 0, noJitter)).toMatchObject({
      kind: 'rejected',
      failure: { code: 131047 },
    });
  });
});
