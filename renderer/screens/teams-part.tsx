import { type SubmitEvent, useState } from 'react';
import { Button } from '../components/button.tsx';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { FormDialog } from '../components/form-dialog.tsx';
import { SettingGroup } from '../components/setting-row.tsx';
import { TextField } from '../components/text-field.tsx';
import type { Team } from '../../shared/protocol/admin.ts';
import type { User } from '../../shared/protocol/events.ts';
import { addTeam, removeTeam, renameTeam } from '../store/administration/actions.ts';
import classes from './users-page.module.css';

type TeamsPartProps = { readonly teams: readonly Team[]; readonly users: readonly User[] };

/** The teams with their members. Who is in which is chosen at the user. */
export function TeamsPart({ teams, users }: TeamsPartProps) {
  const [name, setName] = useState('');
  const [leaving, setLeaving] = useState<Team | undefined>(undefined);
  const [renaming, setRenaming] = useState<Team | undefined>(undefined);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (await addTeam(name)) setName('');
  };
  return (
    <SettingGroup title="Teams">
      {teams.map((team) => {
        const members = users.filter((user) => user.teamId === team.id).map((user) => user.displayName);
        return (
          <div key={team.id} className={classes['row']}>
            <span>{team.name}</span>
            <span className={classes['members']}>{members.join(', ') || 'Nobody yet'}</span>
            <Button
              tone="quiet"
              aria-label={`Rename the team ${team.name}`}
              onClick={() => setRenaming(team)}
            >
              Rename…
            </Button>
            <Button tone="quiet" aria-label={`Remove the team ${team.name}`} onClick={() => setLeaving(team)}>
              Remove…
            </Button>
          </div>
        );
      })}
      <form
        className={`${classes['row']} ${classes['adding']}`}
        aria-label="Add a team"
        onSubmit={(event) => void submit(event)}
      >
        <TextField label="New team" placeholder="Leeds" maxLength={60} value={name} onType={setName} />
        <Button type="submit" disabled={name.trim() === ''}>
          Add the team
        </Button>
      </form>
      <FormDialog
        isOpen={renaming !== undefined}
        title={`Rename the team ${renaming?.name ?? ''}`}
        saveLabel="Rename the team"
        fields={[
          {
            name: 'name',
            label: 'Name of the team',
            value: renaming?.name ?? '',
            isNeeded: true,
            maxLength: 60,
          },
        ]}
        onClose={() => setRenaming(undefined)}
        onSave={({ name: newName = '' }) =>
          renaming === undefined ? Promise.resolve(true) : renameTeam(renaming.id, newName)
        }
      />
      <ConfirmDialog
        isOpen={leaving !== undefined}
        title={`Remove the team ${leaving?.name ?? ''}?`}
        confirmLabel="Remove the team"
        isDangerous
        onClose={() => setLeaving(undefined)}
        onConfirm={() => {
          if (leaving !== undefined) void removeTeam(leaving.id);
        }}
      >
        Its members stay, in no team. Where consultants see the conversations of their team, they no longer
        see each other’s.
      </ConfirmDialog>
    </SettingGroup>
  );
}
