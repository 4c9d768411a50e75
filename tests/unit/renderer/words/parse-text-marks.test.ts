import { describe, expect, test } from 'vitest';
import { parseTextMarks, stripTextMarks } from '../../../../renderer/words/parse-text-marks.ts';

const text = (value: string) => ({ kind: 'text', text: value });

describe('WhatsApp marks', () => {
  test.each([
    ['*bold*', [{ kind: 'bold', pieces: [text('bold')] }]],
    ['_italic_', [{ kind: 'italic', pieces: [text('italic')] }]],
    ['~gone~', [{ kind: 'strike', pieces: [text('gone')] }]],
    ['```mono```', [{ kind: 'mono', text: 'mono' }]],
    ['`code`', [{ kind: 'code', text: 'code' }]],
    ['a *b* c', [text('a '), { kind: 'bold', pieces: [text('b')] }, text(' c')]],
    ['(*b*), yes', [text('('), { kind: 'bold', pieces: [text('b')] }, text('), yes')]],
    ['*a _b_*', [{ kind: 'bold', pieces: [text('a '), { kind: 'italic', pieces: [text('b')] }] }]],
  ])('%s is formatted as WhatsApp does', (typed, pieces) => {
    expect(parseTextMarks(typed)).toEqual(pieces);
  });

  test.each([
    '2*3*4',
    'a * b * c',
    '* list',
    '*open',
    'snake_case_name',
    '**',
    '*a\nb*',
    '~ no ~',
    '```',
    '',
  ])('%j stays as it was typed', (typed) => {
    expect(stripTextMarks(typed)).toBe(typed);
    expect(parseTextMarks(typed).every((piece) => piece.kind === 'text')).toBe(true);
  });

  test('marks inside mono text are not read', () => {
    expect(parseTextMarks('```*a*```')).toEqual([{ kind: 'mono', text: '*a*' }]);
  });

  test('mono text may span lines', () => {
    expect(parseTextMarks('```a\nb```')).toEqual([{ kind: 'mono', text: 'a\nb' }]);
  });

  test('a text of nothing but opening marks is read in reasonable time', () => {
    const hostile = '*a '.repeat(1_300);
    expect(stripTextMarks(hostile)).toBe(hostile);
  });
});

describe('links', () => {
  test('an https link knows its real host', () => {
    expect(parseTextMarks('see https://a.example/x?y=1.')).toEqual([
      text('see '),
      { kind: 'link', text: 'https://a.example/x?y=1', url: 'https://a.example/x?y=1', leadsTo: 'a.example' },
      text('.'),
    ]);
  });

  test('an http link is one too', () => {
    expect(parseTextMarks('http://a.example')[0]).toMatchObject({ kind: 'link', url: 'http://a.example' });
  });

  test('a link without a scheme is opened by https', () => {
    expect(parseTextMarks('www.a.example')).toEqual([
      { kind: 'link', text: 'www.a.example', url: 'https://www.a.example', leadsTo: 'www.a.example' },
    ]);
  });

  test('the host of a misleading link is the one that it leads to', () => {
    const [piece] = parseTextMarks('https://bank.example@evil.example/login');
    expect(piece).toMatchObject({ kind: 'link', leadsTo: 'evil.example' });
  });

  test.each(['ftp://a.example', 'javascript:alert(1)', 'file:///etc/passwd', 'https://'])(
    '%s is no link: main would refuse it',
    (typed) => {
      expect(parseTextMarks(typed)).toEqual([text(typed)]);
    },
  );

  test('underscores of a link are no marks', () => {
    expect(parseTextMarks('https://a.example/_b_c_')[0]).toMatchObject({ kind: 'link' });
    expect(parseTextMarks('https://a.example/a_b_c')).toHaveLength(1);
  });
});

test('a link ends where a mark would turn its letters around', () => {
  const pieces = parseTextMarks('https://example.com/\u202Egnp.exe');
  expect(pieces[0]).toMatchObject({ kind: 'link', url: 'https://example.com/' });
});
