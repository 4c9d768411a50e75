import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './setting-row.module.css';

type SettingRowProps = {
  readonly label: string;
  /** What the setting means, when its name does not say it all. */
  readonly hint?: ReactNode;
  /** An administrator has settled it: the row says so. */
  readonly isSettled?: boolean;
  /** Id of the control, which the label names. */
  readonly controlId: string;
  readonly children: ReactNode;
};

/** One setting: its name and meaning on the left, its control on the right. The control is described by `<id>-hint`. */
export function SettingRow({ label, hint, isSettled = false, controlId, children }: SettingRowProps) {
  return (
    <div className={classes['row']}>
      <div className={classes['words']}>
        <label htmlFor={controlId}>{label}</label>
        {hint === undefined && !isSettled ? null : (
          <p id={`${controlId}-hint`} className={classes['hint']}>
            {isSettled ? (
              <>
                <Lock size="0.75rem" className={classes['lock']} aria-hidden />
                {SET_BY_ADMINISTRATOR}{' '}
              </>
            ) : null}
            {hint}
          </p>
        )}
      </div>
      {children}
    </div>
  );
}

const SET_BY_ADMINISTRATOR = 'Set by your administrator.';

type SettingGroupProps = { readonly title: string; readonly children: ReactNode };

/** Settings that belong together, under a heading. */
export function SettingGroup({ title, children }: SettingGroupProps) {
  return (
    <section className={classes['group']} aria-label={title}>
      <h3>{title}</h3>
      <div className={classes['rows']}>{children}</div>
    </section>
  );
}
