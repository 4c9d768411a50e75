import { expect, test } from 'vitest';
import { judgeOutboundFile } from '../../../../shared/domain/outbound-files.ts';

const MB = 1024 * 1024;

test.each([
  ['CV.pdf', '', 100 * MB, 'document', 'application/pdf'],
  ['CV.PDF', 'application/octet-stream', 1, 'document', 'application/pdf'],
  [
    'Letter.docx',
    'application/zip',
    5,
    'document',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  ['photo.jpeg', 'image/jpeg', 5 * MB, 'image', 'image/jpeg'],
  ['clip.mp4', 'video/mp4', 16 * MB, 'video', 'video/mp4'],
  ['note.m4a', 'audio/x-m4a', 16 * MB, 'audio', 'audio/mp4'],
  ['image', 'image/png', 10, 'image', 'image/png'],
])('%s (%s) of %d bytes goes as %s', (fileName, mimeType, size, kind, type) => {
  expect(judgeOutboundFile({ fileName, mimeType, size })).toEqual({ ok: true, kind, mimeType: type });
});

test.each([
  [
    'photo.png',
    5 * MB + 1,
    'A picture may have 5 MB on WhatsApp; this one has 5.1 MB. Make it smaller, or send it inside a PDF.',
  ],
  ['clip.mp4', 17 * MB, 'A video may have 16 MB on WhatsApp; this one has 17.0 MB.'],
  ['note.mp3', 20 * MB, 'A sound may have 16 MB'],
  ['CV.pdf', 101 * MB, 'A document may have 100 MB'],
  ['CV.pdf', 0, 'This file is empty.'],
  ['CV.zip', 5, 'WhatsApp does not take files of the kind .zip. Save it as a PDF'],
  ['setup.exe', 5, 'WhatsApp does not take files of the kind .exe.'],
  ['CV', 5, 'WhatsApp does not take files without an extension.'],
])('%s of %d bytes is refused: %s', (fileName, size, words) => {
  const judged = judgeOutboundFile({ fileName, size });
  expect(judged.ok ? '' : judged.problem).toContain(words);
});
