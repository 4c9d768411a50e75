import { expect, test } from 'vitest';
import { isolateDirection, withoutDirectionMarks } from '../../../../shared/domain/text-direction.ts';

test.each([
  ['CV\u202Efdp.exe', 'CVfdp.exe'],
  ['\u2067Sam\u2069 \u202DTaylor\u202C', 'Sam Taylor'],
  ['\u0645\u062D\u0645\u062F\u200F!', '\u0645\u062D\u0645\u062F\u200F!'],
  ['Sam', 'Sam'],
  ['', ''],
])('%j without marks that turn the text is %j', (text, plain) => {
  expect(withoutDirectionMarks(text)).toBe(plain);
});

test('only text that runs from right to left is isolated, so that other text stays as it was', () => {
  expect(isolateDirection('Site Manager')).toBe('Site Manager');
  expect(isolateDirection('\u202ESam')).toBe('Sam');
  expect(isolateDirection('\u0645\u062D\u0645\u062F')).toBe('\u2068\u0645\u062D\u0645\u062F\u2069');
});
