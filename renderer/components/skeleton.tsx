import classes from './skeleton.module.css';

const WIDTHS = ['58%', '44%', '66%', '50%', '38%', '62%', '47%', '55%'];

/** Grey rows in the shape of a list, after 300 ms of waiting. */
export function Skeleton({ label }: { readonly label: string }) {
  return (
    <div className={classes['skeleton']} role="status" aria-label={label}>
      {WIDTHS.map((width) => (
        <div key={width} className={classes['row']} aria-hidden>
          <div className={classes['bar']} style={{ width }} />
          <div className={classes['bar']} />
        </div>
      ))}
    </div>
  );
}
