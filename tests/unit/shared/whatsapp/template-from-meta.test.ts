import { expect, test } from 'vitest';
import {
  normaliseLanguage,
  qualityFromMeta,
  templateFromMeta,
} from '../../../../shared/whatsapp/template-from-meta.ts';

const CONTEXT = { wabaId: '100', syncedAt: 5 };
const FULL = {
  id: '987650001',
  name: 'interview_invite',
  language: 'en_GB',
  status: 'APPROVED',
  category: 'UTILITY',
  parameter_format: 'POSITIONAL',
  quality_score: { score: 'GREEN', date: 1 },
  rejected_reason: 'NONE',
  components: [
    { type: 'HEADER', format: 'TEXT', text: 'Interview' },
    { type: 'BODY', text: 'Hi {{1}}' },
    { type: 'FOOTER', text: 'Reply STOP' },
    {
      type: 'BUTTONS',
      buttons: [
        { type: 'QUICK_REPLY', text: 'Accept' },
        { type: 'URL', text: 'Details', url: 'https://x.example/{{1}}' },
        { type: 'PHONE_NUMBER', text: 'Call' },
        { type: 'COPY_CODE', text: 'Copy' },
        { type: 'FLOW', text: 'Form' },
      ],
    },
  ],
};

test('A template is read with every part.', () => {
  expect(templateFromMeta(FULL, CONTEXT)).toEqual({
    id: '987650001',
    wabaId: '100',
    name: 'interview_invite',
    language: 'en_GB',
    status: 'approved',
    category: 'utility',
    quality: 'green',
    parameterFormat: 'positional',
    header: { format: 'text', text: 'Interview' },
    body: 'Hi {{1}}',
    footer: 'Reply STOP',
    buttons: [
      { kind: 'reply', text: 'Accept' },
      { kind: 'url', text: 'Details', url: 'https://x.example/{{1}}' },
      { kind: 'phone', text: 'Call' },
      { kind: 'copy-code', text: 'Copy' },
      { kind: 'other', text: 'Form' },
    ],
    syncedAt: 5,
  });
});

test.each<[string, object, object]>([
  ['a status that we do not know', { status: 'ON_THE_MOON' }, { status: 'other' }],
  ['no status', { status: undefined }, { status: 'other' }],
  ['a category from the future', { category: 'SERVICE' }, { category: 'other' }],
  ['no quality', { quality_score: null }, { quality: 'unknown' }],
  [
    'a reason of rejection',
    { status: 'REJECTED', rejected_reason: 'SCAM' },
    { status: 'rejected', rejectedReason: 'SCAM' },
  ],
  [
    'named variables that are not declared',
    { parameter_format: undefined, components: [{ type: 'BODY', text: 'Hi {{first_name}}' }] },
    { parameterFormat: 'named' },
  ],
  [
    'numbered variables that are not declared',
    { parameter_format: undefined },
    { parameterFormat: 'positional' },
  ],
  [
    'a header of a kind from the future',
    { components: [{ type: 'HEADER', format: 'HOLOGRAM' }] },
    { header: { format: 'other' }, body: '' },
  ],
  ['no components', { components: undefined }, { body: '', buttons: [] }],
  ['components that are no list', { components: 'x' }, { body: '', buttons: [] }],
  ['an id that is a number', { id: 987650001 }, { id: '987650001' }],
  ['a language with a hyphen', { language: 'en-GB' }, { language: 'en_GB' }],
])('A template with %s stays in the list.', (_case, change, expected) => {
  expect(templateFromMeta({ ...FULL, ...change }, CONTEXT)).toMatchObject(expected);
});

test.each([[null], ['x'], [{}], [{ ...FULL, name: '' }], [{ ...FULL, id: undefined }]])(
  '%j is no template.',
  (raw) => {
    expect(templateFromMeta(raw, CONTEXT)).toBeUndefined();
  },
);

test('Languages and qualities have one spelling.', () => {
  expect(['en-US', 'en_us', 'EN_US', 'de', 'zh-Hant'].map(normaliseLanguage)).toEqual([
    'en_US',
    'en_US',
    'en_US',
    'de',
    'zh_HANT',
  ]);
  expect(['GREEN', 'yellow', 'RED', 'NA', '', null, undefined].map(qualityFromMeta)).toEqual([
    'green',
    'yellow',
    'red',
    'unknown',
    'unknown',
    'unknown',
    'unknown',
  ]);
});
