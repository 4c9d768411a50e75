import { z } from 'zod';
import { parsePhoneNumber } from '../domain/phone-number.ts';

export type ExampleBody = {
  /** E.164 with plus. */
  readonly testRecipient?: string;
  readonly template?: {
    readonly name: string;
    readonly language?: string;
    /** How many values the body takes. */
    readonly parameterCount: number;
  };
};

const bodySchema = z.object({
  to: z.string().optional().catch(undefined),
  template: z
    .object({
      name: z.string(),
      language: z.object({ code: z.string() }).optional().catch(undefined),
      components: z
        .array(z.object({ type: z.string(), parameters: z.array(z.unknown()).catch([]).default([]) }))
        .catch([])
        .default([]),
    })
    .optional()
    .catch(undefined),
});

/** What the example would send, from text that `normalisePaste` has cleaned. Never fails: a body beyond repair is empty. */
export function readExampleBody(text: string): ExampleBody {
  const json = findJson(text);
  const body = bodySchema.safeParse(json).data;
  const to = body === undefined ? LOOSE_TO.exec(text)?.[1] : body.to;
  const testRecipient = to === undefined ? undefined : readRecipient(to);
  return {
    ...(testRecipient === undefined ? {} : { testRecipient }),
    ...(body?.template === undefined
      ? {}
      : {
          template: {
            name: body.template.name,
            ...(body.template.language === undefined ? {} : { language: body.template.language.code }),
            parameterCount: body.template.components
              .filter((component) => component.type.toLowerCase() === 'body')
              .reduce((count, component) => count + component.parameters.length, 0),
          },
        }),
  };
}

const LOOSE_TO = /["']to[\\`]*["']\s*:\s*[\\`]*["']([+\d][\d\s()-]{6,20})[\\`]*["']/;

/** `to` has the country code with or without plus; a national number is read as one of the default country. */
function readRecipient(to: string): string | undefined {
  const digits = to.replace(/[\s()-]/g, '');
  if (!/^\+?\d{7,18}$/.test(digits)) return undefined;
  return (/^[+0]/.test(digits) ? parsePhoneNumber(digits) : parsePhoneNumber(`+${digits}`))?.e164;
}

/** The first object after `-d` or `--data…`, or else the one that names the messaging product. */
function findJson(text: string): unknown {
  const flag = /(?:^|\s)-{1,2}(?:data(?:-raw|-binary|-ascii)?|d)\b[\s=$]*["']?@?/.exec(text);
  const starts = [
    flag === null ? -1 : text.indexOf('{', flag.index),
    text.lastIndexOf('{', Math.max(0, text.search(/messaging_product/))),
    text.indexOf('{'),
  ];
  for (const start of starts) {
    const json = start < 0 ? undefined : parseLeniently(cutObject(text.slice(start)));
    if (json !== undefined) return json;
  }
  return undefined;
}

/** Up to the brace that closes the first one, or all of it. */
function cutObject(text: string): string {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '{') depth += 1;
    if (text[index] === '}') depth -= 1;
    if (depth === 0) return text.slice(0, index + 1);
  }
  return text;
}

/** As it stands; then without the escapes of PowerShell and cmd (`\"`, a back-tick, `""`). */
function parseLeniently(text: string): unknown {
  const plain = text.replace(/[\\`]+"/g, '"');
  for (const attempt of [text, plain, plain.replace(/""(?=[^\s,:}\]])|(?<=[^\s,:{[])""/g, '"')]) {
    try {
      return JSON.parse(attempt) as unknown;
    } catch {
      continue;
    }
  }
  return undefined;
}
