import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useRem } from './rem.ts';
import classes from './list-pane.module.css';

type VirtualGridProps = {
  readonly label: string;
  readonly count: number;
  readonly rowRem: number;
  readonly columnCount: number;
  /** Another list is on the way: what is shown answers the question before. */
  readonly isBusy?: boolean;
  /** The row that the keyboard is at. */
  readonly activeIndex: number;
  readonly onMove: (index: number) => void;
  readonly onRange: (first: number, last: number) => void;
  readonly renderRow: (index: number) => ReactNode;
  /** A change of it scrolls to the top: another question, another list. */
  readonly topKey: string;
};

const OVERSCAN = 8;

/** A long list of which only the visible rows exist. One tab stop; arrows, Home, End and Page keys move inside. */
export function VirtualGrid(props: VirtualGridProps) {
  const { count, rowRem, activeIndex, onRange, topKey } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRem() * rowRem;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    // The row at the keyboard always exists, however far the wheel has gone: the list keeps its tab stop.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), Math.min(activeIndex, count - 1)])].sort((a, b) => a - b),
  });
  const items = virtual.getVirtualItems();
  const first = virtual.range?.startIndex ?? 0;
  const last = virtual.range?.endIndex ?? 0;
  const wanted = useRef<number | undefined>(undefined);

  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  useEffect(() => onRange(first, last), [first, last, onRange, count]);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [topKey]);

  // A row far away exists only some renders after the scroll to it, first as a grey one: the focus waits for it.
  useEffect(() => {
    if (wanted.current !== undefined && focusRow(scroller.current, wanted.current))
      wanted.current = undefined;
  });

  const moveTo = (index: number) => {
    const target = Math.max(0, Math.min(index, count - 1));
    props.onMove(target);
    virtual.scrollToIndex(target, { align: 'auto' });
    wanted.current = target;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // The keys of a row's menu rise through here as well, though it stands above the list.
    if (event.target instanceof Node && !event.currentTarget.contains(event.target)) return;
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
        aria-busy={props.isBusy === true}
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

/** Focuses a row; answers whether it is there with its content. */
function focusRow(scroller: HTMLElement | null, index: number): boolean {
  const row = scroller?.querySelector<HTMLElement>(`[data-index="${index}"] [role="row"]`);
  row?.focus({ preventScroll: true });
  return row !== null && row !== undefined && row.getAttribute('aria-busy') !== 'true';
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
