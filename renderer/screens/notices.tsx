import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react';
import { classNames } from '../components/class-names.ts';
import { IconButton } from '../components/icon-button.tsx';
import { useApp } from '../store/app-store.ts';
import { dismissNotice } from '../store/frame/actions.ts';
import { selectNotices } from '../store/frame/selectors.ts';
import classes from './notices.module.css';

const ICONS = { info: Info, warning: TriangleAlert, error: CircleAlert } as const;

/** What the app must tell the user, in bars under the toolbar, until it is dismissed. */
export function Notices() {
  const notices = useApp(selectNotices);
  return notices.map(({ id, severity, text }) => {
    const Icon = ICONS[severity];
    return (
      <div
        key={id}
        className={classNames(classes['notice'], classes[severity])}
        role={severity === 'error' ? 'alert' : 'status'}
      >
        <Icon size="0.9375rem" aria-hidden />
        <p>{text}</p>
        <IconButton label="Dismiss notice" isSmall onClick={() => void dismissNotice(id)}>
          <X size="0.875rem" aria-hidden />
        </IconButton>
      </div>
    );
  });
}
