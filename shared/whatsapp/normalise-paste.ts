/**
 * Undoes what web pages, chat programs, word processors and shells do to a pasted command: line ends, invisible
 * characters, typographic quotes and dashes, HTML entities, prompts, Markdown fences and continued lines.
 */
export function normalisePaste(text: string): string {
  return joinContinuedLines(
    text
      .replace(/\r\n?|\u2028|\u2029/g, '\n')
      .replace(/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g, '')
      .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
      .replace(/[‘’‚‛′]/g, "'")
      .replace(/[“”„‟″]/g, '"')
      .replace(/[‐-―]/g, '-')
      .replace(/&quot;/g, '"')
      .replace(/&#0?39;|&apos;/g, "'")
      .replace(/&nbsp;/g, ' ')
      .replace(/&amp;/g, '&')
      .split('\n')
      .filter((line) => !/^\s*(```|~~~)/.test(line))
      .map((line) => line.replace(PROMPT, '')),
  );
}

/** `$ `, `> `, `>> `, `C:\Users\sam>`, `PS C:\>`: before a command, not part of it. */
const PROMPT = /^\s*(?:(?:PS )?[A-Za-z]:\\[^>\n]*>+ ?|[$%#] |>{1,2} )/;

/** Lines that end in `\` (shells), a back-tick (PowerShell) or `^` (cmd) go on in the next one. */
function joinContinuedLines(lines: readonly string[]): string {
  let isContinued = false;
  return lines.reduce((text, line) => {
    const separator = isContinued ? ' ' : '\n';
    const trimmed = line.trimEnd();
    isContinued = /[\\`^]$/.test(trimmed);
    return `${text}${separator}${isContinued ? trimmed.slice(0, -1) : line}`;
  }, '');
}
