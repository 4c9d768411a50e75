import { describe, expect, it } from 'vitest';
import { demoIds, demoWorld } from '../../../../simulator/demo-world.ts';
import { checkTemplate } from '../../../../simulator/graph/messages/check-template.ts';
import { renderTemplate } from '../../../../simulator/graph/messages/render-template.ts';
import type { Json, PhoneNumber, Template } from '../../../../simulator/world/entities.ts';

const seed = demoWorld(0);
const find = <Item>(items: readonly Item[], isIt: (item: Item) => boolean): Item => {
  const found = items.find(isIt);
  if (found === undefined) throw new Error('not in the demo world');
  return found;
};
const templateNamed = (name: string): Template => find(seed.templates, (template) => template.name === name);
const live: PhoneNumber = find(seed.phoneNumbers, (number) => number.id === demoIds.companyPhone);
const sandbox: PhoneNumber = find(seed.phoneNumbers, (number) => number.id === demoIds.testPhone);

const text = (value: string, name?: string): Json => ({
  type: 'text',
  text: value,
  ...(name === undefined ? {} : { parameter_name: name }),
});
const body = (...parameters: Json[]): Json => ({ type: 'body', parameters });
const header = (...parameters: Json[]): Json => ({ type: 'header', parameters });
const urlButton = { type: 'button', sub_type: 'url', index: '0', parameters: [text('abc')] };
const pdf = { type: 'document', document: { id: '1' } };
const sent = (name: string, ...components: Json[]): Json => ({
  name,
  language: { code: templateNamed(name).language },
  ...(components.length === 0 ? {} : { components }),
});

describe('checking a template send', () => {
  it.each<[string, string, readonly Json[], string | undefined]>([
    ['two values for two variables', 'job_opportunity', [body(text('Sam'), text('Priya'))], undefined],
    [
      'one value for two variables',
      'job_opportunity',
      [body(text('Sam'))],
      '132000 body: number of localizable_params (1) does not match the expected number of params (2)',
    ],
    [
      'no components where values are needed',
      'job_opportunity',
      [],
      '132000 body: number of localizable_params (0) does not match the expected number of params (2)',
    ],
    [
      'a value too many',
      'complete_your_profile',
      [body(text('Sam'), text('x')), urlButton],
      '132000 body: number of localizable_params (2) does not match the expected number of params (1)',
    ],
    [
      'an empty value',
      'job_opportunity',
      [body(text('Sam'), text(''))],
      "100 Parameter 'text' is mandatory for component parameter type 'text'",
    ],
    [
      'a value with a line break',
      'job_opportunity',
      [body(text('Sam'), text('a\nb'))],
      '100 Param text cannot have new-line/tab characters or more than 4 consecutive spaces',
    ],
    [
      'an image in the body',
      'job_opportunity',
      [body(text('Sam'), { type: 'image', image: { id: '1' } })],
      '132012 body: Format mismatch, expected TEXT, received IMAGE',
    ],
    [
      'a header value where the header has no variable',
      'job_opportunity',
      [header(text('x')), body(text('Sam'), text('Priya'))],
      '132000 header: number of localizable_params (1) does not match the expected number of params (0)',
    ],
    [
      'named values in any order',
      'interview_reminder',
      [
        header(text('Driver', 'role')),
        body(text('A', 'company'), text('B', 'first_name'), text('C', 'interview_date')),
      ],
      undefined,
    ],
    [
      'named values sent by position',
      'interview_reminder',
      [header(text('Driver')), body(text('A'), text('B'), text('C'))],
      '100 Parameter name is missing or empty',
    ],
    [
      'a name that the template lacks',
      'interview_reminder',
      [
        header(text('Driver', 'role')),
        body(text('A', 'company'), text('B', 'surname'), text('C', 'interview_date')),
      ],
      '100 body: parameter name (surname) does not exist in the template',
    ],
    [
      'no document for a document header',
      'interview_invite',
      [body(text('a'), text('b'), text('c'))],
      '131008 header: Header of format DOCUMENT requires a parameter',
    ],
    [
      'a text for a document header',
      'interview_invite',
      [header(text('x')), body(text('a'), text('b'), text('c'))],
      '132012 header: Format mismatch, expected DOCUMENT, received TEXT',
    ],
    [
      'a document that names no file',
      'interview_invite',
      [header({ type: 'document', document: {} }), body(text('a'), text('b'), text('c'))],
      '131008 header: document requires id or link',
    ],
    [
      'a document for a picture header',
      'site_image',
      [header(pdf), body(text('Sam'))],
      '132012 header: Format mismatch, expected IMAGE, received DOCUMENT',
    ],
    [
      'a document for a document header',
      'interview_invite',
      [header(pdf), body(text('a'), text('b'), text('c'))],
      undefined,
    ],
    [
      'no suffix for a URL button',
      'complete_your_profile',
      [body(text('Sam'))],
      '131008 buttons: Button at index 0 of type Url requires a parameter',
    ],
    ['a suffix for a URL button', 'complete_your_profile', [body(text('Sam')), urlButton], undefined],
    [
      'a text that grows too long',
      'job_opportunity',
      [body(text('Sam'), text('x'.repeat(1_000)))],
      `132005 body: translated text is too long (${renderTemplate(templateNamed('job_opportunity'), { components: [body(text('Sam'), text('x'.repeat(1_000)))] }).body.length} > 1024)`,
    ],
    [
      'a pending template',
      'summer_shifts',
      [body(text('a'), text('b'))],
      '132001 template name (summer_shifts) does not exist in en_GB',
    ],
    [
      'a rejected template',
      'prize_draw',
      [body(text('a'), text('b'))],
      '132001 template name (prize_draw) does not exist in en_GB',
    ],
    [
      'a paused template',
      'weekend_work',
      [body(text('a'), text('b'))],
      '132015 The template is paused because of low quality, so it cannot be sent.',
    ],
    [
      'a disabled template',
      'refer_a_friend',
      [body(text('a'), text('b'))],
      '132016 The template has been paused too many times because of low quality and is now permanently disabled.',
    ],
    ['hello_world from a real number', 'hello_world', [], '131058 undefined'],
  ])('%s', (_what, name, components, expected) => {
    const error = checkTemplate(templateNamed(name), sent(name, ...components), live);
    expect(error && `${error.code} ${error.details}`).toBe(expected);
  });

  it('lets a test number send hello_world', () => {
    expect(checkTemplate(templateNamed('hello_world'), sent('hello_world'), sandbox)).toBeUndefined();
  });

  it('counts before it looks at the state, as Meta does', () => {
    expect(checkTemplate(templateNamed('weekend_work'), sent('weekend_work'), live)?.code).toBe(132000);
  });
});

describe('rendering', () => {
  it('fills header, body and the suffix of a URL, and leaves the footer', () => {
    const rendered = renderTemplate(templateNamed('complete_your_profile'), {
      components: [body(text('Sam')), urlButton],
    });
    expect(rendered).toMatchObject({
      body: expect.stringContaining('Hi Sam,'),
      footer: 'To unsubscribe, reply STOP.',
      buttons: [{ kind: 'URL', url: 'https://example.co.uk/profile/abc' }],
    });
  });

  it('gives a quick reply its own text as payload unless one is sent', () => {
    const payload = {
      type: 'button',
      sub_type: 'quick_reply',
      index: 1,
      parameters: [{ type: 'payload', payload: 'no-thanks' }],
    };
    const rendered = renderTemplate(templateNamed('job_opportunity'), { components: [payload] });
    expect(rendered.buttons.map((button) => button.payload)).toEqual(['Yes, tell me more', 'no-thanks']);
  });
});

describe('the six starter templates', () => {
  it.each([
    'job_opportunity',
    'job_application',
    'still_looking_for_work',
    'confirm_email_address',
    'gdpr_consent_request',
    'thank_you_for_registering',
  ])('%s is approved, en_GB, marketing, with header and a footer that names STOP', (name) => {
    const { status, language, category, components } = templateNamed(name);
    expect({ status, language, category }).toEqual({
      status: 'APPROVED',
      language: 'en_GB',
      category: 'MARKETING',
    });
    expect(components).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'HEADER', format: 'TEXT' }),
        expect.objectContaining({ type: 'FOOTER', text: expect.stringContaining('STOP') }),
      ]),
    );
  });
});

describe('a copy-code button', () => {
  const sale: Template = {
    ...templateNamed('job_opportunity'),
    components: [
      { type: 'BODY', text: 'Show this code.' },
      { type: 'BUTTONS', buttons: [{ type: 'COPY_CODE', example: 'WELCOME20' }] },
    ],
  };
  const send = (parameters: readonly Json[]) =>
    checkTemplate(
      sale,
      sent('job_opportunity', { type: 'button', sub_type: 'copy_code', index: '0', parameters }),
      live,
    );

  it('takes one coupon code of at most twenty characters', () => {
    expect(send([{ type: 'coupon_code', coupon_code: 'WELCOME20' }])).toBeUndefined();
    expect(send([])).toMatchObject({ code: 131008 });
    expect(send([{ type: 'text', text: 'WELCOME20' }])).toMatchObject({ code: 132012 });
    expect(send([{ type: 'coupon_code', coupon_code: 'x'.repeat(21) }])).toMatchObject({ code: 131009 });
  });
});
