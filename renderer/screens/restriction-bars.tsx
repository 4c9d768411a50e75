import { CircleAlert } from 'lucide-react';
import { classNames } from '../components/class-names.ts';
import { useApp } from '../store/app-store.ts';
import { selectChannels } from '../store/frame/selectors.ts';
import { listRestrictions } from '../words/restriction-words.ts';
import classes from './notices.module.css';

/** What Meta forbids on a number of the user's, for as long as it does: nobody can put it out of sight. */
export function RestrictionBars() {
  const channels = useApp(selectChannels);
  const now = useApp((state) => state.now);
  return listRestrictions(channels, now).map(({ channelId, text }) => (
    <div key={channelId} className={classNames(classes['notice'], classes['error'])} role="alert">
      <CircleAlert size="0.9375rem" aria-hidden />
      <p>{text}</p>
    </div>
  ));
}
