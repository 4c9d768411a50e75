import type { UserId } from '../../shared/domain/ids.ts';
import type { Visibility } from '../../shared/protocol/admin.ts';
import { seenSince } from '../../shared/protocol/access.ts';
import type { Access, User } from '../../shared/protocol/events.ts';

/**
 * What a user may see under the agency's visibility, told as a change of what they saw before. A role opens nothing:
 * administrators see what the visibility gives them. Answers `before` itself when nothing changes.
 */
export function decideAccess(
  user: User,
  colleagues: readonly User[],
  visibility: Visibility,
  before: Access | undefined,
): Access | undefined {
  const version = (before?.version ?? 0) + 1;
  if (visibility === 'everyone') {
    const isSame = before === undefined || before.everyoneSince !== undefined;
    return isSame ? before : { userId: user.id, version, everyoneSince: version, owners: [] };
  }
  const owners = visibility === 'team' ? listTeam(user, colleagues) : [];
  const access: Access = {
    userId: user.id,
    version,
    owners: owners.map((userId) => ({ userId, since: seenSince(before, userId) ?? version })),
  };
  return before !== undefined && isSame(access, before) ? before : access;
}

/** Also who is no longer active: what they said stays with the team. */
function listTeam({ id, teamId }: User, colleagues: readonly User[]): readonly UserId[] {
  if (teamId === undefined) return [];
  return colleagues
    .filter((colleague) => colleague.teamId === teamId && colleague.id !== id)
    .map((colleague) => colleague.id)
    .sort();
}

function isSame(one: Access, other: Access): boolean {
  return JSON.stringify({ ...one, version: 0 }) === JSON.stringify({ ...other, version: 0 });
}
