import { expect, test } from 'vitest';
import { copyableText, formatTypedNumber, nameFileKind } from '../../../../renderer/words/content-words.ts';

test.each([
  ['application/pdf', 'cv.pdf', 'PDF'],
  ['audio/ogg; codecs=opus', undefined, 'Audio'],
  ['image/heic', undefined, 'Picture'],
  ['application/octet-stream', 'plan.dwg', 'DWG file'],
  ['application/octet-stream', undefined, 'File'],
])('%s named %s is a %s', (mimeType, fileName, words) => {
  expect(nameFileKind(mimeType, fileName)).toBe(words);
});

test('copying a template takes what the person saw, without marks', () => {
  const content = {
    type: 'template',
    templateId: 't',
    name: 'job',
    language: 'en_GB',
    category: 'marketing',
    values: {},
    rendered: { header: 'Job', body: 'Hi *Amara*', footer: 'Reply STOP', buttons: [] },
  } as const;
  expect(copyableText({ ...content, rendered: { ...content.rendered, buttons: [] } })).toBe(
    'Job\n\nHi Amara\n\nReply STOP',
  );
});

test('copying a file takes a name that reads as it is', () => {
  const media = { mimeType: 'application/pdf', fileName: 'CV\u202Efdp.exe', caption: 'Mine' };
  expect(copyableText({ type: 'document', media })).toBe('CVfdp.exe\nMine');
});

test.each([
  ['+447700900123', '07700 900123'],
  ['+44 7700 900123', '07700 900123'],
  ['07700900123', '07700 900123'],
  ['ask Tom', 'ask Tom'],
  ['', ''],
])('a number on a contact card typed as %j is shown as %j', (raw, shown) => {
  expect(formatTypedNumber(raw)).toBe(shown);
});
