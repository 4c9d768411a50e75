import { useRef } from 'react';
import classes from './conversation-table.module.css';

type ColumnHandleProps = {
  readonly label: string;
  /** The column's share of the table, in percent. */
  readonly share: number;
  /** Moves the border by so many percent of the table. */
  readonly onMove: (by: number) => void;
};

const KEY_STEP = 2;

/** The border of a column: dragged with the pointer, moved with the arrow keys. */
export function ColumnHandle({ label, share, onMove }: ColumnHandleProps) {
  const lastX = useRef<number | undefined>(undefined);
  return (
    <div
      role="separator"
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={Math.round(share)}
      tabIndex={0}
      className={classes['handle']}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        lastX.current = event.clientX;
      }}
      onPointerMove={(event) => {
        const tableWidth = event.currentTarget.closest('table')?.clientWidth;
        if (lastX.current === undefined || tableWidth === undefined) return;
        onMove(((event.clientX - lastX.current) / tableWidth) * 100);
        lastX.current = event.clientX;
      }}
      onPointerUp={() => {
        lastX.current = undefined;
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') onMove(-KEY_STEP);
        if (event.key === 'ArrowRight') onMove(KEY_STEP);
      }}
    />
  );
}
