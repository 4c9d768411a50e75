import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../../simulator/graph/paging.ts';

const items = ['a', 'b', 'c', 'd', 'e'];
const self = 'http://graph/v26.0/1/message_templates';

function walk(limit: number): string[] {
  const seen: string[] = [];
  let query: URLSearchParams | undefined = new URLSearchParams({ limit: String(limit) });
  while (query !== undefined) {
    const page: ReturnType<typeof pageOf<string>> = pageOf(items, query, self, 25);
    if ('error' in page) throw new Error('unexpected');
    seen.push(...page.items);
    const next: unknown = page.paging?.['next'];
    query = typeof next === 'string' ? new URL(next).searchParams : undefined;
  }
  return seen;
}

describe('cursor pages', () => {
  it.each([1, 2, 3, 5, 50])('show everything once with a limit of %i', (limit) => {
    expect(walk(limit)).toEqual(items);
  });

  it('have no next on the last page', () => {
    expect(pageOf(items, new URLSearchParams({ limit: '5' }), self, 25)).toMatchObject({
      paging: expect.not.objectContaining({ next: expect.anything() }),
    });
  });

  it('have no paging when there is nothing', () => {
    expect(pageOf([], new URLSearchParams(), self, 25)).toEqual({ items: [], paging: undefined });
  });

  it.each(['nonsense', Buffer.from('QVFIUm:99').toString('base64url')])(
    'answer a bad cursor %j with 131059',
    (after) => {
      expect(pageOf(items, new URLSearchParams({ after }), self, 25)).toMatchObject({
        error: { code: 131059 },
      });
    },
  );
});
