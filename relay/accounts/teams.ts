import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { refreshAccess } from '../access/refresh-access.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { type TeamId, teamIdSchema } from '../../shared/domain/ids.ts';
import { type Team, newTeamSchema, teamSchema } from '../../shared/protocol/admin.ts';
import type { AdminContext } from '../context.ts';
import { teamKey } from '../ingest/keys.ts';
import type { LogReader, LogTransaction } from '../log/relay-log.ts';
import { parseFields } from './parse-fields.ts';
import { listUsers, saveUser } from './user-entries.ts';

/** The log forgets nothing: a team that was removed stays as this. */
const storedTeamSchema = teamSchema.extend({ isRemoved: z.boolean() });
type StoredTeam = z.infer<typeof storedTeamSchema>;

/** Throws AppError: `invalid-input`, or `conflict` when the name is taken. */
export async function addTeam(
  { log, now }: AdminContext,
  given: z.input<typeof newTeamSchema>,
): Promise<Team> {
  const { name } = parseFields('team', newTeamSchema, given);
  const team: Team = { id: teamIdSchema.parse(uuidv7()), name };
  await log.write(async (transaction) => {
    if ((await findTeamByName(transaction, name)) !== undefined) {
      throw new AppError('conflict', `There is a team named ${name} already.`);
    }
    await saveTeam(transaction, { ...team, isRemoved: false }, now());
  });
  return team;
}

/** Its members and what they see stay as they are. Throws AppError: `invalid-input`, `not-found`, or `conflict` when the name is taken. */
export async function renameTeam(
  { log, now }: AdminContext,
  id: TeamId,
  given: z.input<typeof newTeamSchema>,
): Promise<Team> {
  const { name } = parseFields('team', newTeamSchema, given);
  return log.write(async (transaction) => {
    const team = { ...(await getTeam(transaction, id)), name };
    const namesake = await findTeamByName(transaction, name);
    // Another case of its own name is no clash.
    if (namesake !== undefined && namesake.id !== id) {
      throw new AppError('conflict', `There is a team named ${namesake.name} already.`);
    }
    await saveTeam(transaction, { ...team, isRemoved: false }, now());
    return team;
  });
}

export async function listTeams(log: LogReader): Promise<readonly Team[]> {
  const entries = await log.listCurrent(teamKey(''));
  return entries
    .map(({ body }) => storedTeamSchema.parse(body))
    .filter((team) => !team.isRemoved)
    .map(({ id, name }) => ({ id, name }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** Takes everybody out of the team, and the team away. Throws AppError `not-found`. */
export async function removeTeam({ log, now }: AdminContext, id: TeamId): Promise<Team> {
  return log.write(async (transaction) => {
    const team = await getTeam(transaction, id);
    for (const user of await listUsers(transaction)) {
      if (user.teamId !== id) continue;
      const { teamId: _left, ...rest } = user;
      await saveUser(transaction, rest, now());
    }
    await saveTeam(transaction, { ...team, isRemoved: true }, now());
    await refreshAccess(transaction, now());
    return team;
  });
}

/** Throws AppError `not-found`. */
export async function getTeam(log: LogReader, id: TeamId): Promise<Team> {
  const team = (await listTeams(log)).find((one) => one.id === id);
  if (team === undefined) throw new AppError('not-found', 'There is no such team.');
  return team;
}

/** Whatever the case. Throws AppError `not-found`. */
export async function getTeamByName(log: LogReader, name: string): Promise<Team> {
  const team = await findTeamByName(log, name);
  if (team === undefined) throw new AppError('not-found', `There is no team named ${name.trim()}.`);
  return team;
}

async function findTeamByName(log: LogReader, name: string): Promise<Team | undefined> {
  const wanted = name.trim().toLowerCase();
  return (await listTeams(log)).find((team) => team.name.toLowerCase() === wanted);
}

async function saveTeam(transaction: LogTransaction, team: StoredTeam, at: number): Promise<void> {
  const key = teamKey(team.id);
  await transaction.append([{ id: key, kind: 'team.changed', at, body: team, compactionKey: key }]);
}
