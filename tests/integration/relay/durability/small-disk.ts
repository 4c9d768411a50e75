import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { mayMount } from '../../../support/may-mount.ts';
import { mountSmallFileSystem } from '../../../support/small-file-system.ts';
import { makeTemporaryDirectory } from '../relay-harness.ts';

/** A disk for one log that can be full, and have room again, while a relay writes to it. */
export type SmallDisk = {
  readonly directory: string;
  fill(relayPid: number): void;
  makeRoom(relayPid: number): void;
};

/**
 * A file system of its own, where the machine lets us mount one; and everywhere the limit that the system sets to the size
 * of a process's files, which a write meets just as it meets the end of a disk.
 */
export const SMALL_DISKS: readonly (readonly [name: string, make: () => SmallDisk])[] = [
  ...(mayMount() ? [['a file system without room', makeFileSystem] as const] : []),
  ['a limit to the size of files', makeLimit],
];

/** More than the log and its write-ahead log need in these tests: only the ballast fills it. */
const SIZE = '192m';

function makeFileSystem(): SmallDisk {
  const directory = makeTemporaryDirectory();
  return { directory, ...mountSmallFileSystem(directory, SIZE) };
}

function makeLimit(): SmallDisk {
  const directory = makeTemporaryDirectory();
  const limit = (pid: number, bytes: string) =>
    void execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
  return {
    directory,
    fill: (pid) => limit(pid, String(statSync(path.join(directory, 'relay.db-wal')).size)),
    makeRoom: (pid) => limit(pid, 'unlimited'),
  };
}
