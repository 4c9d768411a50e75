import { setVisibility } from '../access/set-visibility.ts';
import { getVisibility } from '../access/visibility.ts';
import { deactivateUser } from '../accounts/deactivate-user.ts';
import { revokeDevice } from '../accounts/devices.ts';
import { createEnrolmentCode } from '../accounts/enrolment.ts';
import { addApiKey } from '../accounts/api-keys.ts';
import { addTeam, listTeams, removeTeam } from '../accounts/teams.ts';
import { getUserByName, listUsers } from '../accounts/user-entries.ts';
import { type NewUser, addUser, changeUser, reactivateUser } from '../accounts/users.ts';
import type { DeviceId, TeamId, UserId } from '../../shared/domain/ids.ts';
import type { Team, UserChange, Visibility } from '../../shared/protocol/admin.ts';
import type { User } from '../../shared/protocol/events.ts';
import type { RelayContext } from '../context.ts';
import { createHookNetworks } from '../hooks/hook-networks.ts';
import { addHook } from '../hooks/manage-hooks.ts';
import type { ApiKeyScope } from '../log/api-key-log.ts';
import { HOOK_EVENTS, type HookEvent } from '../log/hook-log.ts';
import type { DeviceState } from '../log/relay-log.ts';
import { type ImportResult, importRecords } from '../records/import-records.ts';

/** What operations may do with a relay: administrators over HTTP, the demo and the tests call nothing else. */
export type RelayAdmin = {
  addUser(user: NewUser): Promise<User>;
  listUsers(): Promise<readonly User[]>;
  changeUser(id: UserId, change: UserChange): Promise<User>;
  /** Their conversations go to the successor, or to nobody. */
  deactivateUser(
    username: string,
    successorId?: UserId,
  ): Promise<{ readonly user: User; readonly conversations: number }>;
  reactivateUser(id: UserId): Promise<User>;
  addTeam(name: string): Promise<Team>;
  listTeams(): Promise<readonly Team[]>;
  removeTeam(id: TeamId): Promise<Team>;
  getVisibility(): Promise<Visibility>;
  setVisibility(visibility: Visibility): Promise<void>;
  createEnrolmentCode(username: string): Promise<{ readonly code: string; readonly expiresAt: number }>;
  listDevices(): Promise<readonly DeviceState[]>;
  /** False when there is no such device, or it was revoked before. */
  revokeDevice(id: DeviceId): Promise<boolean>;
  /** Makes a key for the CRM; it is shown only in this answer. */
  addApiKey(key: { readonly name: string; readonly scopes: readonly ApiKeyScope[] }): Promise<string>;
  /** Posts what is new to an address; the secret is shown only in this answer. */
  addHook(hook: {
    readonly url: string;
    readonly events?: readonly HookEvent[];
    readonly from?: number;
  }): Promise<{ readonly id: string; readonly secret: string }>;
  /** Records as a CRM describes them; a bad one is named by its position from 0. */
  importRecords(records: Iterable<unknown> | AsyncIterable<unknown>): Promise<ImportResult>;
};

export function createAdmin(context: RelayContext): RelayAdmin {
  const { log } = context;
  return {
    addUser: (user) => addUser(context, user),
    listUsers: () => listUsers(log),
    changeUser: (id, change) => changeUser(context, id, change),
    deactivateUser: async (username, successorId) =>
      deactivateUser(context, (await getUserByName(log, username)).id, successorId),
    reactivateUser: (id) => reactivateUser(context, id),
    addTeam: (name) => addTeam(context, { name }),
    listTeams: () => listTeams(log),
    removeTeam: (id) => removeTeam(context, id),
    getVisibility: () => getVisibility(log),
    setVisibility: (visibility) => setVisibility(context, visibility),
    createEnrolmentCode: async (username) =>
      createEnrolmentCode(context, (await getUserByName(log, username)).id),
    listDevices: () => log.listDevices(),
    addApiKey: async (key) => (await addApiKey(context, key)).key,
    async addHook({ url, events = HOOK_EVENTS, from }) {
      const networks = createHookNetworks(context.config.hookNetworks);
      const { hook, secret } = await addHook(context, networks, { url, events, from });
      return { id: hook.id, secret };
    },
    revokeDevice: (id) => revokeDevice(context, id),
    importRecords: (records) => importRecords(context, numberRows(records)),
  };
}

async function* numberRows(records: Iterable<unknown> | AsyncIterable<unknown>) {
  let row = 0;
  for await (const value of records) yield { row: row++, value };
}
