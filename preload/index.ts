import { contextBridge, ipcRenderer } from 'electron';
import { CALL_CHANNEL, CALL_NAMES, EVENT_CHANNEL, EVENT_NAMES } from '../shared/ipc/names.ts';
import type { Bridge } from '../shared/ipc/types.ts';

const calls: ReadonlySet<string> = new Set(CALL_NAMES);
const events: ReadonlySet<string> = new Set(EVENT_NAMES);

/*
 * The whole surface of the window: two functions and closed lists of names. Main checks the sender and parses every
 * input, so nothing is validated here; the Electron event object never reaches the page.
 */
const bridge: Bridge = {
  call(name, input) {
    if (!calls.has(name)) return Promise.reject(new Error('Unknown call'));
    return ipcRenderer.invoke(CALL_CHANNEL, name, input);
  },
  on(name, listener) {
    if (!events.has(name)) throw new Error('Unknown event');
    const receive = (_event: unknown, heard: unknown, body: unknown) => {
      // The body was built by main from the same contract; the names were compared first.
      if (heard === name) listener(body as Parameters<typeof listener>[0]);
    };
    ipcRenderer.on(EVENT_CHANNEL, receive);
    return () => {
      ipcRenderer.removeListener(EVENT_CHANNEL, receive);
    };
  },
};

contextBridge.exposeInMainWorld('colleague', bridge);
