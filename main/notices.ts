import type { Damage, SettingsPart } from './account/local-settings.ts';
import type { Notice } from './context.ts';

export type NoticeId =
  | 'keychain-locked'
  | 'secrets-not-kept'
  | 'settings-damaged'
  | 'sign-in-again'
  | 'desktop-removed'
  | 'desktop-still-listed'
  | 'cache-unavailable'
  | 'cache-rebuilt'
  | 'cache-from-future'
  | 'disk-full'
  | 'clock-wrong'
  | 'proxy-declined'
  | 'provisioning-damaged'
  | 'relay-restored'
  | 'link-unusable'
  | 'link-signed-in'
  | 'link-other-relay'
  | 'app-fault'
  | 'doctor-failed'
  | 'token-ends'
  | 'update-refused';

export type Notices = {
  list(): readonly Notice[];
  /** `text`: what has figures in it; without it, what was written for this notice. */
  add(id: NoticeId, text?: string): void;
  dismiss(id: string): void;
};

const NOTICES: Readonly<
  Record<Exclude<NoticeId, 'settings-damaged' | 'provisioning-damaged'>, Omit<Notice, 'id'>>
> = {
  'secrets-not-kept': {
    severity: 'warning',
    text: 'This computer offers no keychain, so nothing secret is stored. You will have to sign in again after quitting.',
  },
  'sign-in-again': {
    severity: 'warning',
    text: 'The sign-in stored on this computer cannot be opened any more. Ask for a new code and sign in again.',
  },
  'desktop-removed': {
    severity: 'error',
    text: 'An administrator has removed this desktop, and everything of the agency was deleted from it. To use it again, ask for a new code and sign in.',
  },
  'desktop-still-listed': {
    severity: 'warning',
    text: 'You are signed out and nothing is left on this computer, but the relay could not be told. Ask an administrator to remove this desktop.',
  },
  'keychain-locked': {
    severity: 'error',
    text: 'Your sign-in and the key to your messages are kept in it. Unlock it with the password that you log in with on this computer, and go on here. Nothing is lost, and you need not start the app again.',
  },
  'relay-restored': {
    severity: 'warning',
    text: 'The agency’s relay was restored from a backup, so this computer reads everything from it again. What came in after that backup may be missing. Your drafts, what waits to be sent and the messages of your own number are kept.',
  },
  'app-fault': {
    severity: 'warning',
    text: 'Something went wrong inside the app, so what you see may not be complete. Quit and start it again; nothing that you wrote or sent is lost.',
  },
  'cache-rebuilt': {
    severity: 'warning',
    text: 'The messages stored on this computer were damaged, so they are read from the relay again.',
  },
  'cache-from-future': {
    severity: 'error',
    text: 'The messages on this computer belong to a newer version of the app. Install that version; nothing was changed.',
  },
  'disk-full': {
    severity: 'error',
    text: 'The messages stored here cannot be opened without some room. Make room on it and try again; nothing is lost.',
  },
  'clock-wrong': {
    severity: 'warning',
    text: 'This computer’s clock is wrong, so times and the time left in conversations are shown wrong. Let the system set it.',
  },
  'doctor-failed': {
    severity: 'error',
    text: 'Something stands in the way of sending or receiving on WhatsApp. Settings → Doctor says what and what to do.',
  },
  'token-ends': {
    severity: 'warning',
    text: 'An access token at Meta ends soon, and sending with it. Settings → Doctor says which and when.',
  },
  'update-refused': {
    severity: 'error',
    text: 'A new version of the app was offered and not installed, because it is not what its publisher made. You can go on working with this version. Tell your administrator.',
  },
  'proxy-declined': {
    severity: 'warning',
    text: 'Without the password of your network’s proxy nothing can be sent or received here. Quit and start again to enter it.',
  },
  'link-unusable': {
    severity: 'warning',
    text: 'The link that was opened cannot be used: it is damaged, or not one of Colleague’s. Nothing was changed. Ask your administrator for a new one.',
  },
  'link-signed-in': {
    severity: 'info',
    text: 'You are signed in already, so the link that was opened was not used. To sign in with it, sign out first and open it again.',
  },
  'link-other-relay': {
    severity: 'warning',
    text: 'The link that was opened leads to another relay than the one that your administrator set for this computer. Nothing was changed.',
  },
  'cache-unavailable': {
    severity: 'error',
    text: 'The messages stored on this computer cannot be opened. Try again, or quit and start the app again; nothing was changed. If it stays so, tell your administrator.',
  },
};

/** What the user should know from the start, in the bar under the toolbar, until it is dismissed. */
export function createNotices(found: {
  readonly damage: Damage | undefined;
  /** Sentences about what an administrator settled wrongly. */
  readonly provisioningProblems: readonly string[];
  readonly wasRemoved: boolean;
  /** The user has read it. */
  readonly onDismissed: (id: NoticeId) => void;
}): Notices {
  const { damage } = found;
  const shown = new Set<NoticeId>();
  if (found.wasRemoved) shown.add('desktop-removed');
  if (damage !== undefined && damage.lost.length > 0) shown.add('settings-damaged');
  if (found.provisioningProblems.length > 0) shown.add('provisioning-damaged');
  const texts = new Map<NoticeId, string>();
  const describe = (id: NoticeId): Omit<Notice, 'id'> => {
    if (id === 'settings-damaged') return { severity: 'warning', text: describeDamage(damage?.lost ?? []) };
    if (id === 'provisioning-damaged')
      return { severity: 'warning', text: found.provisioningProblems.join(' ') };
    const { severity, text } = NOTICES[id];
    return { severity, text: texts.get(id) ?? text };
  };
  return {
    list: () => [...shown].map((id) => ({ id, ...describe(id) })),
    add(id, text) {
      shown.add(id);
      if (text !== undefined) texts.set(id, text);
    },
    // A name that is not shown is no error: two windows may dismiss the same notice.
    dismiss(id) {
      for (const known of [...shown].filter((one) => one === id)) {
        shown.delete(known);
        found.onDismissed(known);
      }
    },
  };
}

const LOST: Readonly<Record<SettingsPart, string>> = {
  everything: 'everything in it was lost, so sign in again; your messages come back from the relay',
  account: 'the sign-in was lost, so sign in again; your messages come back from the relay',
  secrets: 'the stored keys were lost, so sign in again; your messages come back from the relay',
  ownNumber: 'your own number was lost, so enter it again under Settings',
  preferences: 'your preferences were lost and are as on a new desktop',
};

/** In the order of what matters most; where the sign-in is gone, that says it all. */
function describeDamage(lost: readonly SettingsPart[]): string {
  const signInLoss = lost.find((part) => part === 'everything' || part === 'account' || part === 'secrets');
  const told = signInLoss === undefined ? lost : [signInLoss];
  return `The settings file was damaged and has been set aside: ${told.map((part) => LOST[part]).join('; ')}.`;
}
