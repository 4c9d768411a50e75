import { setVisibility } from '../access/set-visibility.ts';
import { getVisibility } from '../access/visibility.ts';
import { deactivateUser } from '../accounts/deactivate-user.ts';
import { createEnrolmentCode } from '../accounts/enrolment.ts';
import { addTeam, getTeamByName, listTeams, removeTeam, renameTeam } from '../accounts/teams.ts';
import { getUserByName, listUsers } from '../accounts/user-entries.ts';
import { addUser, changeUser, reactivateUser } from '../accounts/users.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { roleSchema, visibilitySchema } from '../../shared/protocol/admin.ts';
import type { AdminContext } from '../context.ts';
import type { Command } from './commands.ts';

/** Users, teams, and who sees what. */
export const USER_COMMANDS: readonly Command[] = [
  {
    name: 'user add',
    parameters: '<username> <display name> [consultant|administrator] [email]',
    description: 'adds a user',
    fewest: 2,
    most: 4,
    async run(context, [username = '', displayName = '', role = 'consultant', email = '']) {
      // The role is checked with the rest of the user.
      const user = await addUser(context, { username, displayName, role: role as 'consultant', email });
      return [`Added ${user.username} (${user.role}). Next: enrolment-code ${user.username}`];
    },
  },
  {
    name: 'user list',
    parameters: '',
    description: 'lists the users',
    fewest: 0,
    most: 0,
    run: ({ log }) => describeUsers(log),
  },
  {
    name: 'user role',
    parameters: '<username> <consultant|administrator>',
    description: 'makes the user a consultant or an administrator',
    fewest: 2,
    most: 2,
    async run(context, [username = '', given = '']) {
      const role = roleSchema.safeParse(given).data;
      if (role === undefined) {
        throw new AppError('invalid-input', 'The role must be consultant or administrator.');
      }
      const user = await changeUser(context, (await getUserByName(context.log, username)).id, { role });
      return [`${user.username} is ${role === 'administrator' ? 'an administrator' : 'a consultant'} now.`];
    },
  },
  {
    name: 'user team',
    parameters: '<username> <team|none>',
    description: 'puts the user into a team, or into none',
    fewest: 2,
    most: 2,
    async run(context, [username = '', name = '']) {
      const { id } = await getUserByName(context.log, username);
      const team = name.trim() === 'none' ? undefined : await getTeamByName(context.log, name);
      const user = await changeUser(context, id, { teamId: team?.id ?? null });
      return [`${user.username} is in ${team === undefined ? 'no team' : `the team ${team.name}`} now.`];
    },
  },
  {
    name: 'user deactivate',
    parameters: '<username> [successor’s username]',
    description: 'cuts off the user’s desktops; the conversations go to the successor, or to nobody',
    fewest: 1,
    most: 2,
    async run(context, [username = '', successor]) {
      const { id } = await getUserByName(context.log, username);
      const heir = successor === undefined ? undefined : await getUserByName(context.log, successor);
      const { user, conversations } = await deactivateUser(context, id, heir?.id);
      const where = heir === undefined ? 'belong to nobody now' : `belong to ${heir.username} now`;
      return [
        `${user.username} is deactivated; their desktops are cut off and wipe themselves.`,
        `${conversations} conversations ${where}.`,
      ];
    },
  },
  {
    name: 'user reactivate',
    parameters: '<username>',
    description: 'lets a deactivated user enrol again',
    fewest: 1,
    most: 1,
    async run(context, [username = '']) {
      const user = await reactivateUser(context, (await getUserByName(context.log, username)).id);
      return [`${user.username} is active again. Next: enrolment-code ${user.username}`];
    },
  },
  {
    name: 'team add',
    parameters: '<name>',
    description: 'adds a team',
    fewest: 1,
    most: 1,
    async run(context, [name = '']) {
      return [`Added the team ${(await addTeam(context, { name })).name}.`];
    },
  },
  {
    name: 'team list',
    parameters: '',
    description: 'lists the teams and who is in them',
    fewest: 0,
    most: 0,
    run: ({ log }) => describeTeams(log),
  },
  {
    name: 'team rename',
    parameters: '<name> <new name>',
    description: 'calls the team something else',
    fewest: 2,
    most: 2,
    async run(context, [name = '', newName = '']) {
      const { id } = await getTeamByName(context.log, name);
      return [`The team is called ${(await renameTeam(context, id, { name: newName })).name} now.`];
    },
  },
  {
    name: 'team remove',
    parameters: '<name>',
    description: 'takes everybody out of the team, and the team away',
    fewest: 1,
    most: 1,
    async run(context, [name = '']) {
      const team = await removeTeam(context, (await getTeamByName(context.log, name)).id);
      return [`The team ${team.name} is removed.`];
    },
  },
  {
    name: 'visibility',
    parameters: '[everyone|team|own]',
    description: 'tells or sets whose conversations a consultant sees beside their own and unassigned ones',
    fewest: 0,
    most: 1,
    async run(context, [given]) {
      if (given === undefined) return [await getVisibility(context.log)];
      const visibility = visibilitySchema.safeParse(given).data;
      if (visibility === undefined) {
        throw new AppError('invalid-input', 'The visibility must be everyone, team or own.');
      }
      await setVisibility(context, visibility);
      return [`The visibility is ${visibility} now.`];
    },
  },
  {
    name: 'enrolment-code',
    parameters: '<username>',
    description: 'prints a code that enrols one desktop, once, within a day',
    fewest: 1,
    most: 1,
    async run(context, [username = '']) {
      const { id } = await getUserByName(context.log, username);
      const { code, expiresAt } = await createEnrolmentCode(context, id);
      return [code, `Valid once, until ${new Date(expiresAt).toISOString()}.`];
    },
  },
];

async function describeUsers(log: AdminContext['log']): Promise<readonly string[]> {
  const users = await listUsers(log);
  if (users.length === 0) return ['There are no users yet. Next: user add'];
  const teams = new Map((await listTeams(log)).map((team) => [team.id, team.name]));
  return users.map((user) => {
    const team = (user.teamId && teams.get(user.teamId)) ?? 'no team';
    const state = user.isActive ? 'active' : 'deactivated';
    return [user.username, user.displayName, user.role, team, state].join('\t');
  });
}

async function describeTeams(log: AdminContext['log']): Promise<readonly string[]> {
  const teams = await listTeams(log);
  if (teams.length === 0) return ['There are no teams yet. Next: team add'];
  const users = await listUsers(log);
  return teams.map((team) => {
    const members = users.filter((user) => user.teamId === team.id).map((user) => user.username);
    return [team.name, members.length === 0 ? 'nobody' : members.join(', ')].join('\t');
  });
}
