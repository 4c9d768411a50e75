import type { RecordKind } from '../../../shared/domain/record.ts';
import type { RecordId } from '../../../shared/domain/ids.ts';
import type { RecordRow } from '../../../shared/ipc/views.ts';
import { callMain, explainError } from '../../api.ts';
import { getApp, updateApp } from '../app-store.ts';
import { coalesce } from '../coalesce.ts';
import { tellError } from '../feedback/actions.ts';
import { acceptAnswer, askAgain, askQuestion, failQuestion, moveTo } from './reduce.ts';
import { listPages } from './selectors.ts';
import { RECORDS_PAGE } from './state.ts';

const DEBOUNCE_MS = 50;

/** The rows on screen: what is fetched again when something changes. */
let visibleRange = { first: 0, last: 0 };
let debounce: ReturnType<typeof setTimeout> | undefined;
const underway = new Set<string>();

export function typeQuery(query: string): void {
  updateApp('records', (state) => askQuestion(state, { query }));
  clearTimeout(debounce);
  debounce = setTimeout(() => void loadPages([0]), DEBOUNCE_MS);
}

export function chooseKind(kind: RecordKind | undefined): void {
  updateApp('records', (state) => askQuestion(state, { kind }));
  void loadPages([0]);
}

/** Sees to it that the rows from `first` to `last` are there, or on the way. */
export function showRange(first: number, last: number): void {
  visibleRange = { first, last };
  const { pages, shownEpoch, epoch } = getApp().records;
  if (shownEpoch !== epoch) return;
  for (const page of listPages(first, last)) {
    if (pages[page] === undefined) void loadPages([page]);
  }
}

/** Fetches what is shown again, and keeps the place. */
export const reloadRecords = coalesce(async () => {
  updateApp('records', askAgain);
  await loadPages(listPages(visibleRange.first, visibleRange.last));
});

export function moveToRow(index: number): void {
  updateApp('records', (state) => moveTo(state, index));
}

export async function openSms(recordId: RecordId, e164: string): Promise<void> {
  await callMain('records:open-sms', { recordId, e164 }).catch(tellError);
}

/** Loads pages of the question that is asked now, all in one answer. */
async function loadPages(pages: readonly number[]): Promise<void> {
  const { query, kind, epoch } = getApp().records;
  const missing = pages.filter((page) => !underway.has(`${epoch}:${page}`));
  if (missing.length === 0) return;
  for (const page of missing) underway.add(`${epoch}:${page}`);
  try {
    const answers = await Promise.all(
      missing.map((page) =>
        callMain('records:list', {
          query,
          ...(kind === undefined ? {} : { kind }),
          offset: page * RECORDS_PAGE,
          limit: RECORDS_PAGE,
        }),
      ),
    );
    const rows: Record<number, readonly RecordRow[]> = {};
    missing.forEach((page, index) => (rows[page] = answers[index]?.rows ?? []));
    const total = answers.at(-1)?.total ?? 0;
    updateApp('records', (state) => acceptAnswer(state, { epoch, pages: rows, total }));
  } catch (error) {
    updateApp('records', (state) => failQuestion(state, epoch, explainError(error)));
  } finally {
    for (const page of missing) underway.delete(`${epoch}:${page}`);
  }
}
