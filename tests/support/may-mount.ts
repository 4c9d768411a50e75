import { execFileSync } from 'node:child_process';

/** Whether this machine lets the tests mount a file system of their own: root, and a container that allows it. */
export function mayMount(): boolean {
  if (process.getuid?.() !== 0) return false;
  try {
    // Reads only: a container without the right to mount says so here.
    execFileSync('unshare', ['--mount', 'cat', '/proc/self/mounts'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
