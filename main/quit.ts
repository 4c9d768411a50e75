import type { App } from 'electron';

/**
 * Quits in order: what is open is closed first (nothing in flight is forgotten), then the app ends. A close that hangs
 * does not keep the app alive.
 */
export function createQuit(
  app: App,
  close: () => Promise<void>,
): { readonly quit: () => void; readonly onBeforeQuit: (event: { preventDefault(): void }) => void } {
  let state: 'running' | 'closing' | 'closed' = 'running';
  const finish = () => {
    state = 'closed';
    app.quit();
  };
  const begin = () => {
    if (state !== 'running') return;
    state = 'closing';
    const deadline = setTimeout(finish, CLOSE_LIMIT_MS);
    void close()
      .catch(() => {
        // It is in the log of the part that failed; quitting goes on.
      })
      .finally(() => {
        clearTimeout(deadline);
        // Not within `before-quit`, where a desk that has nothing to close would end up: Electron is still deciding there,
        // takes the answer of the first question for both, and the app would live on without a window.
        setImmediate(finish);
      });
  };
  return {
    quit: begin,
    onBeforeQuit(event) {
      if (state === 'closed') return;
      event.preventDefault();
      begin();
    },
  };
}

const CLOSE_LIMIT_MS = 5_000;
