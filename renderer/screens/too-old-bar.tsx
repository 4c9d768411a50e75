import { CircleAlert } from 'lucide-react';
import { classNames } from '../components/class-names.ts';
import { useApp } from '../store/app-store.ts';
import classes from './notices.module.css';
import { UpdateNow } from './update-now.tsx';

/** The relay admits only newer versions of this app: what to do, for as long as that is so. */
export function TooOldBar() {
  const connection = useApp((state) => state.frame.connection);
  if (connection.state !== 'refused' || connection.isTooOld !== true) return null;
  return (
    <div className={classNames(classes['notice'], classes['error'])} role="alert">
      <CircleAlert size="0.9375rem" aria-hidden />
      <p>
        {connection.reason} You can read everything; what you write waits in this app until it is updated.
      </p>
      <UpdateNow />
    </div>
  );
}
