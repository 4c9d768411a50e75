import { UserPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../components/button.tsx';
import { CodeDialog } from '../components/code-dialog.tsx';
import { SettingGroup } from '../components/setting-row.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { FailureNote } from '../components/state-note.tsx';
import type { Administration } from '../../shared/ipc/administration-views.ts';
import {
  cancelLeaving,
  forgetCode,
  loadAdministration,
  reactivateUser,
} from '../store/administration/actions.ts';
import { useApp } from '../store/app-store.ts';
import { copyText } from '../store/feedback/actions.ts';
import { formatMoment } from '../words/time-words.ts';
import { NewUserForm } from './new-user-form.tsx';
import { TeamsPart } from './teams-part.tsx';
import { UserList } from './user-list.tsx';
import { VisibilityPart } from './visibility-part.tsx';
import settings from './settings-page.module.css';
import classes from './users-page.module.css';

/** Global Settings: who works with the agency's WhatsApp, on which desktops, and who sees what. */
export function UsersPage() {
  const { overview, failure } = useApp((state) => state.administration);
  const [isAdding, setIsAdding] = useState(false);
  useEffect(() => {
    void loadAdministration();
    return () => {
      forgetCode();
      cancelLeaving();
    };
  }, []);
  return (
    <>
      <header className={classes['head']}>
        <div>
          <h2 className={settings['title']}>Users and desktops</h2>
          <p className={settings['lead']}>
            A user signs in on a desktop with a code that you make here. A desktop that you remove deletes
            everything of the agency.
          </p>
        </div>
        {isAdding || overview === undefined ? null : (
          <Button tone="primary" onClick={() => setIsAdding(true)}>
            <UserPlus size="0.875rem" aria-hidden />
            Add a user
          </Button>
        )}
      </header>
      {failure === undefined ? null : (
        <FailureNote
          title="The relay could not be asked"
          text={failure}
          onRetry={() => void loadAdministration()}
        />
      )}
      {isAdding ? <NewUserForm onClose={() => setIsAdding(false)} /> : null}
      {overview === undefined ? (
        failure === undefined ? (
          <Skeleton label="Loading the users" />
        ) : null
      ) : (
        <Overview overview={overview} />
      )}
    </>
  );
}

function Overview({ overview }: { readonly overview: Administration }) {
  const active = overview.users.filter((user) => user.isActive);
  const former = overview.users.filter((user) => !user.isActive);
  return (
    <>
      <VisibilityPart visibility={overview.visibility} />
      <SettingGroup title="Users">
        <UserList overview={overview} users={active} />
      </SettingGroup>
      <TeamsPart teams={overview.teams} users={active} />
      {former.length === 0 ? null : (
        <SettingGroup title="No longer active">
          {former.map((user) => (
            <div key={user.id} className={classes['row']}>
              <span>{user.displayName}</span>
              <Button
                tone="quiet"
                aria-label={`Reactivate ${user.displayName}`}
                onClick={() => void reactivateUser(user.id)}
              >
                Reactivate
              </Button>
            </div>
          ))}
        </SettingGroup>
      )}
      <ShownCode overview={overview} />
    </>
  );
}

function ShownCode({ overview }: { readonly overview: Administration }) {
  const newCode = useApp((state) => state.administration.newCode);
  const now = useApp((state) => state.now);
  const user = overview.users.find(({ id }) => id === newCode?.userId);
  return (
    <CodeDialog
      code={newCode?.code}
      userName={user?.displayName ?? ''}
      expires={newCode === undefined ? '' : formatMoment(newCode.expiresAt, now)}
      onCopy={() => void copyText(newCode?.code ?? '', 'The code')}
      onCopyLink={() => void copyText(newCode?.link ?? '', 'The link')}
      onClose={forgetCode}
    />
  );
}
