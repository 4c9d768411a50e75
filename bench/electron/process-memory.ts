import { readFileSync, readdirSync } from 'node:fs';

/**
 * Megabytes that a process and all its children hold: what several of them share is counted once, a part to each
 * (proportional set size). Linux. Source: proc(5), /proc/pid/smaps_rollup.
 */
export function readTreeMegabytes(pid: number): number {
  const kilobytes = listTree(pid).map((one) => readProportionalKilobytes(one));
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1_000;
}

function listTree(root: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: readParent(name) }));
  const tree = [root];
  for (const pid of tree) {
    tree.push(...parents.filter(({ parent }) => parent === pid).map((child) => child.pid));
  }
  return tree;
}

/** 0 for a process that has gone meanwhile. */
function readParent(pid: string): number {
  const status = readIfThere(`/proc/${pid}/status`);
  return Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1] ?? 0);
}

function readProportionalKilobytes(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB$/m.exec(readIfThere(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
