import type { WebContents } from 'electron';
import { EVENT_CHANNEL } from '../../shared/ipc/names.ts';
import type { Push } from '../changes.ts';

/** The one file that sends to the window. Before the window has loaded, and after it is gone, nothing is sent. */
export function createPush(findContents: () => WebContents | undefined): Push {
  return (name, body) => {
    const contents = findContents();
    if (contents === undefined || contents.isDestroyed()) return;
    contents.send(EVENT_CHANNEL, name, body);
  };
}
