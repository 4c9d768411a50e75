import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseWebhook } from '../../../../shared/whatsapp/webhook.ts';
import { NOW, METADATA, SAM, TEXT, REPORT, webhook, parseValue } from './webhook-fixtures.ts';

test('Whatever Meta, or somebody in its name, sends: it is cut into items and nothing throws.', () => {
  const value = fc.record({
    metadata: fc.oneof(fc.constant(METADATA), fc.anything()),
    contacts: fc.anything(),
    messages: fc.oneof(
      fc.anything(),
      fc.array(
        fc.record({ id: fc.anything(), type: fc.anything(), from: fc.anything(), system: fc.anything() }),
      ),
    ),
    statuses: fc.oneof(
      fc.anything(),
      fc.array(fc.record({ id: fc.anything(), status: fc.anything(), errors: fc.anything() })),
    ),
  });
  fc.assert(
    fc.property(
      value,
      fc.constantFrom('messages', 'user_preferences', 'template_category_update'),
      (content, field) => {
        expect(parseWebhook(webhook(field, content), NOW)?.length).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});

test('The link to a file is told beside the content, never in it, and only where it is one.', () => {
  const media = { id: '1', mime_type: 'image/png', url: 'https://lookaside.fbsbx.com/1?mid=1' };
  const parse = (image: object) =>
    parseValue({ contacts: [SAM], messages: [{ ...TEXT, from: '447700900456', type: 'image', image }] })[0];
  expect(parse(media)).toMatchObject({ mediaUrl: media.url });
  expect(JSON.stringify(parse(media)).split(media.url)).toHaveLength(2);
  for (const url of [undefined, 'javascript:alert(1)', 'file:///etc/passwd', 7]) {
    expect(parse({ ...media, url })).not.toHaveProperty('mediaUrl');
  }
});

test('A message or a status without a time is no less of one, and a change without a value costs no neighbour.', () => {
  const { timestamp: _none, ...timeless } = { ...TEXT, from: '447700900456' };
  expect(parseValue({ messages: [timeless] })).toMatchObject([{ kind: 'message', at: NOW }]);
  const { timestamp: _neither, ...report } = REPORT;
  expect(parseValue({ statuses: [report] })).toMatchObject([{ kind: 'status', at: NOW }]);
  const changes = [
    { field: 'calls' },
    { field: 'messages', value: { metadata: METADATA, messages: [timeless] } },
  ];
  const body = { object: 'whatsapp_business_account', entry: [{ id: '100', changes }] };
  expect(parseWebhook(body, NOW)).toMatchObject([{ kind: 'other', field: 'calls' }, { kind: 'message' }]);
});

test.each([[{ toString: null, valueOf: null }], [['image']], [null]])(
  'A message whose type is %j, no text, is read without a file and costs nobody anything.',
  (type) => {
    const odd = { ...TEXT, from: '447700900456', type, image: { url: 'https://x.example/1' } };
    const items = parseValue({ messages: [odd, { ...TEXT, from: '447700900456' }] });
    expect(items).toMatchObject([{ kind: 'message' }, { kind: 'message' }]);
    expect(items[0]).not.toHaveProperty('mediaUrl');
  },
);
