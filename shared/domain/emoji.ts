/** Costly to make, so it is made once. */
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u;

/** Whether a text is exactly one emoji as people see them: flags, skin tones and families are one. */
export function isOneEmoji(text: string): boolean {
  return text.length <= 40 && PICTURE.test(text) && [...segmenter.segment(text)].length === 1;
}

/** Whether a text is nothing but one to three emoji, which are shown large. */
export function isEmojiOnly(text: string): boolean {
  const trimmed = text.replaceAll(/\s+/gu, '');
  if (trimmed === '' || trimmed.length > 40) return false;
  const graphemes = [...segmenter.segment(trimmed)];
  return graphemes.length <= 3 && graphemes.every(({ segment }) => PICTURE.test(segment));
}
