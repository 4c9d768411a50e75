import type { Json, RenderedButton, RenderedTemplate, Template } from '../../world/entities.ts';
import { asObject, asString } from '../graph-request.ts';
import {
  findComponent,
  findSentButton,
  findSentComponent,
  listButtons,
  listParameters,
} from './template-parts.ts';

/** The template as the person will see it. Expects a request that passed the checks; a missing value stays a placeholder. */
export function renderTemplate(template: Template, sent: Json): RenderedTemplate {
  const header = findComponent(template, 'HEADER');
  const headerParameters = listParameters(findSentComponent(sent, 'header'));
  const format = asString(header?.['format']);
  return {
    name: template.name,
    headerFormat: format,
    header: format === 'TEXT' ? fill(asString(header?.['text']) ?? '', headerParameters) : undefined,
    headerMedia:
      format === undefined || format === 'TEXT'
        ? undefined
        : asObject(headerParameters[0]?.[format.toLowerCase()]),
    body: fill(
      asString(findComponent(template, 'BODY')?.['text']) ?? '',
      listParameters(findSentComponent(sent, 'body')),
    ),
    footer: asString(findComponent(template, 'FOOTER')?.['text']),
    buttons: listButtons(template).map((button, index) =>
      renderButton(button, listParameters(findSentButton(sent, index))[0]),
    ),
  };
}

function renderButton(button: Json, parameter: Json | undefined): RenderedButton {
  const text = asString(button['text']) ?? '';
  const url = asString(button['url'])?.replace(/\{\{\s*\w+\s*\}\}/, asString(parameter?.['text']) ?? '');
  return {
    kind: asString(button['type']) ?? '',
    text,
    payload: asString(parameter?.['payload']) ?? text,
    url,
  };
}

function fill(text: string, parameters: readonly Json[]): string {
  const values = new Map(
    parameters.map((parameter, index) => [
      asString(parameter['parameter_name']) ?? String(index + 1),
      valueOf(parameter),
    ]),
  );
  return text.replaceAll(
    /\{\{\s*([a-z0-9_]+)\s*\}\}/g,
    (placeholder, name: string) => values.get(name) ?? placeholder,
  );
}

function valueOf(parameter: Json): string {
  const typed = asObject(parameter['currency']) ?? asObject(parameter['date_time']);
  return asString(parameter['text']) ?? asString(typed?.['fallback_value']) ?? '';
}
