import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameMediaFile } from '../../../../shared/domain/media-file-name.ts';

const AT = Date.UTC(2026, 10, 22, 10, 15, 30);
const PDF = 'application/pdf';
const name = (fileName: string | undefined, mimeType = PDF) =>
  nameMediaFile('document', { mimeType, fileName }, AT);

test.each([
  ['Sam Taylor CV.pdf', 'Sam Taylor CV.pdf'],
  ['Lebenslauf Jürgen Groß.docx', 'Lebenslauf Jürgen Groß.docx'],
  ['履歴書.pdf', '履歴書.pdf'],
  ['CV', 'CV.pdf'],
  ['CV v1.2 final', 'CV v1.2 final.pdf'],
  [undefined, 'Document 2026-11-22 10-15.pdf'],
  ['', 'Document 2026-11-22 10-15.pdf'],
  ['null.pdf', 'Document 2026-11-22 10-15.pdf'],
  ['file', 'Document 2026-11-22 10-15.pdf'],
  ['../../etc/passwd', '_.._etc_passwd.pdf'],
  ['C:\\Users\\sam\\cv.pdf', 'C__Users_sam_cv.pdf'],
  ['cv\u202Efdp.exe', 'cvfdp.exe'],
  ['cv\u0000\n.pdf', 'cv.pdf'],
  ['  .hidden.pdf. ', 'hidden.pdf'],
  ['con.pdf', '_con.pdf'],
  [`${'a'.repeat(300)}.pdf`, `${'a'.repeat(116)}.pdf`],
])('%j is saved as %j.', (given, saved) => {
  expect(name(given)).toBe(saved);
});

test.each(['constructor', '__proto__', 'toString'])('The kind %j has no extension.', (mimeType) => {
  expect(name('CV', mimeType)).toBe('CV');
});

test('What has no name says what it is and when it came.', () => {
  const media = { mimeType: 'audio/ogg; codecs=opus' };
  expect(nameMediaFile('audio', media, AT)).toBe('Audio 2026-11-22 10-15.ogg');
  expect(nameMediaFile('image', { mimeType: 'image/unheard-of' }, AT)).toBe('Photo 2026-11-22 10-15');
});

test('Whatever a stranger names a file, it is one name that a file system takes.', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const saved = name(given);
      expect(saved).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cf}]|^\.|[.\s]$|^$/u);
      expect(Array.from(saved).length).toBeLessThanOrEqual(120);
    }),
  );
});
