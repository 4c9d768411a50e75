import type { ChannelId, ConversationId, PersonKey, UserId } from '../shared/domain/ids.ts';
import type { ManagedPreference } from '../shared/domain/preferences.ts';
import type { User } from '../shared/protocol/events.ts';
import type { Connection } from '../shared/ipc/views.ts';
import type { GraphClient } from '../shared/whatsapp/graph-client.ts';
import type { ChangeFeed } from './changes.ts';
import type { PresenceTeller } from './conversations/presence.ts';
import type { ReceiptTeller } from './conversations/receipts.ts';
import type { Database } from './db/client.ts';
import type { OnlyHere } from './db/publish-queue.ts';
import type { DiagnosticFacts } from './diagnostics/describe-diagnostics.ts';
import type { Log } from './log.ts';
import type { OpenPlaceKeeper } from './recovery/open-place.ts';
import type { DeskLock } from './lock/desk-lock.ts';
import type { LinkInbox } from './links/link-inbox.ts';
import type { ProxyCredentials } from './network/proxy-credentials.ts';
import type { MediaDesk } from './media/media-desk.ts';
import type { PreferencesStore } from './preferences/preferences-store.ts';
import type { OwnNumberStore } from './settings/own-number-store.ts';
import type { RelayHttp } from './sync/relay-http.ts';
import type { UpdateNews } from './updates/update-news.ts';
import type { UpdateWatch } from './updates/update-watch.ts';

/** Everything that exists only while a user is signed in. Built and torn down as one. */
export type Desk = {
  /** As the relay last described them. */
  readonly user: () => User;
  readonly userId: UserId;
  /** What the relay calls this desktop. */
  readonly deviceId: string;
  readonly agencyName: string;
  /** Without trailing slash. */
  readonly relayUrl: string;
  readonly db: Database;
  readonly relay: RelayHttp;
  readonly ownNumber: OwnNumberStore;
  readonly connection: () => Connection;
  /** After sleep: do not wait for the back-off. */
  readonly reconnect: () => void;
  /** Fetches a channel's templates from Meta now: the own number's from here, the company's by the relay. */
  readonly refreshTemplates: (channelId: ChannelId) => Promise<void>;
  readonly setConsent: (personKey: PersonKey, hasOptedOut: boolean) => Promise<void>;
  /** A client of Meta's API for a number, with the user's own token or with one that is being tried. */
  readonly createGraph: (options: { readonly graphVersion: string; readonly token: string }) => GraphClient;
  readonly media: MediaDesk;
  /** There is something new to send. */
  readonly wakeOutbox: () => void;
  /** What colleagues may know of what this window shows. */
  readonly presence: PresenceTeller;
  readonly receipts: ReceiptTeller;
  /** There is something new to tell the relay. */
  readonly wakePublisher: () => void;
  /** There is something new to put on a record, or to take off. */
  readonly wakeFiler: () => void;
  /** Tells the relay what it does not know yet, for a few seconds; answers what a sign-out would lose. */
  readonly prepareToLeave: () => Promise<OnlyHere>;
  readonly stop: () => Promise<void>;
};

export type Notice = {
  readonly id: string;
  readonly severity: 'info' | 'warning' | 'error';
  readonly text: string;
};

/** What the features' handlers are given. */
export type Context = {
  /** Throws `not-signed-in` when there is no desk. */
  readonly desk: () => Desk;
  readonly findDesk: () => Desk | undefined;
  /** The app has just started: the keychain and the cache are not open yet, if there are any. */
  readonly isOpening: () => boolean;
  readonly changes: ChangeFeed;
  readonly log: Log;
  readonly now: () => number;
  readonly notices: {
    readonly list: () => readonly Notice[];
    readonly dismiss: (id: string) => void;
  };
  readonly preferences: PreferencesStore;
  readonly updates: Pick<UpdateWatch, 'isOn' | 'check' | 'ready' | 'restart'>;
  readonly updateNews: UpdateNews;
  /** What an administrator has settled for this desktop, by file or policy. */
  readonly managed: {
    readonly relayUrl: string | undefined;
    readonly agencyName: string | undefined;
    /** The preferences that the user cannot change. */
    readonly preferences: readonly ManagedPreference[];
    /** Whether, or from where, this installation updates itself. */
    readonly areUpdatesSettled: boolean;
  };
  /** The ticks of the set-up guide, kept on this desktop. */
  readonly guide: { readonly done: () => readonly string[]; readonly save: (done: string[]) => void };
  readonly lock: DeskLock;
  /** What the window showed last, for after a crash. */
  readonly openPlace: OpenPlaceKeeper;
  /** What the diagnostics tell of this run of the app. */
  readonly run: {
    readonly describe: () => Pick<
      DiagnosticFacts,
      'startedAt' | 'versions' | 'memoryMb' | 'crashes' | 'lines'
    >;
  };
  /** Links from outside that wait for the user's word. */
  readonly links: LinkInbox;
  /** Names and passwords for the network's proxies. */
  readonly proxyCredentials: ProxyCredentials;
  /** The conversation on screen, which raises no notification while the window has focus. */
  readonly setOpenConversation: (conversationId: ConversationId | undefined) => void;
  /** Tries once more to open what a locked keychain kept shut. */
  readonly openAgain: () => Promise<void>;
  readonly enrol: (relayUrl: string, code: string, deviceName: string | undefined) => Promise<void>;
  readonly signOut: () => Promise<void>;
  readonly system: System;
};

/** What only Electron can do, so that the features run and are tested under plain Node. */
export type System = {
  readonly appVersion: string;
  /** As people name it: `Windows 11`, `macOS 15.1`, `Linux 6.1`. */
  readonly platform: string;
  /** Whether a real keychain keeps what is secret. */
  readonly isSecretsKept: () => Promise<boolean>;
  /** Whether the system shows notifications of this app, as far as it tells. */
  canNotify(): boolean;
  /** Whether the system can start the app when the user logs in. */
  readonly canLaunchAtLogin: boolean;
  copyText(text: string): Promise<void>;
  /** Asks the user where a file is to be saved, offering this name; undefined when they would rather not. */
  chooseSavePath(fileName: string): Promise<string | undefined>;
  /** Opens a file with the system's program for it; answers what went wrong, empty if nothing. */
  openFile(path: string): Promise<string>;
  /** Hands a checked address to the operating system. */
  openExternal(url: string): Promise<void>;
};
