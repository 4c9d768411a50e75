import { useEffect, useState } from 'react';
import type { CallOutput } from '../../shared/ipc/types.ts';
import { callMain } from '../api.ts';
import { useApp } from '../store/app-store.ts';
import { tellError } from '../store/feedback/actions.ts';
import { describeUsage } from '../words/limit-words.ts';
import classes from './compose-pane.module.css';

/** Over the choice of a template: warns when much of Meta's messaging limit is used. */
export function LimitBar() {
  const now = useApp((state) => state.now);
  const [usage, setUsage] = useState<CallOutput<'messages:get-usage'> | undefined>(undefined);
  useEffect(() => {
    let isStale = false;
    callMain('messages:get-usage', {})
      .then((answer) => (isStale ? undefined : setUsage(answer)))
      .catch(tellError);
    return () => {
      isStale = true;
    };
  }, []);
  const words = usage === undefined ? undefined : describeUsage(usage, now);
  return <div role="status">{words === undefined ? null : <p className={classes['limit']}>{words}</p>}</div>;
}
