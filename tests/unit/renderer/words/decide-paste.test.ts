import { expect, test } from 'vitest';
import { decidePaste } from '../../../../renderer/words/decide-paste.ts';

const HTML = ['text/plain', 'text/html', 'text/rtf', 'Files'];

test.each<[string, Parameters<typeof decidePaste>[0], ReturnType<typeof decidePaste>]>([
  ['text', { types: ['text/plain'], text: 'a\nb', fileCount: 0 }, { kind: 'default' }],
  ['text from Word, with its picture', { types: HTML, text: 'a\r\nb', fileCount: 1 }, { kind: 'default' }],
  [
    'text from Word with breaks of its own',
    { types: HTML, text: 'a\vb\fc', fileCount: 1 },
    { kind: 'text', text: 'a\nb\nc' },
  ],
  [
    'text with Unicode’s breaks',
    { types: ['text/plain'], text: 'a\u2028b\u2029c', fileCount: 0 },
    { kind: 'text', text: 'a\nb\nc' },
  ],
  ['a picture of the screen', { types: ['Files'], text: '', fileCount: 1 }, { kind: 'files' }],
  [
    'a picture out of a browser',
    { types: ['text/html', 'Files'], text: '', fileCount: 1 },
    { kind: 'files' },
  ],
  [
    'a file copied on a Mac, with its name',
    { types: ['text/plain', 'Files'], text: 'CV.pdf', fileCount: 1 },
    { kind: 'files' },
  ],
])('%s', (_what, pasted, expected) => {
  expect(decidePaste(pasted)).toEqual(expected);
});
