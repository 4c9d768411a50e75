import { CircleCheck, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { classNames } from '../components/class-names.ts';
import { IconButton } from '../components/icon-button.tsx';
import { useApp } from '../store/app-store.ts';
import { dismissUpdateNews } from '../store/frame/updates.ts';
import classes from './notices.module.css';
import { UpdateNotes } from './update-bar.tsx';

/** An update has been put in place, perhaps while nobody was there: what is new, once. */
export function UpdateNewsBar() {
  const news = useApp((state) => state.frame.snapshot?.updateNews);
  const [isOpen, setOpen] = useState(false);
  if (news === undefined) return null;
  return (
    <div className={classNames(classes['notice'], classes['info'])} role="status">
      <CircleCheck size="0.9375rem" aria-hidden />
      <div className={classes['told']}>
        <p>This app has been updated to version {news.version}.</p>
        {isOpen ? <UpdateNotes notes={news.notes} /> : null}
      </div>
      <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Show less' : 'See what is new'}
      </Button>
      <IconButton label="Dismiss what is new" isSmall onClick={() => void dismissUpdateNews()}>
        <X size="0.875rem" aria-hidden />
      </IconButton>
    </div>
  );
}
