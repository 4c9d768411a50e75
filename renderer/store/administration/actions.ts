import type { DeviceId, TeamId, UserId } from '../../../shared/domain/ids.ts';
import type { CallInput } from '../../../shared/ipc/types.ts';
import type { Role, Visibility } from '../../../shared/protocol/admin.ts';
import type { User } from '../../../shared/protocol/events.ts';
import { callMain, explainError } from '../../api.ts';
import { countOf } from '../../words/person-words.ts';
import { updateApp } from '../app-store.ts';
import { coalesce } from '../coalesce.ts';
import { tell, tellError } from '../feedback/actions.ts';

/** Asks the relay; while it answers, and where it cannot, what is shown stays. */
export const loadAdministration = coalesce(async () => {
  try {
    const overview = await callMain('administration:get', {});
    updateApp('administration', (state) => ({ ...state, overview, failure: undefined }));
  } catch (error) {
    updateApp('administration', (state) => ({ ...state, failure: explainError(error) }));
  }
});

/** Answers whether it was done. What the relay has afterwards is shown in either case. */
async function change(work: () => Promise<string>): Promise<boolean> {
  updateApp('administration', (state) => ({ ...state, isBusy: true }));
  try {
    tell(await work());
    return true;
  } catch (error) {
    tellError(error);
    return false;
  } finally {
    await loadAdministration();
    updateApp('administration', (state) => ({ ...state, isBusy: false }));
  }
}

export async function createCode(userId: UserId): Promise<void> {
  try {
    const made = await callMain('administration:create-code', { userId });
    updateApp('administration', (state) => ({ ...state, newCode: { userId, ...made } }));
  } catch (error) {
    tellError(error);
  }
}

export function forgetCode(): void {
  updateApp('administration', (state) => ({ ...state, newCode: undefined }));
}

export function addUser(user: CallInput<'administration:add-user'>): Promise<boolean> {
  return change(async () => {
    await callMain('administration:add-user', user);
    return `${user.displayName.trim()} was added. Next: make a code for their desktop.`;
  });
}

/** What colleagues see of a user; the username is the CRM's and stays. */
export function describeUser(
  userId: UserId,
  description: { readonly displayName: string; readonly email: string },
): Promise<boolean> {
  return change(async () => {
    await callMain('administration:change-user', { userId, ...description });
    return 'Saved. Desktops follow as they hear of it.';
  });
}

export function changeRole(userId: UserId, role: Role): Promise<boolean> {
  return change(async () => {
    await callMain('administration:change-user', { userId, role });
    return role === 'administrator' ? 'They are an administrator now.' : 'They are a consultant now.';
  });
}

export function changeTeam(userId: UserId, teamId: TeamId | null): Promise<boolean> {
  return change(async () => {
    await callMain('administration:change-user', { userId, teamId });
    return teamId === null ? 'They are in no team now.' : 'They are in the team now.';
  });
}

export function setVisibility(visibility: Visibility): Promise<boolean> {
  return change(async () => {
    await callMain('administration:set-visibility', { visibility });
    return 'Changed. Desktops follow as they hear of it.';
  });
}

export function revokeDevice(deviceId: DeviceId): Promise<boolean> {
  return change(async () => {
    await callMain('administration:revoke-device', { deviceId });
    return 'The desktop was removed. It deletes everything of the agency.';
  });
}

/** Opens the question what becomes of a leaver's conversations, and counts them. */
export async function beginLeaving(userId: UserId): Promise<void> {
  updateApp('administration', (state) => ({ ...state, leaver: { userId } }));
  try {
    const { conversations } = await callMain('administration:count-conversations', { userId });
    updateApp('administration', (state) =>
      state.leaver?.userId === userId ? { ...state, leaver: { userId, conversations } } : state,
    );
  } catch (error) {
    tellError(error);
  }
}

export function cancelLeaving(): void {
  updateApp('administration', (state) => ({ ...state, leaver: undefined }));
}

export function deactivateUser(user: User, heir: User | undefined): Promise<boolean> {
  const successor = heir === undefined ? {} : { successorId: heir.id };
  return change(async () => {
    const { conversations } = await callMain('administration:deactivate-user', {
      userId: user.id,
      ...successor,
    });
    cancelLeaving();
    const words = countOf(conversations, 'conversation');
    return heir === undefined
      ? `${user.displayName} is deactivated. ${words} unassigned.`
      : `${user.displayName} is deactivated. ${words} handed over to ${heir.displayName}.`;
  });
}

export function reactivateUser(userId: UserId): Promise<boolean> {
  return change(async () => {
    await callMain('administration:reactivate-user', { userId });
    return 'They are active again. Next: make a code for their desktop.';
  });
}

export function addTeam(name: string): Promise<boolean> {
  return change(async () => {
    await callMain('administration:add-team', { name });
    return `The team ${name.trim()} was added.`;
  });
}

export function renameTeam(teamId: TeamId, name: string): Promise<boolean> {
  return change(async () => {
    await callMain('administration:rename-team', { teamId, name });
    return `The team is called ${name.trim()} now.`;
  });
}

export function removeTeam(teamId: TeamId): Promise<boolean> {
  return change(async () => {
    await callMain('administration:remove-team', { teamId });
    return 'The team was removed.';
  });
}
