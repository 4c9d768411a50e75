import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** A daemon that does not answer is an error, not a test that hangs. */
const run = (command: string, args: readonly string[]) => execute(command, [...args], { timeout: 10_000 });

/** A notification as the daemon on the session bus has it. */
export type ShownNotification = { readonly id: number; readonly summary: string; readonly body: string };

type DunstHistory = { data: readonly (readonly Record<string, { data: string | number }>[])[] };

/** Closes what is on screen and answers everything that was ever shown, newest first. */
async function closeAndListAll(): Promise<readonly ShownNotification[]> {
  // dunst's history has only what was closed.
  await run('dunstctl', ['close-all']);
  const { stdout } = await run('dunstctl', ['history']);
  // The format of dunst's own command.
  const { data } = JSON.parse(stdout) as DunstHistory;
  return (data[0] ?? []).map((entry) => ({
    id: Number(entry['id']?.data),
    summary: String(entry['summary']?.data ?? ''),
    body: String(entry['body']?.data ?? ''),
  }));
}

/** The notification daemon, from now on: what was shown before does not count. */
export async function watchNotifications(): Promise<{
  /** How many are on screen. */
  countDisplayed(): Promise<number>;
  /** Closes what is on screen and answers everything since the start of this watch, newest first. */
  closeAndList(): Promise<readonly ShownNotification[]>;
  /** Clicks on the newest. */
  click(): Promise<void>;
}> {
  const before = new Set((await closeAndListAll()).map(({ id }) => id));
  return {
    async countDisplayed() {
      const { stdout } = await run('dunstctl', ['count', 'displayed']);
      return Number(stdout.trim());
    },
    closeAndList: async () => (await closeAndListAll()).filter(({ id }) => !before.has(id)),
    async click() {
      await run('dunstctl', ['action', '0']);
    },
  };
}
