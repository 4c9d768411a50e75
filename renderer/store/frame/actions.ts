import type { CallOutput } from '../../../shared/ipc/types.ts';
import { callMain, explainError } from '../../api.ts';
import { getApp, resetApp, updateApp } from '../app-store.ts';
import { coalesce } from '../coalesce.ts';
import { tellError } from '../feedback/actions.ts';
import { restoreNavigation } from '../recovery/open-place.ts';
import { applySnapshot, failToStart } from './reduce.ts';

/** Takes a snapshot of the frame: user, channels, notices, connection, revision. */
export const loadSnapshot = coalesce(async () => {
  try {
    const snapshot = await callMain('app:get-snapshot', {});
    const { lastPlace } = snapshot;
    const knewNobody = getApp().frame.snapshot?.user === undefined;
    // Once: from here on the user decides what is open.
    if (knewNobody && lastPlace !== undefined && snapshot.user !== undefined)
      updateApp('navigation', (state) => restoreNavigation(state, lastPlace));
    updateApp('frame', (frame) => applySnapshot(frame, snapshot));
  } catch (error) {
    updateApp('frame', (frame) => failToStart(frame, explainError(error)));
  }
});

export async function dismissNotice(id: string): Promise<void> {
  await callMain('app:dismiss-notice', { id }).catch(tellError);
  await loadSnapshot();
}

/** The user says that the keychain is unlocked. Answers whether it was. */
export async function openAgain(): Promise<boolean> {
  const { isOpen } = await callMain('account:open-again', {}).catch((error: unknown) => {
    tellError(error);
    return { isOpen: false };
  });
  await loadSnapshot();
  return isOpen;
}

/** @throws AppError with the sentence for the form: nothing typed is lost. */
export async function signIn(relayUrl: string, code: string): Promise<void> {
  await callMain('account:enrol', { relayUrl, code });
  await loadSnapshot();
}

/** The user has said yes or no to the link. */
export async function dismissLink(): Promise<void> {
  await callMain('account:dismiss-link', {}).catch(tellError);
  await loadSnapshot();
}

/** Tells the agency of the last messages, and answers what a sign-out would lose. */
export async function prepareSignOut(): Promise<CallOutput<'account:prepare-sign-out'>> {
  try {
    return await callMain('account:prepare-sign-out', {});
  } catch {
    // Where even that cannot be asked, signing out must still be possible.
    return { unpublished: 0, unsent: 0, unfiled: 0 };
  }
}

export async function signOut(): Promise<void> {
  try {
    await callMain('account:sign-out', {});
    resetApp();
  } catch (error) {
    tellError(error);
  }
  await loadSnapshot();
}

export async function openLink(url: string): Promise<void> {
  await callMain('app:open-link', { url }).catch(tellError);
}
