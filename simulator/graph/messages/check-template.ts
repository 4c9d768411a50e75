import type { Json, PhoneNumber, Template } from '../../world/entities.ts';
import { asObject, asString } from '../graph-request.ts';
import { invalidParameter, metaError, type MetaError } from '../meta-error.ts';
import { renderTemplate } from './render-template.ts';
import {
  findComponent,
  findSentButton,
  findSentComponent,
  listButtons,
  listParameters,
  listVariables,
} from './template-parts.ts';

const BODY_LIMIT = 1_024;
const HEADER_LIMIT = 60;
const mediaFormats: ReadonlySet<string> = new Set(['IMAGE', 'VIDEO', 'DOCUMENT']);
const sendableStates: ReadonlySet<string> = new Set([
  'APPROVED',
  'FLAGGED',
  'REINSTATED',
  'PAUSED',
  'DISABLED',
]);

/** Checks a template send in Meta's order: 132001, 131008, 132000, 132012, 132005, then state, then hello_world (reference section 11). */
export function checkTemplate(
  template: Template | undefined,
  sent: Json,
  phoneNumber: PhoneNumber,
): MetaError | undefined {
  const name = asString(sent['name']);
  const language = asString(asObject(sent['language'])?.['code']);
  if (!name || !language)
    return metaError(131008, { details: `template: ${name ? "language['code']" : 'name'} is required` });
  if (template === undefined || !sendableStates.has(template.status)) {
    return metaError(132001, { details: `template name (${name}) does not exist in ${language}` });
  }
  return (
    checkPresence(template, sent) ??
    checkValues(template, sent) ??
    checkCounts(template, sent) ??
    checkKinds(template, sent) ??
    checkLength(template, sent) ??
    checkState(template, phoneNumber)
  );
}

function checkPresence(template: Template, sent: Json): MetaError | undefined {
  const format = headerFormat(template);
  if (
    format !== undefined &&
    format !== 'TEXT' &&
    listParameters(findSentComponent(sent, 'header')).length === 0
  ) {
    return metaError(131008, { details: `header: Header of format ${format} requires a parameter` });
  }
  for (const [index, button] of listButtons(template).entries()) {
    const kind = asString(button['type']) ?? '';
    const needsValue =
      kind === 'COPY_CODE' || (kind === 'URL' && listVariables(asString(button['url']) ?? '').length > 0);
    if (needsValue && listParameters(findSentButton(sent, index)).length === 0) {
      return metaError(131008, {
        details: `buttons: Button at index ${index} of type ${kind === 'URL' ? 'Url' : 'CopyCode'} requires a parameter`,
      });
    }
  }
  return undefined;
}

function checkValues(template: Template, sent: Json): MetaError | undefined {
  for (const type of ['header', 'body']) {
    for (const parameter of listParameters(findSentComponent(sent, type))) {
      if (parameter['type'] !== 'text') continue;
      const text = asString(parameter['text']);
      if (!text)
        return invalidParameter({
          details: "Parameter 'text' is mandatory for component parameter type 'text'",
        });
      if (/[\n\r\t]| {5,}/.test(text))
        return invalidParameter({
          details: 'Param text cannot have new-line/tab characters or more than 4 consecutive spaces',
        });
      if (template.parameterFormat === 'NAMED' && !parameter['parameter_name'])
        return invalidParameter({ details: 'Parameter name is missing or empty' });
    }
  }
  return undefined;
}

function checkCounts(template: Template, sent: Json): MetaError | undefined {
  const header = findComponent(template, 'HEADER');
  const headerText = header?.['format'] === 'TEXT' ? (asString(header['text']) ?? '') : undefined;
  const headerError =
    headerText === undefined
      ? undefined
      : checkCount('header', headerText, listParameters(findSentComponent(sent, 'header')));
  const bodyText = asString(findComponent(template, 'BODY')?.['text']) ?? '';
  return headerError ?? checkCount('body', bodyText, listParameters(findSentComponent(sent, 'body')));
}

function checkCount(part: string, text: string, parameters: readonly Json[]): MetaError | undefined {
  const variables = listVariables(text);
  if (variables.length !== parameters.length) {
    return metaError(132000, {
      details: `${part}: number of localizable_params (${parameters.length}) does not match the expected number of params (${variables.length})`,
    });
  }
  const stranger = parameters
    .map((parameter) => asString(parameter['parameter_name']))
    .find((name) => name !== undefined && !variables.includes(name));
  return stranger === undefined
    ? undefined
    : invalidParameter({ details: `${part}: parameter name (${stranger}) does not exist in the template` });
}

function checkKinds(template: Template, sent: Json): MetaError | undefined {
  const expected = headerFormat(template);
  const header = listParameters(findSentComponent(sent, 'header'))[0];
  if (expected !== undefined && header !== undefined) {
    const wanted = expected.toLowerCase();
    if (header['type'] !== wanted || (wanted !== 'text' && asObject(header[wanted]) === undefined))
      return mismatch('header', expected, header);
    const file = asObject(header[wanted]);
    if (mediaFormats.has(expected) && !asString(file?.['id']) && !asString(file?.['link']))
      return metaError(131008, { details: `header: ${wanted} requires id or link` });
  }
  if (expected === undefined && header !== undefined)
    return metaError(132000, {
      details: 'header: number of localizable_params (1) does not match the expected number of params (0)',
    });
  const code = checkCodes(template, sent);
  if (code !== undefined) return code;
  const stranger = listParameters(findSentComponent(sent, 'body')).find(
    (parameter) => !['text', 'currency', 'date_time'].includes(asString(parameter['type']) ?? ''),
  );
  return stranger === undefined ? undefined : mismatch('body', 'TEXT', stranger);
}

const CODE_LIMIT = 20;

/** A copy-code button takes one `coupon_code` of at most twenty characters (reference section 2.7). */
function checkCodes(template: Template, sent: Json): MetaError | undefined {
  for (const [index, button] of listButtons(template).entries()) {
    if (button['type'] !== 'COPY_CODE') continue;
    const parameter = listParameters(findSentButton(sent, index))[0] ?? {};
    const code = asString(parameter['coupon_code']) ?? '';
    if (parameter['type'] !== 'coupon_code' || code === '')
      return mismatch('buttons', 'COUPON_CODE', parameter);
    if (code.length > CODE_LIMIT)
      return metaError(131009, { details: `buttons: coupon_code must be at most ${CODE_LIMIT} characters` });
  }
  return undefined;
}

function mismatch(part: string, expected: string, received: Json): MetaError {
  return metaError(132012, {
    details: `${part}: Format mismatch, expected ${expected}, received ${(asString(received['type']) ?? 'UNKNOWN').toUpperCase()}`,
  });
}

function checkLength(template: Template, sent: Json): MetaError | undefined {
  const rendered = renderTemplate(template, sent);
  if (rendered.body.length > BODY_LIMIT)
    return metaError(132005, {
      details: `body: translated text is too long (${rendered.body.length} > ${BODY_LIMIT})`,
    });
  if ((rendered.header ?? '').length > HEADER_LIMIT)
    return metaError(132005, {
      details: `header: translated text is too long (${rendered.header?.length} > ${HEADER_LIMIT})`,
    });
  return undefined;
}

function checkState(template: Template, phoneNumber: PhoneNumber): MetaError | undefined {
  if (template.status === 'PAUSED')
    return metaError(132015, {
      details: 'The template is paused because of low quality, so it cannot be sent.',
    });
  if (template.status === 'DISABLED')
    return metaError(132016, {
      details:
        'The template has been paused too many times because of low quality and is now permanently disabled.',
    });
  if (template.name === 'hello_world' && phoneNumber.accountMode === 'LIVE') return metaError(131058);
  return undefined;
}

function headerFormat(template: Template): string | undefined {
  return asString(findComponent(template, 'HEADER')?.['format']);
}
