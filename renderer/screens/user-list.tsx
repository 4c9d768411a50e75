import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { FormDialog } from '../components/form-dialog.tsx';
import { TextField } from '../components/text-field.tsx';
import { UserCard } from '../components/user-card.tsx';
import type { Administration } from '../../shared/ipc/administration-views.ts';
import type { Device } from '../../shared/protocol/admin.ts';
import type { User } from '../../shared/protocol/events.ts';
import {
  beginLeaving,
  cancelLeaving,
  changeRole,
  changeTeam,
  createCode,
  deactivateUser,
  describeUser,
  revokeDevice,
} from '../store/administration/actions.ts';
import { useApp } from '../store/app-store.ts';
import { selectUser } from '../store/frame/selectors.ts';
import { formatAgo } from '../words/time-words.ts';
import classes from './users-page.module.css';

type UserListProps = { readonly overview: Administration; readonly users: readonly User[] };

/** The users with their desktops. */
export function UserList({ overview, users }: UserListProps) {
  const me = useApp(selectUser);
  const now = useApp((state) => state.now);
  const isBusy = useApp((state) => state.administration.isBusy);
  const leaver = useApp((state) => state.administration.leaver);
  const [editing, setEditing] = useState<User | undefined>(undefined);
  const [leaving, setLeaving] = useState<Device | undefined>(undefined);
  const describeSeen = ({ lastSeenAt }: Device) =>
    lastSeenAt === undefined ? 'Never connected' : `Connected ${formatAgo(lastSeenAt, now)}`;
  const [query, setQuery] = useState('');
  const [shownCount, setShownCount] = useState(PAGE);
  const devices = overview.devices.filter((device) => device.revokedAt === undefined);
  const found = findUsers(users, query);
  return (
    <>
      {users.length > FEW ? (
        <div className={classes['filter']}>
          <TextField label="Find a user" type="search" value={query} onType={setQuery} />
        </div>
      ) : null}
      {found.length === 0 ? (
        <p className={classes['nobody']}>No user is named so. Try a part of the name or of the username.</p>
      ) : null}
      <ul className={classes['list']}>
        {found.slice(0, shownCount).map((user) => (
          <UserCard
            key={user.id}
            user={user}
            isMe={user.id === me?.id}
            teams={overview.teams}
            devices={devices.filter((device) => device.userId === user.id)}
            thisDeviceId={overview.thisDeviceId}
            colleagues={users.filter((colleague) => colleague.id !== user.id)}
            isBusy={isBusy}
            describeSeen={describeSeen}
            onRole={(role) => void changeRole(user.id, role)}
            onTeam={(teamId) => void changeTeam(user.id, teamId)}
            onNewCode={() => void createCode(user.id)}
            onEdit={() => setEditing(user)}
            onRemoveDevice={(id) => setLeaving(devices.find((device) => device.id === id))}
            leaver={leaver?.userId === user.id ? leaver : undefined}
            onLeave={() => void beginLeaving(user.id)}
            onStay={cancelLeaving}
            onDeactivate={(heir) => void deactivateUser(user, heir)}
          />
        ))}
      </ul>
      {found.length > shownCount ? (
        <div className={classes['more']}>
          <Button onClick={() => setShownCount(shownCount + PAGE)}>
            Show {Math.min(PAGE, found.length - shownCount)} more of {found.length}
          </Button>
        </div>
      ) : null}
      <FormDialog
        isOpen={editing !== undefined}
        title={`Edit ${editing?.displayName ?? ''}`}
        saveLabel="Save"
        fields={[
          { name: 'displayName', label: 'Name', value: editing?.displayName ?? '', isNeeded: true },
          { name: 'email', label: 'Email (optional)', value: editing?.email ?? '' },
        ]}
        onClose={() => setEditing(undefined)}
        onSave={({ displayName = '', email = '' }) =>
          editing === undefined
            ? Promise.resolve(true)
            : describeUser(editing.id, { displayName, email: email.trim() })
        }
      />
      <RemovalDialog overview={overview} device={leaving} onClose={() => setLeaving(undefined)} />
    </>
  );
}

/** Up to here one looks, beyond one searches. */
const FEW = 8;
const PAGE = 40;

/** Every word has to begin a word of the name, the username or the address. */
function findUsers(users: readonly User[], query: string): readonly User[] {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean);
  const matches = ({ displayName, username, email }: User) => {
    const parts = `${displayName} ${username} ${email}`.toLowerCase().split(/[\s@._-]+/u);
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  };
  return users
    .filter(matches)
    .toSorted((one, other) => one.displayName.localeCompare(other.displayName, 'en-GB'));
}

type RemovalDialogProps = {
  readonly overview: Administration;
  readonly device: Device | undefined;
  readonly onClose: () => void;
};

function RemovalDialog({ overview, device, onClose }: RemovalDialogProps) {
  const owner = overview.users.find(({ id }) => id === device?.userId);
  const name = owner?.displayName ?? 'the user';
  return (
    <ConfirmDialog
      isOpen={device !== undefined}
      title={`Remove ${name}’s desktop “${device?.name ?? ''}”?`}
      confirmLabel={`Remove ${name}’s desktop`}
      isDangerous
      onClose={onClose}
      onConfirm={() => {
        if (device !== undefined) void revokeDevice(device.id);
      }}
    >
      {device?.id === overview.thisDeviceId ? 'This is the desktop that you are using. ' : ''}
      It is signed out at once and deletes everything of the agency, also drafts and messages that still wait
      to be sent. Your agency keeps everything that was sent and received. To use the desktop again, {
        name
      }{' '}
      needs a new code.
    </ConfirmDialog>
  );
}
