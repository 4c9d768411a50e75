import type { ChangeSet } from '../../shared/ipc/contract.ts';
import { listenToMain } from '../api.ts';
import { getApp, updateApp } from './app-store.ts';
import {
  type ListsPlan,
  RELOAD_EVERYTHING,
  type ReloadPlan,
  joinLists,
  judgeRevision,
  planReloads,
} from './change-sets.ts';
import { loadReplies } from './bell/actions.ts';
import { flushDrafts } from './chat/draft-saver.ts';
import { reloadChat } from './chat/reload.ts';
import { loadTemplates, reloadThreads } from './compose/actions.ts';
import { findEverywhere, findInChat } from './find/actions.ts';
import { loadSnapshot } from './frame/actions.ts';
import { applyConnection, applyRevision } from './frame/reduce.ts';
import { gather } from './gather.ts';
import { hearProgress } from './media/actions.ts';
import { keepInboxTrue, reloadInbox } from './inbox/actions.ts';
import { goToPlace, openInInbox, setOverlay } from './navigation/actions.ts';
import { selectPane, selectShownConversationId } from './navigation/selectors.ts';
import { reloadRecord } from './record/actions.ts';
import { reloadRecords } from './records/actions.ts';
import { keepPlace } from './recovery/keep-place.ts';
import { loadTemplatesPage } from './templates/actions.ts';
import { startTicker } from './ticker.ts';

/**
 * Starts the life of the window: subscribe first, then take the snapshot, so that nothing falls between.
 * Answers the function that ends it.
 */
export function startApp(): () => void {
  const stops = [
    listenToMain('changes:published', hearChange),
    listenToMain('connection:changed', (connection) =>
      updateApp('frame', (frame) => applyConnection(frame, connection)),
    ),
    listenToMain('presence:changed', (presence) => updateApp('frame', (frame) => ({ ...frame, presence }))),
    listenToMain('media:progressed', hearProgress),
    listenToMain('navigation:open-conversation', ({ conversationId, messageId }) =>
      openInInbox(conversationId, messageId),
    ),
    listenToMain('navigation:open-replies', () => setOverlay('replies')),
    listenToMain('navigation:open-settings', () => goToPlace('settings')),
    startTicker(),
    keepInboxTrue(),
    keepPlace(),
    lists.stop,
  ];
  window.addEventListener('pagehide', flushDrafts);
  void loadSnapshot().then(hearEarlyChanges);
  return () => {
    window.removeEventListener('pagehide', flushDrafts);
    for (const stop of stops) stop();
  };
}

/** Change sets that overtook the first snapshot; those that it contains are recognised by their revision. */
let early: ChangeSet[] = [];

function hearEarlyChanges(): void {
  const changes = early;
  early = [];
  for (const change of changes) hearChange(change);
}

function hearChange(change: ChangeSet): void {
  const { frame, record } = getApp();
  if (frame.snapshot === undefined) {
    early.push(change);
    return;
  }
  if (frame.snapshot.lock?.isLocked === true) {
    // Nothing else is answered; everything is fetched when it is unlocked.
    if (change.hasFrameChanges) void loadSnapshot();
    return;
  }
  const verdict = judgeRevision(frame.revision, change.revision);
  if (verdict === 'old') return;
  updateApp('frame', (state) => applyRevision(state, change));
  const shown = { recordId: record.recordId, conversationId: selectShownConversationId(getApp()) };
  reload(verdict === 'gap' ? RELOAD_EVERYTHING : planReloads(shown, change));
}

/** Fetches everything that is shown. */
export function reloadAll(): void {
  reload(RELOAD_EVERYTHING);
}

function reload(plan: ReloadPlan): void {
  if (plan.frame) void loadSnapshot();
  // What is being read comes first: main answers one question after the other.
  if (plan.chat !== undefined) void reloadChat(plan.chat);
  lists.ask(plan);
}

/** A reply is several changes (the message, a tick, being read): the lists are fetched once for all of them. */
const LISTS_WAIT_MS = 100;
const lists = gather(joinLists, reloadLists, LISTS_WAIT_MS);

function reloadLists(plan: ListsPlan): void {
  if (plan.records) void reloadRecords();
  if (plan.record) void reloadRecord();
  if (plan.conversations) {
    void reloadInbox();
    void findEverywhere();
    void findInChat();
    void loadReplies();
    // Only what is on screen: the target of a panel that was closed stays in the store.
    if (selectPane(getApp()).kind === 'compose') void reloadThreads();
  }
  if (plan.templates) {
    void loadTemplates();
    void loadTemplatesPage();
  }
}
