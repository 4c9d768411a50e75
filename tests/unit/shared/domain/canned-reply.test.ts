import { describe, expect, it } from 'vitest';
import { fillReply, findReplies, listGaps, splitReply } from '../../../../shared/domain/canned-reply.ts';

describe('a canned reply', () => {
  it('is filled from the record, and what the record does not have stays standing and is named', () => {
    const text = 'Hi [Known as], about the [job title] role: is [email address] right? [my name]';
    const filled = fillReply(text, { KNOWNAS: 'Sam', CONSULTANTUSERNAME: 'Priya', JOBTITLE: '' });
    expect(filled).toBe('Hi Sam, about the [job title] role: is [email address] right? Priya');
    expect(listGaps(filled)).toEqual(['job title', 'email address']);
    expect(listGaps('Hi Sam')).toEqual([]);
  });

  it.each(['[]', '[salary]', '{{1}}', '[constructor]', 'see [1]', '[known as', ''])(
    'takes no other brackets for a value: %s',
    (text) => {
      expect(listGaps(text)).toEqual([]);
      expect(fillReply(text, { KNOWNAS: 'Sam' })).toBe(text);
    },
  );

  it('is cut into words and codes that make it whole again', () => {
    const parts = splitReply('[known as]: [company]!');
    expect(parts.map((part) => (part.kind === 'text' ? part.text : `[${part.label}]`)).join('')).toBe(
      '[known as]: [company]!',
    );
  });

  it('is found by the beginning of its name, then by any of its words, whatever the accents', () => {
    const replies = [
      { name: 'Thanks', text: 'Thank you for the CV' },
      { name: 'Send CV', text: 'Could you send it?' },
      { name: 'Café', text: 'Where we meet' },
      { name: 'CV arrived', text: 'Got it' },
    ];
    expect(findReplies(replies, 'cv').map(({ name }) => name)).toEqual(['CV arrived', 'Send CV', 'Thanks']);
    expect(findReplies(replies, 'cafe').map(({ name }) => name)).toEqual(['Café']);
    expect(findReplies(replies, '')).toHaveLength(4);
  });
});
