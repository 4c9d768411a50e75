import type { DeviceId } from '../../shared/domain/ids.ts';
import type { User } from '../../shared/protocol/events.ts';
import { createEnrolmentCode } from '../accounts/enrolment.ts';
import { addApiKey } from '../accounts/api-keys.ts';
import { type NewUser, addUser, deactivateUser, listUsers } from '../accounts/users.ts';
import type { AdminContext } from '../context.ts';
import type { ApiKeyScope } from '../log/api-key-log.ts';
import type { DeviceState } from '../log/relay-log.ts';
import { type ImportResult, importRecords } from '../records/import-records.ts';

/** What operations may do with a relay: the command line, the demo and the tests call nothing else. */
export type RelayAdmin = {
  addUser(user: NewUser): Promise<User>;
  listUsers(): Promise<readonly User[]>;
  deactivateUser(username: string): Promise<User>;
  createEnrolmentCode(username: string): Promise<{ readonly code: string; readonly expiresAt: number }>;
  listDevices(): Promise<readonly DeviceState[]>;
  /** False when there is no such device, or it was revoked before. */
  revokeDevice(id: DeviceId): Promise<boolean>;
  /** Makes a key for the CRM; it is shown only in this answer. */
  addApiKey(key: { readonly name: string; readonly scopes: readonly ApiKeyScope[] }): Promise<string>;
  /** Records as a CRM describes them; a bad one is named by its position from 0. */
  importRecords(records: Iterable<unknown> | AsyncIterable<unknown>): Promise<ImportResult>;
};

/** `onAccessChanged` is called when somebody may have lost access. */
export function createAdmin(context: AdminContext, onAccessChanged: () => Promise<void>): RelayAdmin {
  const { log, now } = context;
  return {
    addUser: (user) => addUser(context, user),
    listUsers: () => listUsers(log),
    async deactivateUser(username) {
      const user = await deactivateUser(context, username);
      await onAccessChanged();
      return user;
    },
    createEnrolmentCode: (username) => createEnrolmentCode(context, username),
    listDevices: () => log.listDevices(),
    async revokeDevice(id) {
      const isRevoked = await log.write((transaction) => transaction.revokeDevice(id, now()));
      await onAccessChanged();
      return isRevoked;
    },
    addApiKey: async (key) => (await addApiKey(context, key)).key,
    importRecords: (records) => importRecords(context, numberRows(records)),
  };
}

async function* numberRows(records: Iterable<unknown> | AsyncIterable<unknown>) {
  let row = 0;
  for await (const value of records) yield { row: row++, value };
}
