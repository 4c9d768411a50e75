import { Inbox, Settings, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '../components/badge.tsx';
import { Tip } from '../components/tip.tsx';
import { useApp } from '../store/app-store.ts';
import { goToPlace } from '../store/navigation/actions.ts';
import type { Place } from '../store/navigation/state.ts';
import classes from './rail.module.css';

/** The three places of the app. */
export function Rail() {
  const unreadCount = useApp((state) => state.frame.unreadCount);
  return (
    <nav className={classes['rail']} aria-label="Places">
      <RailItem
        place="records"
        label="Records"
        position={1}
        icon={<UsersRound size="1.1875rem" aria-hidden />}
      />
      <RailItem place="inbox" label="Inbox" position={2} icon={<Inbox size="1.1875rem" aria-hidden />}>
        <Badge count={unreadCount} label="unread" className={classes['badge']} />
      </RailItem>
      <span className={classes['spring']} />
      <RailItem
        place="settings"
        label="Settings"
        position={3}
        icon={<Settings size="1.1875rem" aria-hidden />}
      />
    </nav>
  );
}

type RailItemProps = {
  readonly place: Place;
  readonly label: string;
  readonly position: number;
  readonly icon: ReactNode;
  readonly children?: ReactNode;
};

function RailItem({ place, label, position, icon, children }: RailItemProps) {
  const isHere = useApp((state) => state.navigation.place === place);
  return (
    <Tip content={`${label} (Alt ${position})`} side="right">
      <button
        type="button"
        className={classes['item']}
        aria-current={isHere ? 'page' : undefined}
        onClick={() => goToPlace(place)}
      >
        {icon}
        {label}
        {children}
      </button>
    </Tip>
  );
}
