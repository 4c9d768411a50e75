import { Monitor } from 'lucide-react';
import type { DeviceId, TeamId } from '../../shared/domain/ids.ts';
import type { Device, Role, Team } from '../../shared/protocol/admin.ts';
import type { User } from '../../shared/protocol/events.ts';
import { Button } from './button.tsx';
import { Choice, type ChoiceOption } from './choice.tsx';
import { LeaverForm } from './leaver-form.tsx';
import classes from './user-card.module.css';

type UserCardProps = {
  readonly user: User;
  readonly isMe: boolean;
  readonly teams: readonly Team[];
  /** Of this user, without those that were removed. */
  readonly devices: readonly Device[];
  readonly thisDeviceId: string;
  /** Who could take over. */
  readonly colleagues: readonly User[];
  readonly isBusy: boolean;
  readonly describeSeen: (device: Device) => string;
  readonly onRole: (role: Role) => void;
  readonly onTeam: (teamId: TeamId | null) => void;
  readonly onNewCode: () => void;
  readonly onEdit: () => void;
  readonly onRemoveDevice: (id: DeviceId) => void;
  /** Set while it is asked how this user leaves; the count comes later. */
  readonly leaver: { readonly conversations?: number } | undefined;
  readonly onLeave: () => void;
  readonly onStay: () => void;
  readonly onDeactivate: (heir: User | undefined) => void;
};

const ROLES: readonly ChoiceOption<Role>[] = [
  { value: 'consultant', label: 'Consultant' },
  { value: 'administrator', label: 'Administrator' },
];
/** Base UI's list takes texts; no team has this one for an id. */
const NONE = '';

/** A user of the agency: role, team, desktops, and how the user leaves. */
export function UserCard(props: UserCardProps) {
  const { user, isMe, teams, devices, isBusy } = props;
  const teamOptions = [
    { value: NONE, label: 'No team' },
    ...teams.map(({ id, name }): ChoiceOption<string> => ({ value: id, label: name })),
  ];
  return (
    <li className={classes['card']} aria-label={user.displayName}>
      <div className={classes['head']}>
        <div className={classes['who']}>
          <p className={classes['name']}>
            {user.displayName}
            {isMe ? <span className={classes['tag']}>You</span> : null}
          </p>
          <p className={classes['about']}>{[user.username, user.email].filter(Boolean).join(' · ')}</p>
        </div>
        <Choice
          label={`Role of ${user.displayName}`}
          className={classes['choice']}
          value={user.role}
          options={ROLES}
          isDisabled={isBusy}
          onChoose={props.onRole}
        />
        <Choice
          label={`Team of ${user.displayName}`}
          className={classes['choice']}
          value={user.teamId ?? NONE}
          options={teamOptions}
          isDisabled={isBusy}
          onChoose={(id) => props.onTeam(teams.find((team) => team.id === id)?.id ?? null)}
        />
      </div>
      <DeviceList {...props} devices={devices} />
      {props.leaver !== undefined ? (
        <LeaverForm {...props} conversations={props.leaver.conversations} />
      ) : (
        <div className={classes['actions']}>
          <Button onClick={props.onNewCode}>New code</Button>
          <Button tone="quiet" aria-label={`Edit ${user.displayName}`} onClick={props.onEdit}>
            Edit…
          </Button>
          {isMe ? null : (
            <Button tone="quiet" onClick={props.onLeave}>
              Deactivate…
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

function DeviceList({ user, devices, thisDeviceId, describeSeen, onRemoveDevice }: UserCardProps) {
  if (devices.length === 0) return <p className={classes['none']}>No desktop yet.</p>;
  return (
    <ul className={classes['devices']} aria-label={`Desktops of ${user.displayName}`}>
      {devices.map((device) => (
        <li key={device.id} className={classes['device']}>
          <Monitor size="0.9375rem" aria-hidden />
          <span className={classes['device-name']}>{device.name}</span>
          {device.id === thisDeviceId ? <span className={classes['tag']}>This desktop</span> : null}
          <span className={classes['seen']}>{describeSeen(device)}</span>
          <Button
            tone="quiet"
            aria-label={`Remove ${device.name} of ${user.displayName}`}
            onClick={() => onRemoveDevice(device.id)}
          >
            Remove…
          </Button>
        </li>
      ))}
    </ul>
  );
}
