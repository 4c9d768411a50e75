import { expect, it } from 'vitest';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { assert, assertNever } from '../../../../shared/domain/assert.ts';

it('carries a code, a sentence, its cause and whether a repeat can help', () => {
  const cause = new Error('ECONNREFUSED');
  const error = new AppError('relay-unreachable', 'The relay cannot be reached.', { retryable: true, cause });
  expect(error).toMatchObject({ name: 'AppError', code: 'relay-unreachable', retryable: true, cause });
  expect(error).toBeInstanceOf(Error);
  expect(new AppError('internal', 'x').retryable).toBe(false);
});

it('stops on a bug of ours and says why we believed otherwise', () => {
  expect(() => assert(false, 'the sky is blue')).toThrow('Assertion failed: the sky is blue');
  expect(() => assert(1, 'one is true')).not.toThrow();
  expect(() => assertNever('tea' as never)).toThrow('Unexpected value: "tea"');
});
