const A_WHILE_MS = 60_000;
const MOST_RELOADS = 3;

/** Whether a window that went down is loaded again by itself, or whether it does so too often and the user is asked. */
export function decideRecovery(wentDownAt: readonly number[], now: number): 'reload' | 'ask' {
  return wentDownAt.filter((at) => now - at < A_WHILE_MS).length <= MOST_RELOADS ? 'reload' : 'ask';
}
