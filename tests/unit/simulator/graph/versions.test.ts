import { describe, expect, it } from 'vitest';
import { decideVersion } from '../../../../simulator/graph/versions.ts';

const now = Date.UTC(2026, 10, 22);

describe('the version that serves a call', () => {
  it.each([
    ['v26.0', 'v26.0'],
    ['v21.0', 'v21.0'],
    ['v20.0', 'v21.0'],
    ['v3.2', 'v21.0'],
    [undefined, 'v26.0'],
    ['v27.0', undefined],
    ['v99.0', undefined],
  ])('asked for %s is %s', (asked, served) => {
    expect(decideVersion(asked, now, new Set())).toBe(served);
  });

  it('passes over versions that were switched off', () => {
    expect(decideVersion('v21.0', now, new Set(['v21.0', 'v22.0']))).toBe('v23.0');
  });
});
