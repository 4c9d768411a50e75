import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A file system of its own, that can be full and have room again. Only where `mayMount`. */
export type SmallFileSystem = {
  fill(): void;
  makeRoom(): void;
};

/** Quick to fill with, and then to the last page. */
const BLOCKS = [1024 * 1024, 4_096];

/** Mounts one of `size` ("48m") at an empty directory, until the test ends. */
export function mountSmallFileSystem(directory: string, size: string): SmallFileSystem {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', directory]);
  onTestFinished(() => void execFileSync('umount', ['--lazy', directory]));
  const ballast = path.join(directory, 'ballast');
  return {
    fill() {
      for (const block of BLOCKS) writeUntilFull(ballast, Buffer.alloc(block));
    },
    makeRoom: () => rmSync(ballast),
  };
}

function writeUntilFull(ballast: string, block: Buffer): void {
  const file = openSync(ballast, 'a');
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(file);
  }
}
