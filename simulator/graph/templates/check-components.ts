import type { Json } from '../../world/entities.ts';
import { asArray, asObject, asString } from '../graph-request.ts';
import { metaError, type MetaError } from '../meta-error.ts';
import { listVariables } from '../messages/template-parts.ts';

/** What Meta refuses at once when a template is made or edited (reference section 4.3); the subcodes are partly unverified there. */
export function checkComponents(components: readonly Json[], isNamed: boolean): MetaError | undefined {
  const byType = (type: string): Json | undefined =>
    components.find((component) => asString(component['type'])?.toUpperCase() === type);
  const body = asString(byType('BODY')?.['text']);
  if (body === undefined || body === '')
    return broken(2388072, 'Message template body is missing', 'A template needs a body.');
  return (
    checkBody(body, byType('BODY'), isNamed) ??
    checkHeader(byType('HEADER')) ??
    checkFooter(byType('FOOTER')) ??
    checkButtons(byType('BUTTONS'))
  );
}

function checkBody(text: string, body: Json | undefined, isNamed: boolean): MetaError | undefined {
  const variables = listVariables(text);
  if (text.length > 1_024)
    return broken(2388040, 'Character limit exceeded', 'The body is longer than 1,024 characters.');
  if (/^\s*\{\{|\}\}\s*$/.test(text))
    return broken(
      2388299,
      'Variables at the start or end',
      "Variables can't be at the start or end of the template.",
    );
  if (/\}\}\s*\{\{/.test(text))
    return broken(2388072, 'Adjacent variables', 'Variables may not touch each other.');
  const words = text
    .replaceAll(/\{\{[^}]*\}\}/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '').length;
  if (words < variables.length * 2 + 1)
    return broken(2388293, 'Too many variables', 'This template has too many variables for its length.');
  const isPositional = variables.every((name, index) => name === String(index + 1));
  if (!isNamed && variables.length > 0 && !isPositional)
    return broken(
      2388072,
      'Variables out of order',
      'Positional variables must be numbered from 1 without gaps.',
    );
  const example = asObject(body?.['example']);
  const hasExample = isNamed
    ? asArray(example?.['body_text_named_params']).length >= variables.length
    : asArray(asArray(example?.['body_text'])[0]).length >= variables.length;
  return variables.length > 0 && !hasExample
    ? broken(2388043, 'Sample missing', 'Every variable of the body needs an example.')
    : undefined;
}

function checkHeader(header: Json | undefined): MetaError | undefined {
  if (header === undefined) return undefined;
  const format = asString(header['format']) ?? '';
  if (!['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION'].includes(format))
    return broken(2388047, 'Header format', 'The header needs a known format.');
  if (format === 'LOCATION') return undefined;
  if (format !== 'TEXT')
    return asArray(asObject(header['example'])?.['header_handle']).length > 0
      ? undefined
      : broken(2388047, 'Sample missing', 'A media header needs an example handle.');
  const text = asString(header['text']) ?? '';
  if (text.length === 0 || text.length > 60)
    return broken(2388039, 'Character limit exceeded', 'The header is empty or longer than 60 characters.');
  return listVariables(text).length > 1
    ? broken(2388047, 'Header variables', 'A header may have one variable.')
    : undefined;
}

function checkFooter(footer: Json | undefined): MetaError | undefined {
  const text = asString(footer?.['text']) ?? '';
  if (text.length > 60)
    return broken(2388073, 'Character limit exceeded', 'The footer is longer than 60 characters.');
  return listVariables(text).length > 0
    ? broken(2388073, 'Footer variables', 'A footer may not have variables.')
    : undefined;
}

function checkButtons(component: Json | undefined): MetaError | undefined {
  const buttons = asArray(component?.['buttons']).map((button) => asObject(button) ?? {});
  const kinds = buttons.map((button) => asString(button['type']) ?? '');
  const count = (kind: string): number => kinds.filter((candidate) => candidate === kind).length;
  if (buttons.length > 10 || count('URL') > 2 || count('PHONE_NUMBER') > 1 || count('COPY_CODE') > 1)
    return broken(2388072, 'Too many buttons', 'At most 10 buttons, of them 2 URL, 1 phone and 1 copy code.');
  if (buttons.some((button) => (asString(button['text']) ?? '').length > 25))
    return broken(2388072, 'Button text', 'A button has at most 25 characters.');
  const blocks = kinds.filter(
    (kind, index) => kind === 'QUICK_REPLY' && kinds[index - 1] !== 'QUICK_REPLY',
  ).length;
  return blocks > 1 ? broken(2388072, 'Button order', 'Quick replies must stand together.') : undefined;
}

function broken(subcode: number, userTitle: string, userMessage: string): MetaError {
  return metaError(100, {
    message: 'Invalid parameter',
    subcode,
    userTitle,
    userMessage,
    isTransient: false,
  });
}
