import { expect, test } from 'vitest';
import { listPanes } from '../../../../renderer/screens/list-panes.ts';

test.each([
  ['records', 'three', 'chat', true, 'list record chat'],
  ['records', 'three', 'record', false, 'list record'],
  ['records', 'two', 'record', false, 'list record'],
  ['records', 'two', 'chat', true, 'list chat'],
  ['records', 'two', 'list', true, 'list record'],
  ['records', 'one', 'list', false, 'list'],
  ['records', 'one', 'record', false, 'record'],
  ['records', 'one', 'chat', true, 'chat'],
  ['inbox', 'three', 'list', false, 'list chat'],
  ['inbox', 'two', 'chat', true, 'list chat'],
  ['inbox', 'one', 'chat', true, 'chat'],
  ['inbox', 'one', 'record', false, 'list'],
] as const)(
  '%s in a window of %s panes with %s in front (pane: %s) shows %s',
  (place, layout, front, hasPane, panes) => {
    expect(listPanes({ place, layout, front, hasPane }).join(' ')).toBe(panes);
  },
);
