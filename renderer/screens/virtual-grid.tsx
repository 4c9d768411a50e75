import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { remToPixels } from './rem-to-pixels.ts';
import classes from './list-pane.module.css';

type VirtualGridProps = {
  readonly label: string;
  readonly count: number;
  readonly rowRem: number;
  readonly columnCount: number;
  /** The row that the keyboard is at. */
  readonly activeIndex: number;
  readonly onMove: (index: number) => void;
  readonly onRange: (first: number, last: number) => void;
  readonly renderRow: (index: number) => ReactNode;
  readonly keyOf: (index: number) => string | number;
  /** A change of it scrolls to the top: another question, another list. */
  readonly topKey: string;
};

const OVERSCAN = 8;

/** A long list of which only the visible rows exist. One tab stop; arrows, Home, End and Page keys move inside. */
export function VirtualGrid(props: VirtualGridProps) {
  const { count, rowRem, activeIndex, onRange, topKey } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = remToPixels(rowRem);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    getItemKey: props.keyOf,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;

  useEffect(() => onRange(first, last), [first, last, onRange, count]);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [topKey]);

  const moveTo = (index: number) => {
    const target = Math.max(0, Math.min(index, count - 1));
    props.onMove(target);
    virtual.scrollToIndex(target, { align: 'auto' });
    // The row may exist only after the scroll: take the focus once it has been rendered.
    requestAnimationFrame(() => focusRow(scroller.current, target));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const target = findTarget(event.key, activeIndex, count, pageRows);
    if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    moveTo(target);
  };
  return (
    <div ref={scroller} className={classes['scroll']}>
      <div
        role="grid"
        aria-label={props.label}
        aria-rowcount={count}
        aria-colcount={props.columnCount}
        tabIndex={-1}
        className={classes['tall']}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {items.map((item) => (
          <div
            key={item.key}
            role="presentation"
            data-index={item.index}
            className={classes['slot']}
            style={{ height: item.size, transform: `translateY(${item.start}px)` }}
          >
            {props.renderRow(item.index)}
          </div>
        ))}
      </div>
    </div>
  );
}

function focusRow(scroller: HTMLElement | null, index: number): void {
  const focus = () => scroller?.querySelector<HTMLElement>(`[data-index="${index}"] [role="row"]`)?.focus();
  focus();
  requestAnimationFrame(focus);
}

function findTarget(key: string, at: number, count: number, pageRows: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'PageDown':
      return at + pageRows;
    case 'PageUp':
      return at - pageRows;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
