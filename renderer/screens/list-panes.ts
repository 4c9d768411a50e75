import type { Front } from '../store/navigation/state.ts';
import type { Layout } from './use-layout.ts';

export type PaneId = 'list' | 'record' | 'preview' | 'chat';

/** Which panes are shown, from left to right. What does not fit is behind the one in front, with a back arrow. */
export function listPanes(shown: {
  readonly place: 'records' | 'inbox';
  readonly layout: Layout;
  readonly front: Front;
  readonly hasPane: boolean;
}): readonly PaneId[] {
  const { place, layout, front, hasPane } = shown;
  if (layout === 'one') return [front === 'record' && place === 'inbox' ? 'list' : front];
  if (place === 'inbox') return ['list', 'chat'];
  if (layout === 'two') return ['list', front === 'chat' && hasPane ? 'chat' : 'record'];
  return hasPane ? ['list', 'record', 'chat'] : ['list', 'record'];
}

/** While a document is shown beside its chat: in place of the record, then of the list, then alone. */
export function listPreviewPanes(layout: Layout): readonly PaneId[] {
  if (layout === 'one') return ['preview'];
  return layout === 'two' ? ['preview', 'chat'] : ['list', 'preview', 'chat'];
}
