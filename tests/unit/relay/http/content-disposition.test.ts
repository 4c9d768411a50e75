import { expect, test } from 'vitest';
import { describeAttachment } from '../../../../relay/http/content-disposition.ts';

test.each([
  ['Sam Taylor CV.pdf', 'Sam Taylor CV.pdf', 'Sam%20Taylor%20CV.pdf'],
  ['Jürgen Groß.pdf', 'Jurgen Gro_.pdf', 'J%C3%BCrgen%20Gro%C3%9F.pdf'],
  ['履歴書.pdf', '___.pdf', '%E5%B1%A5%E6%AD%B4%E6%9B%B8.pdf'],
  ['a"b\\c.pdf', 'a_b_c.pdf', 'a%22b%5Cc.pdf'],
  ["Sam's (new) CV*.pdf", "Sam's (new) CV*.pdf", 'Sam%27s%20%28new%29%20CV%2A.pdf'],
  ['a\r\nSet-Cookie: x', 'a__Set-Cookie: x', 'a%0D%0ASet-Cookie%3A%20x'],
])('%j is named safely in both ways.', (name, ascii, encoded) => {
  expect(describeAttachment(name)).toBe(`attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`);
});
