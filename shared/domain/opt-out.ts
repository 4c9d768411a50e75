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
const START_WORDS = ['start', 'unstop', 'subscribe', 'opt in', 'optin', 'opt-in'];

/**
 * Whether a whole message is a request to stop or to start again: trimmed, any case, ending punctuation ignored. A word
 * inside a sentence is no request ("please don't stop"). Source of the words: Meta's opt-out practice, product.md.
 */
export function findConsentWord(text: string): ConsentWord | undefined {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/[.!\s]+$/u, '')
    .replace(/^["'“‘]+|["'”’]+$/gu, '')
    .replace(/\s+/gu, ' ');
  if (STOP_WORDS.includes(word)) return 'stop';
  if (START_WORDS.includes(word)) return 'start';
  return undefined;
}
