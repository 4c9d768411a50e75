import { once } from 'node:events';
import { WebSocket } from 'ws';

type Message = {
  readonly id?: number;
  readonly method?: string;
  readonly params?: {
    readonly sessionId?: string;
    readonly targetInfo?: { readonly type: string };
    readonly name?: string;
  };
};

const BINDING = 'benchReport';

/**
 * Runs `script` in the first page of a starting Electron before the page's own scripts, and resolves as soon as it calls
 * `benchReport('')`. Speaks Chromium's DevTools protocol by itself: the usual drivers attach too late to see a start.
 */
export async function whenPageReports(debuggerUrl: string, script: string): Promise<void> {
  const socket = new WebSocket(debuggerUrl);
  await once(socket, 'open');
  let nextId = 1;
  const send = (method: string, params: object, sessionId?: string) =>
    socket.send(JSON.stringify({ id: nextId++, method, params, sessionId }));
  const attach = (session: string) => {
    send('Page.enable', {}, session);
    send('Runtime.enable', {}, session);
    send('Runtime.addBinding', { name: BINDING }, session);
    send('Page.addScriptToEvaluateOnNewDocument', { source: script }, session);
    // For a page that was quicker than we.
    send('Runtime.evaluate', { expression: script }, session);
    send('Runtime.runIfWaitingForDebugger', {}, session);
  };
  try {
    await new Promise<void>((resolve, reject) => {
      socket.on('message', (data: Buffer) => {
        // The protocol is Chromium's; only the members above are looked at.
        const { method, params } = JSON.parse(data.toString('utf8')) as Message;
        if (method === 'Target.attachedToTarget' && params?.sessionId !== undefined) {
          if (params.targetInfo?.type === 'page') attach(params.sessionId);
          else send('Runtime.runIfWaitingForDebugger', {}, params.sessionId);
        }
        if (method === 'Runtime.bindingCalled' && params?.name === BINDING) resolve();
      });
      socket.on('close', () => reject(new Error('Electron ended before its window was painted.')));
      send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
    });
  } finally {
    socket.close();
  }
}
