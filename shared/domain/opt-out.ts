export type ConsentWord = 'stop' | 'start';

const STOP_WORDS = [
  'stop',
  'unsubscribe',
  'opt out',
  'optout',
  'opt-out',
  'cancel',
  'end',
  'quit',
  'remove me',
];
/** No request with its quotes and blanks is longer, and a long text need not be searched. */
const LONGEST = 100;
const START_WORDS = ['start', 'unstop', 'subscribe', 'opt in', 'optin', 'opt-in'];

/**
 * Whether a whole message is a request to stop or to start again: trimmed, any case, ending punctuation ignored. A word
 * inside a sentence is no request ("please don't stop"). Source of the words: Meta's opt-out practice, product.md.
 */
export function findConsentWord(text: string): ConsentWord | undefined {
  if (text.length > LONGEST) return undefined;
  const word = text
    .toLowerCase()
    .replace(/^["'“‘\s]+|["'”’.,;!\s]+$/gu, '')
    .replace(/\s+/gu, ' ');
  if (STOP_WORDS.includes(word)) return 'stop';
  if (START_WORDS.includes(word)) return 'start';
  return undefined;
}
