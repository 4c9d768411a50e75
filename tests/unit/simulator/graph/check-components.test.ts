import { describe, expect, it } from 'vitest';
import { checkComponents } from '../../../../simulator/graph/templates/check-components.ts';
import { demoTemplates } from '../../../../simulator/demo-templates.ts';
import type { Json } from '../../../../simulator/world/entities.ts';

const body = (text: string, examples: readonly string[] = []): Json => ({
  type: 'BODY',
  text,
  example: { body_text: [examples] },
});
const good = body('Hi {{1}}, this is {{2}} writing to you.', ['a', 'b']);

describe('making a template', () => {
  it.each(demoTemplates('w', 0).map((template) => [template.name, template] as const))(
    'takes %s of the demo world',
    (_name, template) => {
      expect(checkComponents(template.components, template.parameterFormat === 'NAMED')).toBeUndefined();
    },
  );

  it.each<[string, readonly Json[], number]>([
    ['no body', [{ type: 'FOOTER', text: 'x' }], 2388072],
    ['a body of 1,025 characters', [body('x'.repeat(1_025))], 2388040],
    ['a variable at the start', [body('{{1}} hello there', ['a'])], 2388299],
    ['a variable at the end', [body('hello there {{1}}', ['a'])], 2388299],
    ['variables that touch', [body('Hi {{1}} {{2}} and so on', ['a', 'b'])], 2388072],
    ['too many variables for the text', [body('Hi {{1}} x {{2}} y', ['a', 'b'])], 2388293],
    ['a gap in the numbering', [body('Hi {{1}}, this is {{3}} writing to you', ['a', 'b'])], 2388072],
    ['no examples', [body('Hi {{1}}, this is {{2}} writing to you')], 2388043],
    ['a header of 61 characters', [{ type: 'HEADER', format: 'TEXT', text: 'x'.repeat(61) }, good], 2388039],
    ['a header with two variables', [{ type: 'HEADER', format: 'TEXT', text: '{{1}} {{2}}' }, good], 2388047],
    ['a document header without example', [{ type: 'HEADER', format: 'DOCUMENT' }, good], 2388047],
    ['a footer with a variable', [good, { type: 'FOOTER', text: 'x {{1}}' }], 2388073],
    [
      'quick replies apart',
      [
        good,
        {
          type: 'BUTTONS',
          buttons: [
            { type: 'QUICK_REPLY', text: 'a' },
            { type: 'URL', text: 'b' },
            { type: 'QUICK_REPLY', text: 'c' },
          ],
        },
      ],
      2388072,
    ],
    [
      'a button of 26 characters',
      [good, { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'x'.repeat(26) }] }],
      2388072,
    ],
  ])('refuses %s', (_what, components, subcode) => {
    expect(checkComponents(components, false)).toMatchObject({ code: 100, subcode });
  });
});
