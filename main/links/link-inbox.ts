import type { NoticeId } from '../notices.ts';
import { type ConnectLink, parseConnectLink } from './connect-link.ts';

export type LinkInbox = {
  /** A link has come from outside. Until it is known whether somebody is signed in, it waits. */
  receive(link: string): void;
  /** Now it is known. */
  start(): void;
  /** What the user has to be asked about. */
  find(): ConnectLink | undefined;
  /** The user has answered, or has signed in another way. */
  dismiss(): void;
};

type LinkNotice = Extract<NoticeId, `link-${string}`>;

/** Links from outside: judged, then shown to the user. Nothing is done and nobody is called before they have agreed. */
export function createLinkInbox(options: {
  readonly allowsLoopback: boolean;
  /** The only relay that an administrator allows on this computer, if they have named one. */
  readonly managedRelayUrl: string | undefined;
  readonly isSignedIn: () => boolean;
  readonly onNotice: (id: LinkNotice) => void;
  /** What `find` answers is another one, or there is a notice. */
  readonly onChanged: () => void;
}): LinkInbox {
  let isStarted = false;
  let waiting: string | undefined;
  let found: ConnectLink | undefined;

  const judge = (text: string): ConnectLink | LinkNotice => {
    const link = parseConnectLink(text, options);
    if (link === undefined) return 'link-unusable';
    if (options.isSignedIn()) return 'link-signed-in';
    const { managedRelayUrl } = options;
    return managedRelayUrl === undefined || managedRelayUrl === link.relayUrl ? link : 'link-other-relay';
  };

  const receive = (text: string) => {
    if (!isStarted) {
      waiting = text;
      return;
    }
    const verdict = judge(text);
    if (typeof verdict === 'string') options.onNotice(verdict);
    else found = verdict;
    options.onChanged();
  };

  return {
    receive,
    start() {
      isStarted = true;
      if (waiting !== undefined) receive(waiting);
      waiting = undefined;
    },
    find: () => found,
    dismiss() {
      if (found === undefined) return;
      found = undefined;
      options.onChanged();
    },
  };
}
