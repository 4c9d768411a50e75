import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { channelIdSchema, messageIdSchema } from '../../../../shared/domain/ids.ts';
import { findHeaderFileKind, type HeaderFileKind } from '../../../../shared/domain/template-header-file.ts';
import { explainNotSendable, listVariables, renderTemplate } from '../../../../shared/domain/template.ts';
import type { OutboxJob } from '../../../../shared/outbound/outbox.ts';
import { createSendOnce } from '../../../../shared/outbound/send-once.ts';
import { createGraphClient } from '../../../../shared/whatsapp/graph-client.ts';
import { fetchTemplates } from '../../../../shared/whatsapp/list-templates.ts';
import { buildUploadForm, judgeUpload } from '../../../../shared/whatsapp/media-upload.ts';
import { checkNumber } from '../../../../shared/whatsapp/number-check.ts';
import { templateFromMeta } from '../../../../shared/whatsapp/template-from-meta.ts';
import { type Simulator, startSimulator } from '../../../../simulator/build-simulator.ts';
import { demoIds, demoTokens } from '../../../../simulator/demo-world.ts';

/** What we build and judge, against the stand-in for Meta. */

const sam = '+447700900456';
let simulator: Simulator;
let count = 0;

beforeAll(async () => {
  simulator = await startSimulator({ speed: 100 });
});
afterAll(() => simulator.stop());
beforeEach(async () => {
  await simulator.control.reset();
});

function graphWith(token: string = demoTokens.company, timeoutMs = 5_000) {
  return createGraphClient({
    fetch,
    token,
    version: 'v26.0',
    userAgent: 'Colleague-Messaging/test',
    timeoutMs,
    baseUrl: simulator.url,
  });
}

function sendWith(token?: string, timeoutMs?: number) {
  const client = graphWith(token, timeoutMs);
  return createSendOnce({ findClient: () => client, random: () => 0 });
}

function textJob(extra: Partial<OutboxJob> = {}): OutboxJob {
  count += 1;
  return {
    messageId: messageIdSchema.parse(`0190f0aa-0000-7000-8000-${String(count).padStart(12, '0')}`),
    channelId: channelIdSchema.parse(demoIds.companyPhone),
    addressee: { to: sam },
    content: { type: 'text', text: 'Hello Sam' },
    ...extra,
  };
}

const HEADER_FILES: Readonly<Record<HeaderFileKind, { readonly type: string; readonly name: string }>> = {
  image: { type: 'image/png', name: 'Office.png' },
  video: { type: 'video/mp4', name: 'Tour.mp4' },
  document: { type: 'application/pdf', name: 'Role brief.pdf' },
};

/** A file for the header of a template, as Meta has it after an upload. */
async function uploadHeaderFile(kind: HeaderFileKind) {
  const { type, name } = HEADER_FILES[kind];
  const { contentType, head, tail } = buildUploadForm(type, 'boundary0of0the0test');
  const response = await fetch(`${simulator.url}/v26.0/${demoIds.companyPhone}/media`, {
    method: 'POST',
    headers: { authorization: `Bearer ${demoTokens.company}`, 'content-type': contentType },
    body: `${head}what the file says${tail}`,
  });
  const uploaded = judgeUpload(response.status, await response.json());
  if (uploaded.kind !== 'uploaded') throw new Error(uploaded.problem);
  return { kind, mimeType: type, fileName: name, mediaId: uploaded.mediaId };
}

describe('a message', () => {
  it('is accepted with a wamid, and Meta keeps our id', async () => {
    const job = textJob();
    expect(await sendWith()(job, 0)).toEqual({
      kind: 'accepted',
      wamid: expect.stringMatching(/^wamid\./),
      waId: '447700900456',
    });
    expect(JSON.stringify(await simulator.control.listAccepted())).toContain(job.messageId);
  });

  it('made of any template that can be sent passes Meta’s own checks', async () => {
    const listing = await fetchTemplates(graphWith(), demoIds.waba);
    if (!listing.ok) throw new Error(listing.failure.sentence);
    const templates = listing.templates
      .flatMap((raw) => templateFromMeta(raw, { wabaId: demoIds.waba, syncedAt: 0 }) ?? [])
      .filter((template) => explainNotSendable(template) === undefined);
    expect(templates.length).toBeGreaterThan(6);
    for (const template of templates) {
      const values = Object.fromEntries(listVariables(template).map(({ key }) => [key, 'Value']));
      const headerFile = findHeaderFileKind(template);
      const job = textJob({
        template,
        content: {
          type: 'template',
          templateId: template.id,
          name: template.name,
          language: template.language,
          category: template.category,
          values,
          rendered: renderTemplate(template, values),
          ...(headerFile === undefined ? {} : { media: await uploadHeaderFile(headerFile) }),
        },
      });
      expect([template.name, await sendWith()(job, 0)]).toEqual([
        template.name,
        expect.objectContaining({ kind: 'accepted' }),
      ]);
    }
  });
});

describe('a call that goes wrong', () => {
  test.each<[string, Parameters<Simulator['control']['addFault']>[0], string]>([
    ['a connection that is reset after the body', { kind: 'reset' }, 'unknown'],
    ['a proxy’s page', { kind: 'html', status: 502 }, 'unknown'],
    ['something went wrong', { kind: 'error', code: 131000 }, 'unknown'],
    ['an unavailable service', { kind: 'error', code: 131016 }, 'unknown'],
    ['a service that is down', { kind: 'error', code: 2 }, 'unknown'],
    ['a fault that Meta calls transient', { kind: 'error', code: 100, isTransient: true }, 'unknown'],
    ['too much for one person', { kind: 'error', code: 131056 }, 'try-later'],
    ['too much for the number', { kind: 'error', code: 130429 }, 'try-later'],
    ['too many calls', { kind: 'error', code: 80007 }, 'try-later'],
    [
      'a closed window, in German',
      { kind: 'error', code: 131047, details: 'Fenster geschlossen.' },
      'rejected',
    ],
    ['no payment method', { kind: 'error', code: 131042 }, 'rejected'],
    ['a number that is not registered', { kind: 'error', code: 131045 }, 'rejected'],
  ])('%s', async (_name, fault, kind) => {
    await simulator.control.addFault(fault);
    expect((await sendWith()(textJob(), 0)).kind).toBe(kind);
  });

  it('a stall ends by our own time-out, and the message may be out all the same', async () => {
    await simulator.control.addFault({ kind: 'stall', delayMs: 20_000 });
    const job = textJob();
    expect(await sendWith(demoTokens.company, 100)(job, 0)).toMatchObject({ kind: 'unknown' });
    expect(JSON.stringify(await simulator.control.listAccepted())).toContain(job.messageId);
  });
});

test.each([
  ['expired', demoTokens.expired, 190],
  ['withdrawn', demoTokens.invalidated, 190],
  ['a stranger’s', demoTokens.stranger, 200],
])('a token that is %s is refused with words and %i', async (_name, token, code) => {
  expect(await sendWith(token)(textJob(), 0)).toMatchObject({
    kind: 'rejected',
    failure: { code, canRetry: true, sentence: expect.stringContaining('was not sent') },
  });
});

describe('the list of templates', () => {
  it('is complete', async () => {
    const listing = await fetchTemplates(graphWith(), demoIds.waba);
    const names = new Set((await simulator.control.listTemplates()).map((template) => template.name));
    expect(
      listing.ok &&
        new Set(
          listing.templates.map((raw) => templateFromMeta(raw, { wabaId: demoIds.waba, syncedAt: 0 })?.name),
        ),
    ).toEqual(names);
  });

  it('says why it cannot be read', async () => {
    expect(await fetchTemplates(graphWith(demoTokens.messagingOnly), demoIds.waba)).toMatchObject({
      ok: false,
      failure: { code: 10, sentence: expect.stringContaining('templates could not be fetched') },
    });
  });
});

describe('the check of a number', () => {
  const check = (token: string, phoneNumberId: string) =>
    checkNumber({ graph: graphWith(token), phoneNumberId, now: Date.now() });

  it('finds out everything about a good one', async () => {
    const result = await check(demoTokens.company, demoIds.companyPhone);
    expect(result.isUsable).toBe(true);
    expect(result.found).toMatchObject({
      displayPhoneNumber: '+44 20 7946 0123',
      wabaId: demoIds.waba,
      appId: demoIds.app,
      quality: 'green',
      isTestNumber: false,
      scopes: expect.arrayContaining(['whatsapp_business_messaging']),
    });
    expect(result.steps.map((step) => step.detail).join(' ')).not.toContain('Could not be read');
  });

  it('warns of a test number and a temporary token', async () => {
    const result = await check(demoTokens.temporary, demoIds.testPhone);
    const warnings = result.steps.filter((step) => step.verdict === 'warning').map((step) => step.label);
    expect(result.isUsable).toBe(true);
    expect(warnings).toEqual(expect.arrayContaining(['Mode', 'Token']));
  });

  test.each<[string, string, string, RegExp]>([
    [
      'the account’s id in place of the number’s',
      demoTokens.company,
      demoIds.waba,
      /not of a number.*200300400500600/,
    ],
    ['an unknown id', demoTokens.company, '999', /phone number ID/],
    ['an expired token', demoTokens.expired, demoIds.companyPhone, /expired/],
    ['a stranger’s token', demoTokens.stranger, demoIds.companyPhone, /phone number ID/],
  ])('recognises %s', async (_name, token, phoneNumberId, detail) => {
    const result = await check(token, phoneNumberId);
    expect(result).toMatchObject({
      isUsable: false,
      steps: [{ verdict: 'failed', detail: expect.stringMatching(detail) }],
    });
  });

  it('notices that templates are out of a token’s reach', async () => {
    const result = await check(demoTokens.messagingOnly, demoIds.companyPhone);
    expect(result.isUsable).toBe(true);
    expect(result.steps.find((step) => step.label === 'Permissions')).toMatchObject({ verdict: 'warning' });
    expect(result.steps.find((step) => step.label === 'Templates')).toMatchObject({ verdict: 'warning' });
  });
});
