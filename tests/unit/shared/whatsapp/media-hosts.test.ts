import { expect, test } from 'vitest';
import { isMetaMediaUrl } from '../../../../shared/whatsapp/media-hosts.ts';

const SIMULATOR = 'http://127.0.0.1:4100';

test.each([
  ['https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1', true],
  ['https://scontent.xx.fbcdn.net/v/1', true],
  ['https://graph.facebook.com:443/v24.0/1', true],
  ['https://mmg.whatsapp.net/d/1', true],
  ['http://127.0.0.1:4100/lookaside/1', true],
  ['http://lookaside.fbsbx.com/1', false],
  ['https://lookaside.fbsbx.com.example.com/1', false],
  ['https://fbsbx.com@example.com/1', false],
  ['https://user:secret@lookaside.fbsbx.com/1', false],
  ['https://example.com/?x=https://fbsbx.com/', false],
  ['https://example.com\\.fbsbx.com/1', false],
  ['https://evilfbsbx.com/1', false],
  ['https://lookaside.fbsbx.com:8443/1', false],
  ['http://127.0.0.1:41001/1', false],
  ['http://127.0.0.1:4100.example.com/1', false],
  ['file:///etc/passwd', false],
  ['', false],
])('%s may be asked with the token: %s', (url, expected) => {
  expect(isMetaMediaUrl(url, SIMULATOR)).toBe(expected);
});

test('Without a simulator, nothing but Meta is Meta.', () => {
  expect(isMetaMediaUrl(`${SIMULATOR}/1`, undefined)).toBe(false);
});
