import { isAppUrl } from '../app-url.ts';

/** What is read of Electron's event. */
export type Sender = {
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
  readonly sender: { readonly id: number };
};

/** Our window's main frame, showing our own page. */
export function isTrustedSender(event: Sender, isOurWindow: (webContentsId: number) => boolean): boolean {
  const frame = event.senderFrame;
  if (frame === null || frame.parent !== null) return false;
  return isAppUrl(frame.url) && isOurWindow(event.sender.id);
}
