import type { Notice } from './context.ts';

export type NoticeId =
  | 'keychain-locked'
  | 'secrets-not-kept'
  | 'settings-set-aside'
  | 'sign-in-again'
  | 'cache-unavailable';

export type Notices = {
  list(): readonly Notice[];
  add(id: NoticeId): void;
  dismiss(id: string): void;
};

const NOTICES: Readonly<Record<NoticeId, Omit<Notice, 'id'>>> = {
  'secrets-not-kept': {
    severity: 'warning',
    text: 'This computer offers no keychain, so nothing secret is stored. You will have to sign in again after quitting.',
  },
  'settings-set-aside': {
    severity: 'warning',
    text: 'The settings file could not be read and was set aside. Sign in again; your messages come back from the relay.',
  },
  'sign-in-again': {
    severity: 'warning',
    text: 'The sign-in stored on this computer cannot be opened any more. Ask for a new code and sign in again.',
  },
  'keychain-locked': {
    severity: 'error',
    text: 'The system’s keychain could not be opened. Unlock it and start again; nothing is lost.',
  },
  'cache-unavailable': {
    severity: 'error',
    text: 'The messages stored on this computer cannot be opened. Quit and start again; if it stays, sign out and in again.',
  },
};

/** What the user should know from the start, in the bar under the toolbar, until it is dismissed. */
export function createNotices(found: {
  readonly isSecretsKept: boolean;
  readonly setAside: string | undefined;
}): Notices {
  const shown = new Set<NoticeId>();
  if (!found.isSecretsKept) shown.add('secrets-not-kept');
  if (found.setAside !== undefined) shown.add('settings-set-aside');
  return {
    list: () => [...shown].map((id) => ({ id, ...NOTICES[id] })),
    add: (id) => void shown.add(id),
    // A name that is not shown is no error: two windows may dismiss the same notice.
    dismiss: (id) => void [...shown].filter((known) => known === id).forEach((known) => shown.delete(known)),
  };
}
