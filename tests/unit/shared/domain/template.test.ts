import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  checkTemplateValues,
  explainNotSendable,
  listVariables,
  renderTemplate,
  type Template,
  templateSchema,
  templateStatusSchema,
} from '../../../../shared/domain/template.ts';
import { suggestMapping } from '../../../../shared/domain/template-mapping.ts';

function template(described: object = {}): Template {
  return templateSchema.parse({
    id: '1',
    wabaId: '2',
    name: 'job_opportunity',
    language: 'en_GB',
    status: 'approved',
    category: 'marketing',
    parameterFormat: 'positional',
    header: { format: 'text', text: 'For {{1}}' },
    body: 'Hi {{1}}, I am {{2}}. Yes, {{1}}!',
    footer: 'Reply STOP to opt out',
    buttons: [
      { kind: 'reply', text: 'Yes' },
      { kind: 'url', text: 'Details', url: 'https://example.co.uk/{{1}}' },
    ],
    syncedAt: 0,
    ...described,
  });
}

const values = { 'header:1': 'you', 'body:1': 'Sam', 'body:2': 'Priya', 'button:1:1': 'abc' };

describe('variables', () => {
  it('are listed as a person reads them, once for each place', () => {
    expect(listVariables(template()).map((variable) => variable.key)).toEqual([
      'header:1',
      'body:1',
      'body:2',
      'button:1:1',
    ]);
    expect(listVariables(template())[3]).toEqual({
      key: 'button:1:1',
      name: '1',
      place: 'button',
      buttonIndex: 1,
    });
  });

  it('may have names and blanks inside their braces', () => {
    expect(
      listVariables({ body: '{{ first_name }} {{First_Name}} {{not-one}} {{}} {x}', buttons: [] }),
    ).toEqual([
      { key: 'body:first_name', name: 'first_name', place: 'body' },
      { key: 'body:First_Name', name: 'First_Name', place: 'body' },
    ]);
  });
});

describe('a rendered template', () => {
  it('is what the person will see', () => {
    expect(renderTemplate(template(), values)).toEqual({
      header: 'For you',
      body: 'Hi Sam, I am Priya. Yes, Sam!',
      footer: 'Reply STOP to opt out',
      buttons: [
        { kind: 'reply', text: 'Yes' },
        { kind: 'url', text: 'Details' },
      ],
    });
  });

  it('leaves a missing value’s placeholder standing', () => {
    expect(renderTemplate(template(), { 'body:1': ' ' }).body).toBe('Hi {{1}}, I am {{2}}. Yes, {{1}}!');
  });

  it('takes values literally, whatever they hold', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('$&', '$1', '{{2}}', '$$')), (value) => {
        fc.pre(value.trim() !== '');
        const { body } = renderTemplate(template({ body: 'A {{1}} Z' }), { 'body:1': value });
        expect(body).toBe(`A ${value.trim()} Z`);
      }),
    );
  });

  it('has no placeholder left when its values pass the check', () => {
    const place = fc.constantFrom('{{1}}', '{{2}}', '{{name}}', ' and ', 'Hi ');
    fc.assert(
      fc.property(
        fc.array(place, { maxLength: 12 }),
        fc.dictionary(fc.constantFrom('1', '2', 'name'), fc.string()),
        (parts, given) => {
          const made = template({ header: undefined, buttons: [], body: parts.join('') });
          const byKey = Object.fromEntries(
            Object.entries(given).map(([name, value]) => [`body:${name}`, value]),
          );
          const missing = listVariables(made).filter((variable) => (byKey[variable.key] ?? '').trim() === '');
          const problems = checkTemplateValues(made, byKey);
          expect(problems.map((problem) => problem.key)).toEqual(
            expect.arrayContaining(missing.map(({ key }) => key)),
          );
          // Two values side by side may make two braces that are no placeholder.
          if (problems.length > 0 || Object.values(given).some((value) => value.includes('{'))) return;
          expect(renderTemplate(made, byKey).body).not.toMatch(/\{\{/);
        },
      ),
    );
  });
});

describe('values that Meta would refuse', () => {
  it('are none when all is well', () => {
    expect(checkTemplateValues(template(), values)).toEqual([]);
  });

  test.each([
    ['', /empty/],
    ['   ', /empty/],
    ['a\nb', /line breaks/],
    ['a\tb', /line breaks or tabs/],
    ['a     b', /four spaces/],
  ])('%j', (value, sentence) => {
    expect(checkTemplateValues(template(), { ...values, 'body:1': value })).toEqual([
      { key: 'body:1', sentence: expect.stringMatching(sentence) },
    ]);
  });

  it('are named for their place when the whole is too long', () => {
    const long = { ...values, 'body:2': 'x'.repeat(1_100), 'header:1': 'x'.repeat(80) };
    expect(checkTemplateValues(template(), long).map((problem) => problem.key)).toEqual(['body', 'header']);
  });

  it('are counted exactly at the limit', () => {
    const made = template({ header: undefined, buttons: [], body: '{{1}}' });
    expect(checkTemplateValues(made, { 'body:1': 'x'.repeat(1_024) })).toEqual([]);
    expect(checkTemplateValues(made, { 'body:1': 'x'.repeat(1_025) })).toHaveLength(1);
  });
});

describe('a place as the header and a code to copy', () => {
  const made = template({
    header: { format: 'location' },
    body: 'Come and see us.',
    buttons: [{ kind: 'copy-code', text: 'Copy code' }],
  });
  const filled = {
    'header:coordinates': 'https://www.google.com/maps/@53.79648,-1.54785,17z',
    'header:place': 'Leeds station',
    'header:address': 'New Station Street',
    'button:0:code': 'WELCOME20',
  };

  it('are values like any other, and none of them is filled from a record', () => {
    expect(listVariables(made).map(({ key }) => key)).toEqual(Object.keys(filled));
    expect(suggestMapping(made).every(({ mergeCode }) => mergeCode === undefined)).toBe(true);
    expect(checkTemplateValues(made, filled)).toEqual([]);
    expect(explainNotSendable(made)).toBeUndefined();
  });

  it('are shown as the person will see them', () => {
    expect(renderTemplate(made, filled).header).toBe('📍 Leeds station, New Station Street');
  });

  test.each([
    ['header:coordinates', 'Leeds station', /No coordinates/],
    ['header:place', '', /empty/],
    ['button:0:code', 'x'.repeat(21), /at most 20/],
  ])('%s with %j is refused before it is sent', (key, value, sentence) => {
    expect(checkTemplateValues(made, { ...filled, [key]: value })).toEqual([
      { key, sentence: expect.stringMatching(sentence) },
    ]);
  });
});

describe('a template that cannot be sent', () => {
  it('is none that is approved and plain', () => {
    expect(explainNotSendable(template())).toBeUndefined();
  });

  it.each(templateStatusSchema.options.filter((status) => status !== 'approved'))(
    'says why when %s',
    (status) => {
      expect(explainNotSendable(template({ status }))).toMatch(/^[A-Z].+\.$/);
    },
  );

  test.each<[object, RegExp]>([
    [{ category: 'authentication' }, /one-time passwords/],
    [{ name: 'hello_world' }, /test numbers/],
    [{ header: { format: 'other' } }, /kind of header/],
    [{ status: 'rejected', rejectedReason: 'INVALID_FORMAT' }, /\(invalid format\)/],
  ])('says why for %j', (described, reason) => {
    expect(explainNotSendable(template(described))).toMatch(reason);
  });
});
