import { describe, expect, test } from 'vitest';
import { checkExternalUrl, isAppUrl, resolveAppPath } from '../../../main/app-url.ts';

const root = '/opt/colleague/out/renderer';

describe('a page of ours', () => {
  test.each([
    ['app://bundle/index.html', true],
    ['app://bundle/', true],
    ['app://other/index.html', false],
    ['app://bundle.example.com/index.html', false],
    ['https://bundle/index.html', false],
    ['file:///etc/passwd', false],
    ['data:text/html,x', false],
    ['', false],
    ['not a url', false],
  ])('%s: %s', (url, isOurs) => {
    expect(isAppUrl(url)).toBe(isOurs);
  });
});

describe('the file behind a URL', () => {
  test.each([
    ['app://bundle/', `${root}/index.html`],
    ['app://bundle/assets/index.js', `${root}/assets/index.js`],
    ['app://bundle/assets/../index.html', `${root}/index.html`],
  ])('%s is %s', (url, path) => {
    expect(resolveAppPath(url, root)).toBe(path);
  });

  test.each([
    'app://bundle/../../etc/passwd',
    'app://bundle/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    'app://bundle/..%2f..%2f..%2f..%2fetc/passwd',
    'app://bundle/assets/..%2f..%2f..%2fsecret',
    'app://bundle/%00',
    'app://bundle/%E0%A4%A',
    'app://elsewhere/index.html',
  ])('%s never leaves the folder', (url) => {
    const path = resolveAppPath(url, root);
    expect(path === undefined || path.startsWith(`${root}/`)).toBe(true);
  });
});

describe('a link for the browser', () => {
  test.each([
    'https://example.co.uk/jobs/1',
    'http://example.co.uk/',
    'https://example.co.uk/a?b=c#d',
    'mailto:sam.o-neil+jobs@example.co.uk',
  ])('%s is handed over', (url) => {
    expect(checkExternalUrl(url)).toBe(url);
  });

  test.each([
    'file:///etc/passwd',
    'smb://server/share',
    'javascript:alert(1)',
    'mailto:',
    'mailto:sam',
    'mailto:a@example.com,b@example.com',
    'mailto:a@example.com?cc=b@example.com',
    'mailto:a@example.com?attach=/etc/passwd',
    'mailto:a%0d%0aBcc:b@example.com',
    'mailto://a@example.com',
    'mailto:a b@example.com',
    'tel:+447700900456',
    'data:text/html,<script>1</script>',
    'ms-msdt:/id',
    '\\\\server\\share',
    'https://user:pass@example.com/',
    'https://user@example.com/',
    'app://bundle/index.html',
    'ftp://example.com/',
    'vbscript:x',
    '',
    `https://example.com/${'a'.repeat(3000)}`,
  ])('%s is refused', (url) => {
    expect(checkExternalUrl(url)).toBeUndefined();
  });
});
