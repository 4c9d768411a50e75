import { z } from 'zod';
import { foldText } from './fold-text.ts';
import { MERGE_CODES, type MergeCode } from './merge-codes.ts';

export const CANNED_REPLY_SCOPES = ['own', 'agency'] as const;
export type CannedReplyScope = (typeof CANNED_REPLY_SCOPES)[number];

/** Words that somebody uses again and again. `own`: one user's; `agency`: everybody's, kept by administrators. */
export const cannedReplySchema = z.object({
  id: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[\w-]+$/),
  scope: z.enum(CANNED_REPLY_SCOPES),
  /** What is typed behind the slash. */
  name: z.string().trim().min(1).max(60),
  /** Merge codes stand in it as `[known as]`, so that nobody ever meets a brace. */
  text: z.string().trim().min(1).max(4_096),
});
export type CannedReply = z.infer<typeof cannedReplySchema>;

/** How many one user, and the agency, may have. */
export const MAX_CANNED_REPLIES = 300;

/** As people read and write the merge codes. */
export const MERGE_CODE_LABELS: Readonly<Record<MergeCode, string>> = {
  KNOWNAS: 'known as',
  FIRSTNAME: 'first name',
  LASTNAME: 'last name',
  JOBTITLE: 'job title',
  COMPANY: 'company',
  PRIMARYEMAILADDRESS: 'email address',
  CONSULTANTUSERNAME: 'my name',
};

const BY_LABEL: ReadonlyMap<string, MergeCode> = new Map(
  MERGE_CODES.map((code) => [MERGE_CODE_LABELS[code], code]),
);
const CODE = new RegExp(`\\[(${[...BY_LABEL.keys()].join('|')})\\]`, 'gi');

export type ReplyPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly code: MergeCode; readonly label: string };

/** A reply cut into its words and its codes. */
export function splitReply(text: string): readonly ReplyPart[] {
  const parts: ReplyPart[] = [];
  let from = 0;
  for (const match of text.matchAll(CODE)) {
    const label = (match[1] ?? '').toLowerCase();
    const code = BY_LABEL.get(label);
    if (code === undefined) continue;
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push({ kind: 'code', code, label });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

/** The reply for one person. What the record does not have stays standing as `[job title]`: `listGaps` finds it. */
export function fillReply(text: string, values: Readonly<Partial<Record<MergeCode, string>>>): string {
  return splitReply(text)
    .map((part) => (part.kind === 'text' ? part.text : values[part.code] || `[${part.label}]`))
    .join('');
}

/** The codes that still stand in a text. Whoever sent it would embarrass themselves. */
export function listGaps(text: string): readonly string[] {
  return [...new Set(splitReply(text).flatMap((part) => (part.kind === 'code' ? [part.label] : [])))];
}

/** Those whose name begins with what was typed, then those whose name or text holds it. */
export function findReplies<Reply extends Pick<CannedReply, 'name' | 'text'>>(
  replies: readonly Reply[],
  query: string,
): readonly Reply[] {
  const wanted = foldText(query);
  const rank = ({ name, text }: Reply) => {
    if (foldText(name).startsWith(wanted)) return 0;
    if (foldText(name).includes(wanted)) return 1;
    return foldText(text).includes(wanted) ? 2 : 3;
  };
  return replies
    .filter((reply) => rank(reply) < 3)
    .toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
}
