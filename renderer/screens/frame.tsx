import { useEffect } from 'react';
import { useApp } from '../store/app-store.ts';
import { loadReplies } from '../store/bell/actions.ts';
import { reloadInbox } from '../store/inbox/actions.ts';
import { reloadRecords } from '../store/records/actions.ts';
import { Notices } from './notices.tsx';
import { PlayerBar } from './player-bar.tsx';
import { Rail } from './rail.tsx';
import { RestrictionBars } from './restriction-bars.tsx';
import { SettingsPage } from './settings-page.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { Switcher } from './switcher.tsx';
import { TooOldBar } from './too-old-bar.tsx';
import { Toolbar } from './toolbar.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import { UpdateBar } from './update-bar.tsx';
import { UpdateNewsBar } from './update-news-bar.tsx';
import { Workspace } from './workspace.tsx';
import classes from './frame.module.css';

/** Toolbar, notices, rail, and the place that is shown. */
export function Frame() {
  const place = useApp((state) => state.navigation.place);
  useShortcuts();
  useEffect(() => {
    void reloadRecords();
    void reloadInbox();
    void loadReplies();
  }, []);
  return (
    <div className={classes['frame']}>
      <div className={classes['toolbar']}>
        <Toolbar />
      </div>
      <div className={classes['notices']}>
        <RestrictionBars />
        <Notices />
        <TooOldBar />
        <UpdateBar />
        <UpdateNewsBar />
        <PlayerBar />
      </div>
      <Rail />
      <main className={classes['place']}>
        {place === 'settings' ? <SettingsPage /> : <Workspace place={place} />}
      </main>
      <Switcher />
      <Shortcuts />
    </div>
  );
}
