import { expect, it } from 'vitest';
import type { OutboundKind } from '../../../../shared/domain/outbound-files.ts';
import { explainBadHeaderFile, findHeaderFileKind } from '../../../../shared/domain/template-header-file.ts';
import type { Template } from '../../../../shared/domain/template.ts';

type Format = NonNullable<Template['header']>['format'];

it.each<[Format | 'none', OutboundKind | undefined, RegExp | undefined]>([
  ['image', 'image', undefined],
  ['video', 'video', undefined],
  ['document', 'document', undefined],
  ['image', undefined, /^This template needs a picture at its top\. Choose a JPEG or PNG/u],
  ['image', 'document', /needs a picture at its top, and this is a document\. Choose a JPEG/u],
  ['video', 'image', /needs a video at its top, and this is a picture\. Choose an MP4/u],
  ['document', 'audio', /needs a document at its top, and this is a sound\. Choose a PDF/u],
  ['text', 'image', /takes no file/u],
  ['none', 'document', /takes no file/u],
  ['text', undefined, undefined],
  ['location', undefined, undefined],
  ['none', undefined, undefined],
])('a header of the format %s with the file %s', (format, given, problem) => {
  const template = format === 'none' ? {} : { header: { format } };
  const sentence = explainBadHeaderFile(template, given);
  if (problem === undefined) expect(sentence).toBeUndefined();
  else expect(sentence).toMatch(problem);
});

it('has no file where the header is of a kind that is not known', () => {
  expect(findHeaderFileKind({ header: { format: 'other' } })).toBeUndefined();
});
