import type { ReactNode } from 'react';
import { withoutDirectionMarks } from '../../shared/domain/text-direction.ts';
import classes from './message-body.module.css';

type FileLineProps = { readonly icon: ReactNode; readonly name: string; readonly kind: ReactNode };

/** An icon, a name and what it is. */
export function FileLine({ icon, name, kind }: FileLineProps) {
  return (
    <div className={classes['file']}>
      <span className={classes['file-icon']}>{icon}</span>
      <div data-selectable="">
        <p className={classes['file-name']}>{withoutDirectionMarks(name)}</p>
        <p className={classes['file-kind']}>{kind}</p>
      </div>
    </div>
  );
}
