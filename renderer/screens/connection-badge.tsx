import { CircleCheck, LoaderCircle, WifiOff } from 'lucide-react';
import { classNames } from '../components/class-names.ts';
import { Tip } from '../components/tip.tsx';
import { useApp } from '../store/app-store.ts';
import { describeConnection } from '../words/connection-words.ts';
import classes from './toolbar.module.css';

const ICONS = { good: CircleCheck, busy: LoaderCircle, bad: WifiOff } as const;

/** The connection in words. A change is read out once; the counting of a catch-up is not. */
export function ConnectionBadge() {
  const connection = useApp((state) => state.frame.connection);
  const now = useApp((state) => state.now);
  const mark = describeConnection(connection, now);
  const Icon = ICONS[mark.tone];
  return (
    <>
      <Tip content={mark.explanation}>
        <span className={classNames(classes['connection'], classes[mark.tone])}>
          <Icon size="0.8125rem" aria-hidden />
          {mark.label}
        </span>
      </Tip>
      <span data-visually-hidden="" role="status">
        {connection.state === 'catching-up' ? 'Catching up' : mark.label}
      </span>
    </>
  );
}
