import type { Json } from '../../world/entities.ts';
import { asArray, asObject, asString } from '../graph-request.ts';
import { invalidParameter, metaError, type MetaError } from '../meta-error.ts';

const knownKinds: ReadonlySet<string> = new Set([
  'button',
  'list',
  'cta_url',
  'location_request_message',
  'request_contact_info',
  'flow',
  'product',
  'product_list',
  'catalog_message',
]);

type Rule = { readonly holds: boolean; readonly says: string };

/** Checks reply buttons and lists against their limits (reference section 2.6); other kinds only for their frame. */
export function checkInteractive(interactive: Json): MetaError | undefined {
  const kind = asString(interactive['type']) ?? '';
  if (!knownKinds.has(kind))
    return invalidParameter({
      message: `Param interactive['type'] must be one of {${[...knownKinds].join(', ')}} - got "${kind}".`,
    });
  const action = asObject(interactive['action']);
  if (action === undefined) return metaError(131008, { details: 'interactive: action is required' });
  const body = asString(asObject(interactive['body'])?.['text']) ?? '';
  const broken = [
    ...frameRules(interactive, body, kind),
    ...(kind === 'button' ? buttonRules(action) : []),
    ...(kind === 'list' ? listRules(action) : []),
  ].find((rule) => !rule.holds);
  return broken === undefined ? undefined : metaError(131009, { details: broken.says });
}

function frameRules(interactive: Json, body: string, kind: string): Rule[] {
  const footer = asString(asObject(interactive['footer'])?.['text']) ?? '';
  const header = asObject(interactive['header']);
  const headerText = asString(header?.['text']) ?? '';
  const limit = kind === 'list' ? 4_096 : 1_024;
  return [
    { holds: body.length > 0 || kind === 'product', says: 'Interactive body text is required' },
    { holds: body.length <= limit, says: `Body text length invalid. Min length: 1, Max length: ${limit}` },
    { holds: footer.length <= 60, says: 'Footer text length invalid. Max length: 60' },
    { holds: headerText.length <= 60, says: 'Header text length invalid. Max length: 60' },
    {
      holds: kind !== 'list' || header === undefined || header['type'] === 'text',
      says: 'Only text headers are allowed for interactive lists',
    },
  ];
}

function buttonRules(action: Json): Rule[] {
  const replies = asArray(action['buttons']).map((button) => asObject(asObject(button)?.['reply']) ?? {});
  const titles = replies.map((reply) => asString(reply['title']) ?? '');
  const ids = replies.map((reply) => asString(reply['id']) ?? '');
  return [
    {
      holds: replies.length >= 1 && replies.length <= 3,
      says: 'Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3',
    },
    {
      holds: titles.every((title) => title.length >= 1 && title.length <= 20),
      says: 'Button title length invalid. Min length: 1, Max length: 20',
    },
    { holds: new Set(titles).size === titles.length, says: 'Button titles must be unique' },
    {
      holds: ids.every((id) => id.length >= 1 && id.length <= 256),
      says: 'Button id length invalid. Min length: 1, Max length: 256',
    },
    { holds: new Set(ids).size === ids.length, says: 'Button ids must be unique' },
  ];
}

function listRules(action: Json): Rule[] {
  const sections = asArray(action['sections']).map((section) => asObject(section) ?? {});
  const rows = sections.flatMap((section) => asArray(section['rows'])).map((row) => asObject(row) ?? {});
  const button = asString(action['button']) ?? '';
  const isWithin = (value: unknown, least: number, most: number): boolean => {
    const length = asString(value)?.length ?? 0;
    return length >= least && length <= most;
  };
  return [
    { holds: isWithin(button, 1, 20), says: 'List button length invalid. Min length: 1, Max length: 20' },
    { holds: sections.length >= 1 && sections.length <= 10, says: 'Invalid sections count. Min: 1, Max: 10' },
    { holds: rows.length >= 1 && rows.length <= 10, says: 'Total row count exceed max allowed count: 10' },
    {
      holds: sections.every((section) => isWithin(section['title'], sections.length > 1 ? 1 : 0, 24)),
      says: 'Section title length invalid. Max length: 24',
    },
    {
      holds: rows.every((row) => isWithin(row['id'], 1, 200)),
      says: 'Row id length invalid. Max length: 200',
    },
    {
      holds: rows.every((row) => isWithin(row['title'], 1, 24)),
      says: 'Row title length invalid. Max length: 24',
    },
    {
      holds: rows.every((row) => isWithin(row['description'], 0, 72)),
      says: 'Row description length invalid. Max length: 72',
    },
  ];
}
