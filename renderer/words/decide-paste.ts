/** What the clipboard brings. */
type Pasted = {
  readonly types: readonly string[];
  readonly text: string;
  readonly fileCount: number;
};

/** `default`: the browser pastes what it would anyway. */
type PasteVerdict =
  | { readonly kind: 'files' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'default' };

/**
 * Whether what is pasted are files or words. Word, Excel and Outlook lay a picture of the text beside it: text that comes with
 * a formatted twin is meant as words. A file that was copied on a Mac has its name as text, but no twin; a picture out of
 * a browser has a twin, but no text.
 */
export function decidePaste({ types, text, fileCount }: Pasted): PasteVerdict {
  const isDocument = text.trim() !== '' && types.some((type) => FORMATTED.has(type));
  if (fileCount > 0 && !isDocument) return { kind: 'files' };
  const plain = breakLines(text);
  return plain === text ? { kind: 'default' } : { kind: 'text', text: plain };
}

const FORMATTED: ReadonlySet<string> = new Set(['text/html', 'text/rtf']);

/** Word's line break within a paragraph is a vertical tab, its page break a form feed; Unicode has two of its own. */
function breakLines(text: string): string {
  return text.replaceAll(/[\v\f\u2028\u2029]/gu, '\n');
}
