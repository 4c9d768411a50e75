import { expect, it, test } from 'vitest';
import type { GraphClient, GraphOutcome, GraphQuery } from '../../../../shared/whatsapp/graph-client.ts';
import { fetchTemplates } from '../../../../shared/whatsapp/list-templates.ts';

function answer(body: unknown, status = 200): GraphOutcome {
  return { kind: 'answer', status, body, headers: { get: () => null } };
}

function page(ids: readonly string[], after: string, hasNext: boolean): GraphOutcome {
  return answer({
    data: ids.map((id) => ({ id })),
    paging: { cursors: { before: 'B', after }, ...(hasNext ? { next: 'https://graph.facebook.com/x' } : {}) },
  });
}

const cursorLost = answer({ error: { code: 131059, message: 'Invalid cursor' } }, 400);

/** Answers in turn; the last answer for ever. */
function graphWith(...outcomes: readonly GraphOutcome[]) {
  const asked: { path: string; query: GraphQuery | undefined }[] = [];
  const graph: GraphClient = {
    async get(path, query) {
      asked.push({ path, query });
      return outcomes[Math.min(asked.length, outcomes.length) - 1]!;
    },
    post: () => Promise.reject(new Error('not used')),
    delete: () => Promise.reject(new Error('not used')),
    inspectToken: () => Promise.reject(new Error('not used')),
  };
  return { graph, asked };
}

it('follows the cursor and not the address, until there is no next page', async () => {
  const { graph, asked } = graphWith(
    page(['1', '2'], 'C1', true),
    page([], 'C2', true),
    page(['3'], 'C3', false),
  );
  expect(await fetchTemplates(graph, '1002')).toEqual({
    ok: true,
    templates: [{ id: '1' }, { id: '2' }, { id: '3' }],
  });
  expect(asked.map(({ query }) => query?.['after'])).toEqual([undefined, 'C1', 'C2']);
  expect(asked.map(({ path }) => path)).toEqual(Array(3).fill('1002/message_templates'));
});

it('keeps templates that it does not understand', async () => {
  const { graph } = graphWith(answer({ data: [{ odd: true }, 7, null] }));
  expect(await fetchTemplates(graph, '1002')).toEqual({ ok: true, templates: [{ odd: true }, 7, null] });
});

it('starts again without doubles when Meta loses its cursor', async () => {
  const { graph } = graphWith(
    page(['1'], 'C1', true),
    cursorLost,
    page(['1'], 'D1', true),
    page(['2'], 'D2', false),
  );
  expect(await fetchTemplates(graph, '1002')).toEqual({ ok: true, templates: [{ id: '1' }, { id: '2' }] });
});

it('gives up when Meta loses its cursor again', async () => {
  const { graph, asked } = graphWith(page(['1'], 'C1', true), cursorLost, cursorLost);
  expect(await fetchTemplates(graph, '1002')).toMatchObject({ ok: false, failure: { code: 131059 } });
  expect(asked).toHaveLength(3);
});

it('does not go round for ever', async () => {
  const { graph, asked } = graphWith(page(['1'], 'C1', true));
  expect(await fetchTemplates(graph, '1002')).toMatchObject({ ok: false });
  expect(asked.length).toBeLessThanOrEqual(100);
});

test.each<[string, GraphOutcome]>([
  ['an expired token', answer({ error: { code: 190, error_subcode: 463 } }, 401)],
  ['no connection', { kind: 'not-sent', reason: 'Meta could not be reached (ENOTFOUND).' }],
  ['a time-out', { kind: 'unknown', reason: 'Meta did not answer in time.' }],
  ['something else', answer({ data: 'none' })],
])('answers %s with a sentence, and nothing of the pages before it', async (_name, outcome) => {
  const { graph } = graphWith(page(['1'], 'C1', true), outcome);
  const listing = await fetchTemplates(graph, '1002');
  expect(listing).toMatchObject({ ok: false, failure: { canRetry: true } });
  expect(!listing.ok && listing.failure.sentence).toMatch(/^The templates could not be fetched[:.] .+\.$/);
});
