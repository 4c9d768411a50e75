import { expect, test } from 'vitest';
import { findPreviewKind } from '../../../../renderer/documents/preview-kind.ts';
import { readText } from '../../../../renderer/documents/read-file.ts';

test.each([
  ['CV.pdf', 'application/octet-stream', 'pdf'],
  ['CV.PDF', '', 'pdf'],
  ['CV.docx', 'application/pdf', 'word'],
  ['CV.doc', 'application/msword', undefined],
  ['CV.pdf.exe', 'application/pdf', undefined],
  ['CV', 'application/pdf', 'pdf'],
  ['CV', 'text/plain; charset=utf-8', 'text'],
  ['CV', 'text/html', undefined],
])('%s (%s) is shown as %s', (name, type, kind) => {
  expect(findPreviewKind(name, type)).toBe(kind);
});

test('text is read as it was written, and cut where it does not end', () => {
  expect(readText(new TextEncoder().encode('Zwölf'))).toBe('Zwölf');
  expect(readText(new Uint8Array([90, 246]))).toBe('Zö');
  expect(readText(new Uint8Array(600_000).fill(97))).toContain('The rest is not shown here');
});
